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
    "text": "varchar", "instant": "timestamp", "duration": "double", "count": "bigint",
    "yes_no": "boolean", "word": "varchar", "score": "double", "tags": "varchar[]",
}
FormOf = Callable[[str, str, Column], DateForm]


@dataclass(slots=True)
class Projection:
    """The SELECT list for one file, and how each field is read, in words."""

    selects: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def sql(self, view: str) -> str:
        """Return the whole SELECT over `view`, which holds text columns and `line`."""
        return "select line,\n  " + ",\n  ".join(self.selects) + f"\nfrom {view}"


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
    projection.selects.append(f"null::{_TYPES[kind]} as {name}")
    if kind not in ("text", "tags"):
        projection.selects.append(f"null::varchar as {name}_text")
    if kind == "instant":
        projection.selects.append(f"null::timestamp as {name}_read")
    if kind == "score":
        projection.selects.append(f"null::boolean as {name}_sent")


def _text(recognised: Recognised, column: Column) -> str:
    """Return the SQL for a column's words: trimmed, '' and the declared words for nothing as NULL."""
    if column.value is not None:
        return literal(column.value)
    names = [position(recognised.source, name) for name in recognised.header(column)]
    if column.json_key:
        path = literal("$." + identifier(column.json_key))
        names = [f"case when json_valid({name}) then json_extract_string({name}, {path}) end"
                 for name in names]
    text = " || ' ' || ".join(f"nullif(trim({name}), '')" for name in names)
    if column.empty:
        words = literals(word.casefold() for word in column.empty)
        text = f"case when lower({text}) not in {words} then {text} end"
    return text


def _mapped(column: Column, text: str, other: str) -> str:
    """Return `text` with the words under `values` replaced; `other` for the rest."""
    if not column.values:
        return text
    cases = " ".join(f"when {literal(word.casefold())} then {literal(meaning)}"
                     for word, meaning in column.values.items())
    return f"case lower({text}) {cases} else {other} end"


def _text_field(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    value = f"clean({_mapped(column, text, text)})"
    if name == "customer_id":
        value = f"lower({value})"
    projection.selects.append(f"{value} as {name}")


def _tags(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.selects.append(f"string_split(clean({text}), {literal(column.separator)}) as {name}")


def _instant(
    projection: Projection, name: str, column: Column, text: str, form_of: FormOf
) -> None:
    form = form_of(name, text, column)
    projection.words[name] = form.words
    projection.selects += [f"{text} as {name}_text", f"{form.of(f'({text})')} as {name}_read",
                           f"in_years({name}_read) as {name}"]


def _duration(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.words[name] = f"{column.unit}, {column.basis}"
    projection.selects += [f"{text} as {name}_text",
                           f"duration({text}, {literal(column.unit or '')}) as {name}"]


def _count(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    mapped = _mapped(column, text, text)
    projection.selects += [f"{text} as {name}_text", f"whole({mapped}) as {name}"]


def _yes_no(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    if column.when:
        words = literals(word.casefold() for word in column.when)
        projection.words[name] = f"yes when {', '.join(column.when)}"
        projection.selects += [f"null::varchar as {name}_text", f"lower({text}) in {words} as {name}"]
    else:
        projection.selects += [f"{text} as {name}_text",
                               f"yes_no({_mapped(column, text, text)}) as {name}"]


def _word(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    """A word out of few; one that is derived from another column's content cannot be misread."""
    derived = None
    if column.contains is not None:
        derived = (f"case when contains(lower({text}), {literal(column.contains.casefold())}) "
                   f"then {literal(column.means or '')} end")
    elif column.filled is not None:
        derived = f"case when {text} is not null then {literal(column.filled)} end"
    elif name == "excluded":
        derived = f"clean({_mapped(column, text, 'null')})"
    if derived is not None:
        projection.selects += [f"null::varchar as {name}_text", f"{derived} as {name}"]
        return
    mapped = _mapped(column, text, text)
    value = (f"coalesce(status_word({mapped}), case when lower({mapped}) in "
             f"('open', 'pending', 'solved') then lower({mapped}) end)" if name == "status"
             else f"case when lower({mapped}) in {_WORDS[name]} then lower({mapped}) end")
    projection.selects += [f"{text} as {name}_text", f"{value} as {name}"]


def _score(projection: Projection, name: str, column: Column, text: str, _: FormOf) -> None:
    projection.words[name] = f"scale {column.scale}"
    given = text
    if column.sent:
        asked = literals(word.casefold() for word in column.sent)
        given = f"case when lower({text}) not in {asked} then {text} end"
        projection.selects.append(f"lower({text}) in {asked} as {name}_sent")
    else:
        projection.selects.append(f"null::boolean as {name}_sent")
    mapped = _mapped(column, given, given)
    projection.selects += [f"{given} as {name}_text",
                           f"score({mapped}, {literal(column.scale or '')}) as {name}"]


_READERS = {
    "text": _text_field, "tags": _tags, "instant": _instant, "duration": _duration,
    "count": _count, "yes_no": _yes_no, "word": _word, "score": _score,
}
