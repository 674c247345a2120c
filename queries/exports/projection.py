"""A mapping → the SELECT that turns an export's own columns into the fields of a canonical table.

Every field `x` that is not plain text stands beside `x_text`, the words it was read from, so that
queries/sql/load/*.sql can say which words could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from queries.config.mapping import FIELDS, THOUSANDS, Column, Kind
from queries.exports.dates import DateForm
from queries.exports.recognise import Recognised
from queries.exports.source import position
from queries.exports.zones import macro_names, zone_of_header
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
# What helpdesks write in place of a rating: asked but not answered, never asked, nothing known.
_ASKED = ("offered",)
_NOT_ASKED = ("unoffered", "not offered")
_NO_RATING = ("unknown", "0 – unknown", "0 - unknown")
_NO_WORD_RATING = (*_NO_RATING, "received", "-", "–")  # where ratings are words, marks are none
FormOf = Callable[[str, str, Column], DateForm]


@dataclass(slots=True)
class Projection:
    """The SELECT for one file in stages, and how each field is read, in words.

    Each stage names what the next one uses several times, so that DuckDB computes it once: the words
    of every field (`x_text`), the local times they say (`x_wall`), the instants (`x_read`, of local
    times and of those with a zone in the words, and `x_doubt` where a change of the clocks leaves one),
    the fields themselves. `zones` are those that headers say: their macros must be there.
    """

    texts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    instants: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    zones: set[str] = field(default_factory=set)

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


def project(recognised: Recognised, form_of: FormOf, team_zone: str = "UTC") -> Projection:
    """Build the projection; `form_of(field, expression, column)` decides a date column's form."""
    projection = Projection()
    for name, kind in FIELDS[recognised.table].items():
        column = recognised.columns.get(name)
        if column is None:
            _absent(projection, name, kind)
        elif kind == "instant":
            zone = _zone(projection, recognised, column, team_zone)
            _instant(projection, name, column, _parts(recognised, column), form_of, zone)
        else:
            _READERS[kind](projection, name, column, _text(column, _parts(recognised, column)))
    return projection


def _absent(projection: Projection, name: str, kind: Kind) -> None:
    projection.texts.append(f"null::varchar as {name}_text")
    projection.fields.append(f"null::{_TYPES[kind]} as {name}")
    if kind == "instant":
        projection.instants.append(f"null::timestamp as {name}_read, null::varchar as {name}_doubt")
    if kind == "score":
        projection.fields.append(f"null::boolean as {name}_sent, null::boolean as {name}_unasked")


def _parts(recognised: Recognised, column: Column) -> list[str]:
    """Return the SQL for the words of each cell that a column reads: trimmed, '' as NULL."""
    if column.value is not None:
        return [literal(column.value)]
    names = [position(recognised.source, name) for name in recognised.header(column)]
    if column.json_key:
        path = literal("$." + identifier(column.json_key))
        names = [
            f"case when json_valid({name}) then json_extract_string({name}, {path}) end"
            for name in names
        ]
    return [f"words({name})" for name in names]


def _text(column: Column, parts: list[str]) -> str:
    """Return the SQL for a column's words, NULL where one is a declared word for nothing."""
    text = parts[0] if len(parts) == 1 else f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    if column.empty:
        words = literals(word.casefold() for word in column.empty)
        there = " and ".join(f"coalesce(lower({part}), '') not in {words}" for part in parts)
        text = f"case when {there} then {text} end"
    return text


def _zone(
    projection: Projection, recognised: Recognised, column: Column, team_zone: str
) -> tuple[str, str]:
    """Return the zone that a header says, else '', and how the column's zone was decided."""
    for header in recognised.header(column):
        if zone := zone_of_header(header):
            projection.zones.add(zone)
            return zone, f"{zone} (its header)"
    if recognised.entry is not None and recognised.entry.timezone:
        return "", f"{recognised.entry.timezone} (the export's settings)"
    return "", f"{team_zone} (the team's)"


def _numeral(column: Column, text: str) -> str:
    """Return the SQL for a number's words as DuckDB writes numbers, NULL where they are none."""
    if column.suffix:
        end = rf"(?i)\s*(?:{'|'.join(map(re.escape, column.suffix))})$"
        text = f"regexp_replace({text}, {literal(end)}, '')"
    if column.decimal or column.thousands:
        mark, digits = column.decimal or ".", r"\d+"
        if column.thousands:
            between = THOUSANDS[column.thousands]
            digits = rf"(?:\d{{1,3}}(?:{between}\d{{3}})+|\d+)"
        pattern = rf"[+-]?{digits}(?:{re.escape(mark)}\d+)?"
        plain = text
        if column.thousands:
            plain = f"regexp_replace({text}, {literal(THOUSANDS[column.thousands])}, '', 'g')"
        text = (
            f"case when regexp_full_match({text}, {literal(pattern)}) "
            f"then replace({plain}, {literal(mark)}, '.') end"
        )
    return text


def _how_written(column: Column) -> str:
    """Return how a column's numbers are written, in words; '' where plainly."""
    said = [
        f"decimal {column.decimal}" if column.decimal else "",
        f"thousands {column.thousands}" if column.thousands else "",
        f"suffix {' or '.join(column.suffix)}" if column.suffix else "",
    ]
    return "".join(f", {words}" for words in said if words)


def _mapped(
    column: Column, text: str, other: str = "", never: Collection[str] = frozenset()
) -> str:
    """Return `text` with the words under `values` replaced; `other` (or themselves) for the rest.

    Words in `never` are not replaced, whatever the settings say.
    """
    if all(word.casefold() in never for word in column.values):
        return other or text
    cases = " ".join(
        f"when {literal(word.casefold())} then {literal(meaning)}"
        for word, meaning in column.values.items()
        if word.casefold() not in never
    )
    return f"case lower({text}) {cases} else {other or text} end"


def _text_field(projection: Projection, name: str, column: Column, text: str) -> None:
    projection.texts.append(f"{text} as {name}_text")
    value = f"clean({_mapped(column, f'{name}_text')})"
    projection.fields.append(f"{f'lower({value})' if name == 'customer_id' else value} as {name}")


def _tags(projection: Projection, name: str, column: Column, text: str) -> None:
    projection.texts.append(f"{text} as {name}_text")
    projection.fields.append(
        f"string_split(clean({name}_text), {literal(column.separator)}) as {name}"
    )


def _instant(
    projection: Projection,
    name: str,
    column: Column,
    parts: list[str],
    form_of: FormOf,
    zone: tuple[str, str],
) -> None:
    """A point in time; a date and a time of day in two columns must both be there."""
    text = _text(column, parts)
    projection.texts.append(f"{text} as {name}_text")
    if column.time and column.unit:
        form = form_of(name, parts[0], column)
        form_words = f"{form.words} + {column.unit} since midnight"
        projection.texts.append(f"{parts[0]} as {name}_day, {parts[1]} as {name}_clock")
        seconds = f"duration({_numeral(column, f'{name}_clock')}, {literal(column.unit)})"
        wall = f"on_day({form.wall_time(f'{name}_day')}, {seconds})"
        wall, utc = f"case when {name}_text is not null then {wall} end", "null::timestamp"
    else:
        form = form_of(name, text, column)
        form_words = form.words
        read = _numeral(column, f"{name}_text")
        wall, utc = form.wall_time(read), form.utc(read)
        if len(parts) > 1:
            projection.texts.append(" || ".join(parts) + f" is not null as {name}_whole")
            wall, utc = (f"case when {name}_whole then {time} end" for time in (wall, utc))
    to_utc, clock_doubt = macro_names(zone[0])
    projection.words[name] = f"{form_words}{_how_written(column)}; zone: {form.zone(zone[1])}"
    projection.times.append(f"{wall} as {name}_wall")
    projection.instants += [
        f"coalesce({to_utc}({name}_wall), {utc}) as {name}_read",
        f"{clock_doubt}({name}_wall) as {name}_doubt",
    ]
    projection.fields.append(f"in_years({name}_read) as {name}")


def _duration(projection: Projection, name: str, column: Column, text: str) -> None:
    projection.words[name] = f"{column.unit}, {column.basis}{_how_written(column)}"
    projection.texts.append(f"{text} as {name}_text")
    numeral = _numeral(column, f"{name}_text")
    projection.fields.append(f"duration({numeral}, {literal(column.unit or '')}) as {name}")


def _count(projection: Projection, name: str, column: Column, text: str) -> None:
    if written := _how_written(column):
        projection.words[name] = f"number{written}"
    projection.texts.append(f"{text} as {name}_text")
    numeral = _numeral(column, f"{name}_text")
    projection.fields.append(f"whole({_mapped(column, f'{name}_text', numeral)}) as {name}")


def _yes_no(projection: Projection, name: str, column: Column, text: str) -> None:
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


def _word(projection: Projection, name: str, column: Column, text: str) -> None:
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


def _score(projection: Projection, name: str, column: Column, text: str) -> None:
    """A rating; what helpdesks write in its place is none, whatever the mapping makes of other words.

    Those words are looked for where no score could be read, so that plain scores cost nothing.
    """
    projection.words[name] = f"scale {column.scale}{_how_written(column)}"
    nothing = _NO_RATING if column.of_number else _NO_WORD_RATING
    sent = [word.casefold() for word in column.sent]
    none = {*_ASKED, *_NOT_ASKED, *nothing, *sent}
    read = _mapped(column, f"{name}_said", _numeral(column, f"{name}_said"), never=none)
    score = f"score({read}, {literal(column.scale or '')})"
    if sent:
        score = f"case when lower({name}_said) not in {literals(sent)} then {score} end"
    unread = f"{name}_score is null and {name}_said is not null"
    projection.texts.append(f"{text} as {name}_said")
    projection.times.append(f"{score} as {name}_score")
    projection.instants += [
        f"case when {unread} then lower({name}_said) in {literals([*_ASKED, *sent])} end as {name}_sent",
        f"case when {unread} then lower({name}_said) in {literals(_NOT_ASKED)} end as {name}_unasked",
        f"case when {unread} and lower({name}_said) not in {literals(sorted(none))} "
        f"then {name}_said end as {name}_text",
    ]
    projection.fields.append(f"{name}_score as {name}")


_READERS: dict[Kind, Callable[[Projection, str, Column, str], None]] = {
    "text": _text_field,
    "tags": _tags,
    "duration": _duration,
    "count": _count,
    "yes_no": _yes_no,
    "word": _word,
    "score": _score,
}
