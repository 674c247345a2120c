"""The careful road: a CSV file whose lines are not all whole records, read line by line.

A quote left open costs one line, not the rest of the file: a record may span lines, but where a line
inside it reads as a whole record by itself, only its first line is given up and reading restarts on
the next. What is kept is written as clean CSV with the physical line of each record beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from queries.exports.source import Source
from queries.text import clean

MAX_RECORD = 1_000_000  # characters; longer is no ticket
csv.field_size_limit(MAX_RECORD)
_DATE_LIKE = re.compile(r"\d{1,4}[-/.:]\d{1,2}|^\d{6}$")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read as a record."""

    line: int
    value: str
    reason: str


@dataclass(slots=True)
class Careful:
    """What the careful road found."""

    blank: int = 0
    bad: list[BadLine] = field(default_factory=list)


def rewrite(source: Source, key_columns: tuple[int, ...], target: Path) -> Careful:
    """Write the readable records of `source` to `target` as CSV: line, then the file's columns.

    `key_columns` are the positions of the columns that hold a record's time: a line is taken for a
    whole record by itself only where they look like one.
    """
    found = Careful()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for line, fields in _records(source, key_columns, found):
            writer.writerow([line, *fields])
    return found


def _records(
    source: Source, key_columns: tuple[int, ...], found: Careful
) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(source)
    width, delimiter = len(source.header), source.delimiter
    position = source.first_line - 1
    while position < len(lines):
        line, start = lines[position], position + 1
        position += 1
        if not line:
            found.blank += 1
            continue
        if isinstance(line, bytes):
            found.bad.append(
                BadLine(
                    start,
                    clean(line.decode("utf-8", "replace"), 200),
                    f"not {source.encoding} text",
                )
            )
            continue
        text: str = line
        if len(text) > MAX_RECORD:
            found.bad.append(BadLine(start, clean(text[:200]), "line too long"))
            continue
        fields, reason = _split(text, delimiter, width)
        extended = position
        while fields is None and reason == "quote not closed" and extended < len(lines):
            inner = lines[extended]
            if isinstance(inner, bytes) or _whole(inner, delimiter, width, key_columns):
                break
            text += "\n" + inner
            extended += 1
            if len(text) > MAX_RECORD:
                break
            if '"' in inner:
                fields, reason = _split(text, delimiter, width)
        if fields is None:
            found.bad.append(BadLine(start, clean(line, 200), reason))
            continue
        if fields == list(source.header):
            found.bad.append(BadLine(start, clean(line, 200), "the header again"))
            continue
        position = max(position, extended)
        yield start, fields


def _lines(source: Source) -> list[str | bytes]:
    """Return the file's physical lines, decoded; a line that is no text stays bytes."""
    raw = source.path.read_bytes()
    if source.encoding == "utf-16":
        return list(_physical(raw.decode("utf-16", "replace")))
    newline = b"\n" if b"\n" in raw else b"\r"
    lines: list[str | bytes] = []
    for line in raw.split(newline):
        content = line.removesuffix(b"\r")
        try:
            lines.append(content.decode(source.encoding))
        except UnicodeDecodeError:
            lines.append(content)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def _physical(text: str) -> Iterator[str]:
    lines = text.removeprefix("\ufeff").split("\n" if "\n" in text else "\r")
    if lines and not lines[-1]:
        lines.pop()
    return (line.removesuffix("\r") for line in lines)


def _split(text: str, delimiter: str, width: int) -> tuple[list[str] | None, str]:
    """Return the record's fields, or None and why it is none."""
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return None, "quote not closed" if "end of data" in str(
            error
        ) else "quote in the wrong place"
    fields = rows[0] if rows else []
    if len(fields) < width:
        return None, f"too few columns: {len(fields)} of {width}"
    if len(fields) > width:
        return None, f"too many columns: {len(fields)} of {width}"
    return fields, ""


def _whole(line: str, delimiter: str, width: int, key_columns: tuple[int, ...]) -> bool:
    """Whether a line by itself reads as a whole record."""
    fields, _ = _split(line, delimiter, width)
    return fields is not None and all(_DATE_LIKE.search(fields[column]) for column in key_columns)
