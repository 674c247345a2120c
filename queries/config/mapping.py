"""How one export's columns become fields of the canonical tables: settings and presets alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from queries.config.model import Section, Words, refuse
from queries.config.tables import tables
from queries.config.zone_names import known_zone
from queries.said import Said, in_words, nearest, said

NumberUnit = Literal["seconds", "minutes", "hours", "days", "milliseconds"]
WordUnit = Literal["h:mm:ss", "2d 3h", "ISO 8601", "1970-datetime"]
DurationUnit = NumberUnit | WordUnit
WORD_SCALES = ("good-bad", "great-okay-not-good")
NUMBER_FORMATS = ("epoch seconds", "epoch milliseconds", "excel serial")
# Marks between thousands, and the pattern of what may stand for each.
THOUSANDS = {".": r"\.", ",": ",", "'": "['’]", "space": "[ \u00a0\u2009\u202f]"}
_RANGE = re.compile(r"(\d{1,4}) ?[-–] ?(\d{1,4})")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
# A byte order mark; one that was read in another encoding and saved again.
_MARKS = ("\ufeff", "ï»¿")


@lru_cache(1 << 14)
def normal(header: str) -> str:
    """Return a header as it is compared: trimmed, space collapsed, case, forms and dashes folded.

    Of a nested field written flat, `a__b` is `a.b`.
    """
    header = header.strip()
    for mark in _MARKS:
        header = header.removeprefix(mark)
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", header))
    return re.sub(r"(?<=\w)__(?=\w)", ".", re.sub(r"\s+", " ", plain.strip()).casefold())


def _scale(value: str) -> str:
    found = _RANGE.fullmatch(value)
    if value not in WORD_SCALES and (found is None or int(found[1]) == int(found[2])):
        told = said("no_scale", value=value, scales=tuple(WORD_SCALES))
        refuse(nearest(told, value, WORD_SCALES))
    return f"{found[1]}-{found[2]}" if found else value


def _pattern(value: str) -> str:
    try:
        groups = re.compile(value).groups
    except re.error:
        groups = 0
    if not groups:
        refuse(said("no_group", value=value))
    return value


class Column(Section):
    """Where one field comes from; exactly one of column, columns, value, row, or date with time.

    `columns` are several that make one key, or a time and a counter; `row`: the row's own number.
    `unless` names words of other columns with which it says nothing ('': an empty cell), `other_than` a
    column from whose words its own must differ to say what it `means`. `extract` is a pattern whose first
    group is what counts of a text; `blank` is what an empty cell means, `others` any word that is not among
    `values`.
    """

    column: Words = ()
    columns: Words = ()
    row: bool = False
    value: str | None = None
    date: str | None = None
    time: str | None = None
    unit: DurationUnit | None = None
    basis: Literal["calendar", "business"] = "calendar"
    decimal: Literal[".", ","] | None = None
    thousands: Literal[".", ",", "'", "space"] | None = None
    suffix: Words = ()
    format: Words = ()
    extract: Annotated[str | None, AfterValidator(_pattern)] = None
    blank: str | None = None
    others: str | None = None
    dates: Literal["day-first", "month-first"] | None = None
    scale: Annotated[str, AfterValidator(_scale)] | None = None
    when: Words = ()
    values: dict[str, str] = Field(default_factory=dict)
    filled: str | None = None
    contains: str | None = None
    means: str | None = None
    other_than: Words = ()
    unless: dict[str, Words] = Field(default_factory=dict)
    empty: Words = ()
    sent: Words = ()
    separator: str = ","
    json_key: str | None = Field(default=None, alias="json")
    optional: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Column:
        sources = [
            bool(self.column),
            bool(self.columns),
            self.value is not None,
            self.row,
            bool(self.date or self.time),
        ]
        if sum(sources) != 1:
            refuse(said("one_source"))
        if bool(self.date) != bool(self.time):
            refuse(said("date_and_time"))
        if (self.contains is not None) + bool(self.other_than) != (self.means is not None):
            refuse(said("goes_with_means"))
        if self.thousands == (self.decimal or "."):
            refuse(said("both_marks", value=self.thousands))
        for form in self.format:
            if form not in NUMBER_FORMATS and "%" not in form:
                told = said("no_date_format", value=form, formats=tuple(NUMBER_FORMATS))
                refuse(nearest(told, form, NUMBER_FORMATS))
        if len(self.format) > 1 and set(self.format) & set(NUMBER_FORMATS):
            refuse(said("number_format_alone"))
        return self

    @property
    def of_number(self) -> bool:
        """Whether the words are a number, to which decimal, thousands and suffix apply."""
        if self.unit is not None:
            return self.unit in get_args(NumberUnit)
        return self.format == ("excel serial",) or self.scale not in WORD_SCALES

    @property
    def range(self) -> tuple[int, int] | None:
        """The worst and the best of a scale of numbers, None for one of words."""
        found = _RANGE.fullmatch(self.scale or "")
        return (int(found[1]), int(found[2])) if found else None

    @property
    def two_valued(self) -> bool:
        """Whether ratings are only good or bad."""
        return self.scale == "good-bad" or (
            self.range is not None and abs(self.range[0] - self.range[1]) == 1
        )

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header this field may be read from, in order of preference, or is read from together."""
        together = (self.date, self.time) if self.date and self.time else self.columns
        return self.column or together

    @property
    def together(self) -> bool:
        """Whether all of `headers` make one value."""
        return bool(self.date or self.columns)


def column_of(value: object) -> object:
    """Return what a column's settings say in short, a name or several spellings, as they say it in full."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        refuse(said("takes_one_column"))
    return {"column": value} if isinstance(value, str | list) else value


Zone = Annotated[str, AfterValidator(known_zone)]
Columns = dict[str, Annotated[Column, BeforeValidator(column_of)]]


def read_from(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return the fields that a mapping fills: a version that is a time and a counter fills two."""
    found = dict(columns)
    updated = found.get("updated_at")
    if updated is not None and updated.columns:
        time, *counter = updated.columns
        found["updated_at"] = updated.model_copy(update={"columns": (), "column": (time,)})
        if counter:
            found["version"] = Column(column=(counter[0],))
    return found


def check_columns(table: str, columns: Columns) -> None:
    """Refuse fields the table has not, missing required ones, and options that do not fit."""
    faults = list(column_faults(table, columns))
    faults += [
        said("required_missing", field=name)
        for name in tables()[table].required
        if name not in columns
    ]
    if faults:
        refuse(said("then", parts=tuple(faults)))


def column_faults(table: str, columns: Mapping[str, Column]) -> Iterator[Said]:
    """Yield which fields the table has not, and which options do not fit."""
    for name, column in columns.items():
        yield from _column_faults(table, name, column)


def _column_faults(table: str, name: str, column: Column) -> Iterator[Said]:
    fields, key = tables()[table].fields, tables()[table].id
    if name not in fields:
        yield nearest(said("no_field", table=table, field=name), name, fields)
        return
    kind = fields[name].kind
    if name == key and column.value is not None:
        of = in_words(tables()[table].id_of)
        yield said("one_for_all", field=name, value=column.value, of=of)
    if column.columns and name not in (key, "updated_at"):
        yield said("field_takes_one_column", field=name, key=key)
    if name == "updated_at" and len(column.columns) > 2:
        yield said("at_most_two_columns")
    if column.row and name != key:
        yield said("no_row_number", field=name, key=key)
    if kind == "duration" and column.unit is None:
        yield said("needs_unit", field=name)
    if kind != "duration" and column.unit is not None and not (kind == "instant" and column.time):
        yield said("takes_no_unit", field=name)
    if kind == "score" and column.scale is None:
        yield said("needs_scale", field=name)
    if kind == "yes_no" and not (column.when or column.values or column.value or column.filled):
        yield said("needs_when", field=name)
    if kind != "instant" and column.date:
        yield said("takes_no_date", field=name)
    if (column.decimal or column.thousands or column.suffix) and not (
        column.of_number
        and (
            kind in ("duration", "count", "score")
            or column.unit is not None
            or column.format == ("excel serial",)
        )
    ):
        yield said("takes_no_marks", field=name)
