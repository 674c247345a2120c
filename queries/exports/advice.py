"""Values that could not be read → the setting that reads them, tried on the first rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, get_args

import duckdb

from queries.config.mapping import (
    NUMBER_FORMATS,
    THOUSANDS,
    Column,
    NumberUnit,
    WordUnit,
)
from queries.config.tables import Kind
from queries.exports import dates
from queries.exports.date_formats import date_formats
from queries.exports.projection import project
from queries.exports.reading import Reading
from queries.exports.source import position
from queries.exports.statements import Statements
from queries.said import Said, said
from queries.text import clean

ADVICE = "advice"
GONE = "dates_gone"
_ROWS = 100  # that a setting is tried on
_WORKS = 0.9  # of them it has to read
_NAMED = 3
_MINUTES = re.compile(
    r"\d{1,2}:\d{2}\.\d"
)  # what a spreadsheet saves of a time that it shows by its minutes
_TAIL = re.compile(r"[+-]?\d[\d.,'’ ]*?\s*([^\d\s.,'’].*)")
Change = dict[str, Any]

# What a lead can mean by a rating, the usual ones first.
_SCALES = (
    "1-5",
    "1-10",
    "0-10",
    "1-7",
    "1-3",
    "1-4",
    "0-3",
    "0-100",
    "good-bad",
    "great-okay-not-good",
)


def advice(statements: Statements, reading: Reading) -> Iterator[Said]:
    """Yield, for each column with values that could not be read, the setting that reads its first rows.

    Reads the views `raw` and `part_rows`.
    """
    recognised = reading.recognised
    for name in _unread(statements):
        column = recognised.columns.get(name)
        kind = reading.table.kinds.get(name)
        if column is None or kind is None or not (headers := recognised.header(column)):
            continue
        places = [f"words({position(recognised.source, header)})" for header in headers]
        text = f"concat_ws(' ', {', '.join(places)})"
        statements.view("first_rows", f"from raw where {text} <> '' limit {_ROWS}")
        written = [row[0] for row in statements.run(f"select {text} from first_rows")]
        if kind == "instant" and all(map(_MINUTES.fullmatch, written)):
            yield said(GONE, column=clean(" + ".join(headers), 60), example=written[0])
            continue
        works = _that_work(statements, reading, name, _changes(kind, column, written))
        if works:
            settings = tuple(said("setting", setting=_setting(c)) for c in works[:_NAMED])
            yield said(
                ADVICE,
                column=clean(" + ".join(headers), 60),
                settings=said("or", parts=settings),
                field=name,
                example=clean(written[0], 60),
            )


def _unread(statements: Statements) -> list[str]:
    """Return the fields with values whose form, not whose meaning, was in the way."""
    return [row[0] for row in statements.ask("unread_forms")]


def _changes(kind: Kind, column: Column, written: list[str]) -> Iterator[Change]:
    """Yield what could be changed in a column's settings, by what stands in it."""
    numbers = list(_numbers(written))
    if kind == "instant" and not column.unit:
        formats = chain.from_iterable(map(date_formats, written[:3]))
        yield from ({"format": form} for form in dict.fromkeys([*formats, *NUMBER_FORMATS]))
        yield {"format": "excel serial", "decimal": ","}
    elif kind in ("duration", "instant"):
        yield from numbers
        yield from ({"unit": unit} for unit in get_args(WordUnit))
        if column.unit in get_args(WordUnit):
            yield from ({"unit": unit} for unit in get_args(NumberUnit))
    elif kind == "count":
        yield from numbers
    elif kind == "score":
        yield from numbers
        scales = [scale for scale in _SCALES if scale != column.scale]
        yield from ({"scale": scale} for scale in scales)
        yield from ({"scale": scale, **number} for scale in scales for number in numbers)


def _numbers(written: list[str]) -> Iterator[Change]:
    """Yield how numbers may be written."""
    found = [match[1].strip() for text in written if (match := _TAIL.fullmatch(text.strip()))]
    tails = tuple(dict.fromkeys(found))
    # A clock's minutes are no unit, and what few values end with is a slip.
    told = len(found) > len(written) / 2 and len(tails) <= _NAMED and ":" not in tails[0]
    suffix: Change = {"suffix": tails} if told else {}
    for decimal in (None, ",", "."):
        for thousands in (None, *THOUSANDS):
            if thousands == (decimal or "."):
                continue
            said = {"decimal": decimal, "thousands": thousands}
            marks = {key: mark for key, mark in said.items() if mark}
            if marks or suffix:
                yield {**marks, **suffix}


def _that_work(
    statements: Statements, reading: Reading, name: str, changes: Iterable[Change]
) -> list[Change]:
    """Return the changes that read the first rows, and more of them than the settings do.

    Of changes that do as well the shortest count: what needs fewer settings asks less of the reader.
    """
    now = _read(statements, name, reading.projection.sql("first_rows"))
    column = reading.recognised.columns[name]
    best: tuple[float, int] = (max(_WORKS, now + 1e-9), 0)
    found: list[Change] = []
    for change in changes:
        try:
            tried = Column.model_validate({**_given(column), **change})
            share = _read(statements, name, _projected(reading, name, tried))
        except (duckdb.InvalidInputException, duckdb.ConversionException, ValueError):
            continue  # no format that there is
        rank = (share, -len(change))
        if rank > best:
            best, found = rank, [change]
        elif rank == best and found:
            found.append(change)
    return found


def _given(column: Column) -> Change:
    """Return a column's settings as they are written."""
    return column.model_dump(by_alias=True, exclude_defaults=True)


def _projected(reading: Reading, name: str, column: Column) -> str:
    recognised = replace(reading.recognised, columns={name: column})

    def form_of(_: str, __: str, tried: Column) -> dates.DateForm:
        return dates.by_format(tried.format) if tried.format else dates.ISO

    return project(recognised, form_of, reading.zone).sql("first_rows")


def _read(statements: Statements, name: str, projected: str) -> float:
    """Return the share of the first rows that are read; a rating's words for none are no values."""
    [(read, unread)] = statements.run(
        f"select count({name}), count(*) filter ({name} is null and {name}_text is not null) {projected}"
    )
    return read / (read + unread) if read + unread else 0.0


def _setting(change: Change) -> str:
    """Return settings as they are written in YAML."""
    return ", ".join(f"{key}: {scalar(value)}" for key, value in change.items())


def scalar(value: object) -> str:
    """Return a value as it is written in YAML."""
    if isinstance(value, tuple):
        words = [scalar(word) for word in value]
        return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][\w:.-]*(?: [\w:.-]+)*", value)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)
