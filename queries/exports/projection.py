"""A mapping → the SELECT that turns an export's own columns into the fields of a canonical table.

Every field `x` that is not plain text stands beside `x_text`, the words it was read from, so that
queries/sql/load/*.sql can say which words could not be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from queries.config.mapping import FIELDS, Column, Kind
from queries.exports.dates import DateForm
from queries.exports.recognise import Recognised
from queries.exports.source import position
from queries.sqltext import identifier, literal, literals

_WORDS = {
    "started_by": "('customer', 'agent', 'bot')",
    "handled_by": "('human', 'bot', 'both')",
    "author": "('customer', 'agent', 'bot')",
}
_TYPES: dict[Kind, str] = {
    "text": "varchar",
    "instant": "timestamp",
    "duration": "double",
    "count": "bigint",
    "yes_no": "boolean",
    "word": "varchar",
    "score": "double",
    "tags": "varchar[]",
}
FormOf = Callable[[str, str, Column], DateForm]


@dataclass(slots=True)
class Projection:
    """The SELECT for one file in stages, and how each field is read, in words.

    Each stage names what the next one uses several times, so that DuckDB computes it once: the words
    of every field (`x_text`), the times they say (`x_wall` local, `x_utc` where a zone stands in the
    words), those times in UTC (`x_read`), the fields themselves.
    """

    texts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    instants: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def sql(self, view: str) -> str:
        """Return the whole SELECT over `view`, which holds text columns and `line`."""
        stages = (
            ["line", *self.texts],
            ["*", *self.times],
            ["*", *self.instants],
            ["*", *self.fields],
        )
        sql = view
        for stage in stages:
            selected = ",\n  ".join(stage)
            sql = f"(select {selected}\nfrom {sql})"
        return f"from {sql}"


def project(recognised: Recognised, form_of: FormOf) -> Projection:
    """Build the projection; `form_of(field, expression, column)` decides a date column's form."""
    projection = Projection()
    for name, kind in FIELDS[recognised.table].items():
        column = recognised.columns.get(name)
        if column is None:
            _absent(projection, name, kind)
        else:
            _READERS[kind](projection, name, column, _text(recognised, column), form_of)
    return projection


def _absent(projection: Projection, name: str, kind: Kind) -> None:
    projection.texts.append(f"null::varchar as {name}_text")
    projection.fields.append(f"null::{_TYPES[kind]} as {name}")
    if kind == "instant":
        projection.instants.append(f"null::timestamp as {name}_read")
    if kind == "score":
        projection.fields.append(f"null::boolean as {name}_sent")


def _text(recognised: Recognised, column: Column) -> str:
    """Return the SQL for a column's words: trimmed, '' and the declared words for nothing as NULL."""
    if column.value is not None:
        return literal(column.value)
    names = [position(recognised.source, name) for name in recognised.header(column)]
    if column.json_key:
        path = literal("$." + identifier(column.json_key))
        names = [
            f"case when json_valid({name}) then json_extract_string({name}, {path}) end"
            for name in names
        ]
    text = " || ' ' || ".join(f"words({name})" for name in names)
    if column.empty:
        words = literals(word.casefold() for word in column.empty)
        text = f"case when lower({text}) not in {words} then {text} end"
    return text


def _mapped(column: Column, text: str, other: str = "") -> str:
    """Return `text` with the words under `values` replaced; `other` (or themselves) for the rest."""
    if not column.values:
        return text
    cases = " ".join(
        f"when {literal(word.casefold())} then {literal(meaning)}"
        for word, meaning in column.values.items()
    )
    return f"case lower({text}) {cases} else {other or text} end"


def _text_field(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.texts.append(f"{text} as {name}_text")
    value = f"clean({_mapped(column, f'{name}_text')})"
    projection.fields.append(f"{f'lower({value})' if name == 'customer_id' else value} as {name}")


def _tags(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.texts.append(f"{text} as {name}_text")
    projection.fields.append(
        f"string_split(clean({name}_text), {literal(column.separator)}) as {name}"
    )


def _instant(projection: Projection, name: str, column: Column, text: str, form_of: FormOf) -> None:
    form = form_of(name, text, column)
    projection.words[name] = form.words
    projection.texts.append(f"{text} as {name}_text")
    projection.times += [
        f"{form.wall_time(f'{name}_text')} as {name}_wall",
        f"{form.utc(f'{name}_text')} as {name}_utc",
    ]
    projection.instants.append(f"coalesce({name}_utc, to_utc({name}_wall)) as {name}_read")
    projection.fields.append(f"in_years({name}_read) as {name}")


def _duration(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.words[name] = f"{column.unit}, {column.basis}"
    projection.texts.append(f"{text} as {name}_text")
    projection.fields.append(f"duration({name}_text, {literal(column.unit or '')}) as {name}")


def _count(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.texts.append(f"{text} as {name}_text")
    projection.fields.append(f"whole({_mapped(column, f'{name}_text')}) as {name}")


def _yes_no(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    if column.when:
        words = literals(word.casefold() for word in column.when)
        projection.words[name] = f"yes when {', '.join(column.when)}"
        projection.texts.append(
            f"case when lower({text}) in {words} then 'yes' "
            f"when {text} is not null then 'no' end as {name}_text"
        )
    else:
        projection.texts.append(f"{text} as {name}_text")
    projection.fields.append(f"yes_no({_mapped(column, f'{name}_text')}) as {name}")


def _word(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    """A word out of few; one that is derived from another column's content cannot be misread."""
    if column.contains is not None:
        text = (
            f"case when contains(lower({text}), {literal(column.contains.casefold())}) "
            f"then {literal(column.means or '')} end"
        )
    elif column.filled is not None:
        text = f"case when {text} is not null then {literal(column.filled)} end"
    elif name == "excluded":
        text = f"clean({_mapped(column, text, 'null')})"
    projection.texts.append(f"{text} as {name}_text")
    word = _mapped(column, f"{name}_text")
    if name == "excluded":
        word = f"{name}_text"
    elif name == "status":
        word = f"status_word({word})"
    else:
        word = f"case when lower({word}) in {_WORDS[name]} then lower({word}) end"
    projection.fields.append(f"{word} as {name}")


def _score(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.words[name] = f"scale {column.scale}"
    asked = literals(word.casefold() for word in column.sent or ("",))
    projection.texts += [
        f"lower({text}) in {asked} as {name}_sent",
        f"case when lower({text}) not in {asked} then {text} end as {name}_text",
    ]
    projection.fields.append(
        f"score({_mapped(column, f'{name}_text')}, {literal(column.scale or '')}) as {name}"
    )


_READERS = {
    "text": _text_field,
    "tags": _tags,
    "instant": _instant,
    "duration": _duration,
    "count": _count,
    "yes_no": _yes_no,
    "word": _word,
    "score": _score,
}
