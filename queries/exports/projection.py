"""A mapping → the SELECT that turns an export's own columns into the fields of a canonical table.

Every field `x` stands beside `x_text`, the words it was read from, so that queries/sql/load/*.sql can say
which words could not be read; `nothings` lists the words that were taken for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from queries.config.mapping import Column, normal
from queries.config.tables import Kind, TableField, tables
from queries.exports.cells import Nothing, how_written, mapped, numeral, text_of
from queries.exports.dates import DateForm
from queries.exports.ratings import labelled_score, plain_score, rating_words, unrated
from queries.exports.recognise import Recognised
from queries.exports.source import position, positions
from queries.exports.zones import macro_names, zone_of_header
from queries.said import Said, in_words, said
from queries.sqltext import identifier, literal, literals
from queries.text import clean

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
_FORMS = {"id": "id_of", "folded": "lower"}
_EVERY_WORD_COUNTS = Nothing()
FormOf = Callable[[str, str, Column], DateForm]


@dataclass(slots=True)
class Projection:
    """The SELECT for one file in stages, and how each field is read (`told`).

    Each stage names what the next one uses several times, so that DuckDB computes it once: the words
    of every field as they stand (`x_raw`), what they say at first sight (the local times `x_wall`, plain
    numbers), what they say beyond (the instants `x_read`, of local times and of those with a zone in the
    words, and `x_doubt` where a change of the clocks leaves one), the fields themselves. `nothings` are
    the words that say nothing. `zones` are those that headers say: their macros must be there.
    """

    texts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    instants: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    nothings: dict[str, str] = field(default_factory=dict)
    told: dict[str, Said] = field(default_factory=dict)
    zones: set[str] = field(default_factory=set)

    def sql(self, view: str) -> str:
        """Return the whole SELECT over `view`, which holds text columns and `line`."""
        stages = (
            ["line", *self.texts],
            ["*", *self.times],
            ["*", *self.instants],
            ["*", *self.fields],
            ["*", self._nothings()],
        )
        sql = view
        for stage in stages:
            selected = ",\n  ".join(stage)
            sql = f"(select {selected}\nfrom {sql})"
        return f"from {sql}"

    def _nothings(self) -> str:
        words = self.nothings or {"none": "null::varchar"}
        faults = [
            f"case when {word} is not null then fault('{name}', {word}, '', 'nothing') end"
            for name, word in words.items()
        ]
        listed = f"list_filter([{', '.join(faults)}], lambda f: f is not null)"
        any_word = f"coalesce({', '.join(words.values())}, null)"
        return f"case when {any_word} is not null then {listed} end as nothings"


def project(
    recognised: Recognised,
    form_of: FormOf,
    team_zone: str = "UTC",
    nothing: Nothing = _EVERY_WORD_COUNTS,
) -> Projection:
    """Build the projection; `form_of(field, expression, column)` decides a date column's form."""
    projection = Projection()
    empty = recognised.entry.empty if recognised.entry else ()
    for name, declared in tables()[recognised.table].fields.items():
        kind, column = declared.kind, recognised.columns.get(name)
        if column is None:
            _absent(projection, name, kind)
            continue
        parts = _parts(recognised, column, kind)
        text = _unless(recognised, column, text_of(column, parts, empty))
        if column.other_than:
            text = _where_it_differs(recognised, column, text)
        projection.texts.append(f"{text} as {name}_raw")
        if kind == "instant":
            zone = _zone(projection, recognised, column, team_zone)
            _instant(projection, name, column, parts, form_of, zone)
            read, raw = (
                f"{name}_read",
                f"{name}_raw" if len(parts) == 1 else f"coalesce({name}_first, '')",
            )
            _told(projection, name, nothing.test(column, raw), read)
        elif kind in ("duration", "count"):
            projection.times.append(f"{_NUMBERS[kind](projection, name, column)} as {name}_value")
            _told(projection, name, nothing.test(column, f"{name}_raw"), f"{name}_value")
            projection.fields.append(f"{name}_value as {name}")
        elif kind == "score":
            _score(projection, name, column, nothing.test(column, f"{name}_raw"))
        elif declared.form == "free" or kind == "tags":
            projection.times.append(f"{name}_raw as {name}_words")
            _READERS[kind](projection, name, column, declared)
        else:
            test = nothing.test(column, f"{name}_raw", name=declared.person is not None)
            projection.times.append(
                f"case when {test} then null else {name}_raw end as {name}_words"
            )
            projection.nothings[name] = f"case when {name}_words is null then {name}_raw end"
            _READERS[kind](projection, name, column, declared)
    return projection


def _told(projection: Projection, name: str, nothing: str, read: str) -> None:
    """The words of a field, NULL where they were not read since they say nothing."""
    projection.fields.append(
        f"case when {read} is not null then {name}_raw "
        f"when {nothing} then null else {name}_raw end as {name}_text"
    )
    projection.nothings[name] = f"case when {name}_text is null then {name}_raw end"


def _absent(projection: Projection, name: str, kind: Kind) -> None:
    projection.texts.append(f"null::varchar as {name}_text")
    projection.fields.append(f"null::{_TYPES[kind]} as {name}")
    if kind == "instant":
        projection.instants.append(f"null::timestamp as {name}_read, null::varchar as {name}_doubt")
    if kind == "score":
        projection.fields.append(f"null::boolean as {name}_sent, null::boolean as {name}_unasked")


def _parts(recognised: Recognised, column: Column, kind: Kind) -> list[str]:
    """Return the SQL for the words of each cell that a column reads: trimmed, '' as NULL.

    Tags may stand in several columns of one name, one each.
    """
    if column.value is not None:
        return [literal(column.value)]
    if column.row:
        before = recognised.source.first_line - 1
        file = literal(f"{clean(recognised.source.name)}:")
        return [f"{file} || coalesce(line, {before} + row_number() over ())"]
    names = [position(recognised.source, name) for name in recognised.header(column)]
    if kind == "tags" and len(names) == 1:
        every = [
            f"words({name})" for name in positions(recognised.source, recognised.header(column)[0])
        ]
        if len(every) > 1:
            return [f"nullif(concat_ws({literal(column.separator)}, {', '.join(every)}), '')"]
    if column.json_key:
        path = literal("$." + identifier(column.json_key))
        names = [
            f"case when json_valid({name}) then json_extract_string({name}, {path}) end"
            for name in names
        ]
    return [f"words({name})" for name in names]


def _unless(recognised: Recognised, column: Column, text: str) -> str:
    """Return the SQL for `text`, NULL where another column says that it means nothing."""
    for name, words in column.unless.items():
        if header := recognised.headers.get(normal(name)):
            said = f"coalesce(lower(words({position(recognised.source, header)})), '')"
            listed = literals(word.casefold() for word in words)
            text = f"case when {said} not in {listed} then {text} end"
    return text


def _where_it_differs(recognised: Recognised, column: Column, text: str) -> str:
    """Return the SQL for `text` where another column's words are there and others, else NULL."""
    for name in column.other_than:
        if header := recognised.headers.get(normal(name)):
            other = f"words({position(recognised.source, header)})"
            return f"case when lower({text}) <> lower({other}) then {text} end"
    return "null::varchar"


def _zone(
    projection: Projection, recognised: Recognised, column: Column, team_zone: str
) -> tuple[str, Said]:
    """Return the zone that a header says, else '', and how the column's zone was decided."""
    for header in recognised.header(column):
        if zone := zone_of_header(header):
            projection.zones.add(zone)
            return zone, said("zone_by_header", zone=zone)
    return "", recognised.zone_told or said("zone_of_team", zone=team_zone)


def _text_field(projection: Projection, name: str, column: Column, declared: TableField) -> None:
    value = f"clean({mapped(column, f'{name}_words')})"
    if declared.form in _FORMS:
        value = f"{_FORMS[declared.form]}({value})"
    projection.fields += [f"{name}_words as {name}_text", f"{value} as {name}"]


def _tags(projection: Projection, name: str, column: Column, _: TableField) -> None:
    projection.fields += [
        f"{name}_words as {name}_text",
        f"string_split(clean({name}_words), {literal(column.separator)}) as {name}",
    ]


def _instant(
    projection: Projection,
    name: str,
    column: Column,
    parts: list[str],
    form_of: FormOf,
    zone: tuple[str, Said],
) -> None:
    """A point in time; a date and a time of day in two columns must both be there."""
    if len(parts) > 1:
        projection.texts.append(f"{parts[0]} as {name}_first")
    if column.time and column.unit:
        form = form_of(name, parts[0], column)
        told = said("since_midnight", day=form.told, unit=in_words(column.unit))
        projection.texts.append(f"{parts[0]} as {name}_day, {parts[1]} as {name}_clock")
        seconds = f"duration({numeral(column, f'{name}_clock')}, {literal(column.unit)})"
        wall = f"on_day({form.wall_time(f'{name}_day')}, {seconds})"
        wall, utc = f"case when {name}_raw is not null then {wall} end", "null::timestamp"
    else:
        form = form_of(name, text_of(column, parts, ()), column)
        told = form.told
        read = numeral(column, f"{name}_raw")
        wall, utc = form.wall_time(read), form.utc(read)
        if len(parts) > 1:
            projection.texts.append(" || ".join(parts) + f" is not null as {name}_whole")
            wall, utc = (f"case when {name}_whole then {time} end" for time in (wall, utc))
    to_utc, clock_doubt = macro_names(zone[0])
    projection.told[name] = said(
        "time_read", form=(told, *how_written(column)), zone=form.zone(zone[1])
    )
    projection.times.append(f"{wall} as {name}_wall")
    projection.instants += [
        f"coalesce({to_utc}({name}_wall), {utc}) as {name}_read",
        f"{clock_doubt}({name}_wall) as {name}_doubt",
    ]
    projection.fields.append(f"in_years({name}_read) as {name}")


def _duration(projection: Projection, name: str, column: Column) -> str:
    unit = column.unit or ""
    projection.told[name] = _listed(in_words(unit), in_words(column.basis), *how_written(column))
    return f"duration({numeral(column, f'{name}_raw')}, {literal(unit)})"


def _count(projection: Projection, name: str, column: Column) -> str:
    if written := [*how_written(column)]:
        projection.told[name] = _listed(in_words("number"), *written)
    return f"whole({mapped(column, f'{name}_raw', numeral(column, f'{name}_raw'))})"


def _yes_no(projection: Projection, name: str, column: Column, _: TableField) -> None:
    text = f"{name}_words"
    if column.when:
        words = literals(word.casefold() for word in column.when)
        projection.told[name] = said("yes_when", words=tuple(column.when))
        text = (
            f"case when lower({text}) in {words} then 'yes' when {text} is not null then 'no' end"
        )
    projection.instants.append(f"{text} as {name}_text")
    projection.fields.append(f"yes_no({mapped(column, f'{name}_text')}) as {name}")


def _word(projection: Projection, name: str, column: Column, declared: TableField) -> None:
    """A word out of few; one that is derived from another column's content cannot be misread."""
    text = f"{name}_words"
    if column.contains is not None:
        text = (
            f"case when contains(lower({text}), {literal(column.contains.casefold())}) "
            f"then {literal(column.means or '')} end"
        )
    elif filled := (column.blank is None and column.filled) or (column.other_than and column.means):
        text = f"case when {text} is not null then {literal(filled)} end"
    elif not declared.words and declared.macro is None:
        text = f"clean({mapped(column, text, 'null')})"
    projection.instants.append(f"{text} as {name}_text")
    word = mapped(column, f"{name}_text")
    if declared.macro is not None:
        word = f"{declared.macro}({word})"
    elif declared.words:
        word = f"case when lower({word}) in {literals(declared.words)} then lower({word}) end"
    else:
        word = f"{name}_text"
    projection.fields.append(f"{word} as {name}")


def _score(projection: Projection, name: str, column: Column, nothing: str) -> None:
    """A rating; what helpdesks write in its place is none.

    Labels and words for nothing are looked for where no plain score could be read, which costs nothing
    then.
    """
    words = rating_words()
    scale = said("scale", scale=column.scale)
    projection.told[name] = _listed(scale, *how_written(column))
    raw, unread = f"{name}_raw", f"{name} is null and {name}_raw is not null"
    asked = [*words.asked, *(word.casefold() for word in column.sent)]
    none = f"lower({raw}) in {literals(sorted(unrated(column)))}"
    projection.times.append(f"{plain_score(column, raw)} as {name}_plain")
    projection.instants.append(
        f"case when {name}_plain is not null then {name}_plain "
        f"when {raw} is not null then {labelled_score(column, raw)} end as {name}"
    )
    projection.fields += [
        f"case when {unread} then lower({raw}) in {literals(asked)} end as {name}_sent",
        f"case when {unread} then lower({raw}) in {literals(words.not_asked)} end as {name}_unasked",
        f"case when {unread} and not ({none} or {nothing}) then {raw} end as {name}_text",
    ]
    projection.nothings[name] = f"case when {unread} and not {none} and {nothing} then {raw} end"


def _listed(*told: Said) -> Said:
    return said("names", names=told)


_NUMBERS: dict[Kind, Callable[[Projection, str, Column], str]] = {
    "duration": _duration,
    "count": _count,
}
_READERS: dict[Kind, Callable[[Projection, str, Column, TableField], None]] = {
    "text": _text_field,
    "tags": _tags,
    "yes_no": _yes_no,
    "word": _word,
}
