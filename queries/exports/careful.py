"""The careful road: a CSV file whose lines are not all whole records, read line by line.

A quote left open costs one line, not the rest of the file: a record may span lines, but where a line
inside it reads as a whole record by itself, only its first line is given up and reading restarts on
the next. What is kept is written as clean CSV with the physical line and the number of lines of each
record before it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from queries.exports.decode import UNREADABLE
from queries.exports.progress import Progress
from queries.exports.source import Source
from queries.said import Said, said
from queries.text import clean

MAX_RECORD = 1_000_000  # bytes; longer is no ticket
_SAMPLE = 5_000  # lines kept to tell the encoding by
_DATE_LIKE = re.compile(
    rb"\d{1,4}[-/.:]\d{1,2}|^\d{5,}(?:[.,]\d+)?$|\d\W+[A-Za-z]{3}|[A-Za-z]{3,}\W+\d{1,2}\W+\d{4}"
)

_DIGITS, _LETTERS = re.compile(rb"[0-9]+"), re.compile(rb"[A-Za-z]+")


@dataclass(slots=True)
class Careful:
    """What the careful road found: physical lines but the header's, and what became of them.

    `undecodable` are the first lines that are no UTF-8; `beyond_ascii` counts the others that hold
    more than ASCII.
    """

    lines: int = 0
    blank: int = 0
    bad: int = 0
    records: int = 0
    beyond_ascii: int = 0
    undecodable: list[bytes] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a record's time and its id stand, by which a line is known for a record."""

    times: tuple[int, ...]
    id: int | None


class Dialect:
    """How a record of so many fields looks, as patterns over bytes (RFC 4180)."""

    def __init__(self, delimiter: str, width: int, keys: Keys) -> None:
        """`width` is the number of columns."""
        mark = re.escape(delimiter.encode())
        quoted = rb'"[^"]*+(?:""[^"]*+)*+"'
        cell = rb"(?:" + quoted + rb"|[^\"\r\n" + mark + rb"]*+)"
        self.delimiter, self.width = delimiter.encode(), width
        self.times, self.id = keys.times, keys.id
        self.last = b""  # the last record that was kept
        self._quoted = re.compile(quoted)
        self._whole = _fields(cell, mark, width)
        spaced = rb"(?: *+" + quoted + rb" *+|[^\"\r\n" + mark + rb"]*+)"
        bare = rb"[^\"\r\n" + mark + rb"][^\r\n" + mark + rb"]*+"
        self._loose = [
            (_fields(field, mark, width), re.compile(rb"(" + field + rb")(?:" + mark + rb"|$)"))
            for field in (spaced, rb"(?:" + quoted + rb"|" + bare + rb"|)")
        ]
        self._any = re.compile(cell + rb"(?:" + mark + cell + rb")*+")
        self._open = re.compile(rb"(?:" + cell + mark + rb')*"[^"]*+(?:""[^"]*+)*+')
        self._cell = re.compile(rb"(" + cell + rb")(?:" + mark + rb"|$)")

    def whole(self, record: bytes) -> bool:
        """Whether this is one record with every field."""
        if b'"' not in record and b"\r" not in record:
            return record.count(self.delimiter) == self.width - 1
        return self._whole.fullmatch(record) is not None

    def loosely(self, line: bytes) -> bytes | None:
        """Return a line with every field that RFC 4180 does not know, as one that it knows.

        There may be space around quotes, and quotes inside a field that begins without one (5" screen).
        An odd number of these in two fields is one text with a delimiter in it, whose first quote has
        lost the delimiter before it: that is no record, whatever the number of fields.
        """
        for pattern, one in self._loose:
            if pattern.fullmatch(line):
                cells = [match[1] for match in one.finditer(line)][: self.width]
                odd = sum(cell.count(b'"') % 2 for cell in cells)
                return self.delimiter.join(map(self._known, cells)) if odd < 2 else None
        return None

    def _known(self, cell: bytes) -> bytes:
        if b'"' not in cell:
            return cell
        if self._quoted.fullmatch(bare := cell.strip(b" ")):
            return bare
        return b'"' + cell.replace(b'"', b'""') + b'"'

    def unpacked(self, record: bytes) -> bytes | None:
        """Return the record inside a line that is one quoted text, None where there is none."""
        if self.width > 1 and self._quoted.fullmatch(record):
            inside = record[1:-1].replace(b'""', b'"')
            return inside if self._dated(inside) else None
        return None

    def open(self, record: bytes) -> bool:
        """Whether this ends inside a quoted field."""
        return self._open.fullmatch(record) is not None

    def record_by_itself(self, line: bytes) -> bool:
        """Whether a line inside an open quote is a record of its own.

        One that closes the quote may be the second half of a text that ends in commas: there the id has
        to look like one, too, and a key has to stand before the quote; behind it the keys are those of
        the record that the text is in.
        """
        if self._dated(line):
            return True
        before, quote, after = line.partition(b'"')
        apart, keys = before + after, self.times if self.id is None else (*self.times, self.id)
        return (
            bool(quote)
            and min(keys) <= before.count(self.delimiter)
            and self._dated(apart)
            and bool(self.last)
            and self._shape_of(apart) == self._shape_of(self.last)
        )

    def _cells(self, record: bytes) -> list[bytes]:
        return [match[1] for match in self._cell.finditer(record)]

    def _dated(self, line: bytes) -> bool:
        if not self.whole(line):
            return False
        cells = self._cells(line)
        return all(_DATE_LIKE.search(cells[key].strip(b'" ')) for key in self.times)

    def _shape_of(self, record: bytes) -> bytes | None:
        if self.id is None:
            return None
        found = self._cells(record)[self.id].strip(b'" ')
        return _LETTERS.sub(b"a", _DIGITS.sub(b"9", found))

    def why_not(self, record: bytes) -> Said:
        """Say why this is no record."""
        if b"\r" in record and b'"' not in record:
            return said("carriage_return")
        if self.open(record):
            return said("quote_not_closed")
        if self._any.fullmatch(record) is None:
            return said("quote_misplaced")
        found = self._quoted.sub(b"", record).count(self.delimiter) + 1
        code = "too_few_columns" if found < self.width else "too_many_columns"
        return said(code, there=found, of=self.width)


def _fields(cell: bytes, mark: bytes, width: int) -> re.Pattern[bytes]:
    return re.compile(cell + rb"(?:" + mark + cell + rb"){%d}" % (width - 1))


def rewrite(
    source: Source, keys: Keys, target: Path, rejected: Path, progress: Progress
) -> Careful:
    """Write the readable records of `source` to `target`, and the lines that are none to `rejected`.

    `target` holds, with the source's delimiter: line, number of lines, the file's columns. `rejected`
    is CSV: line, text, reason (a code), its arguments (JSON). A line inside quotes is taken for a whole
    record only where its `keys` look like them.
    """
    found = Careful()
    dialect = Dialect(source.delimiter, len(source.header), keys)
    with (
        target.open("wb") as kept,
        rejected.open("w", encoding="utf-8", newline="") as bad,
        closing(_lines(source, found, progress)) as lines,
    ):
        writer = csv.writer(bad, lineterminator="\n")
        for line, count, record, reason in _records(lines, dialect, source, found):
            if reason:
                found.bad += 1
                shown = record[:2000].removeprefix(UNREADABLE).decode("utf-8", "replace")
                writer.writerow([line, clean(shown, 200), reason.code, json.dumps(reason.named)])
            else:
                found.records += 1
                kept.write(
                    b"%d%b%d%b%b\n" % (line, dialect.delimiter, count, dialect.delimiter, record)
                )
    return found


Found = tuple[int, int, bytes, Said | None]  # line, number of lines, text, why it is no record


def _records(
    lines: Iterator[bytes], dialect: Dialect, source: Source, found: Careful
) -> Iterator[Found]:
    """Yield each record, and each line that is none, of the lines after the header."""
    ahead: list[bytes] = []  # lines looked at but not taken
    number = source.first_line - 1
    left_open = False  # whether a quote above was left open, whose other half may come
    repeated = dialect.delimiter.join(name.encode() for name in source.header)
    nothing = b" \t" + dialect.delimiter  # a spreadsheet pads with it
    while True:
        line = ahead.pop() if ahead else next(lines, None)
        if line is None:
            return
        number += 1
        if not line.strip(nothing + b'"') and not line.translate(None, nothing).replace(b'""', b""):
            found.blank += 1
            continue
        if reason := _unusable(line, source):
            if len(line) <= MAX_RECORD and len(found.undecodable) < _SAMPLE:
                found.undecodable.append(line)
            yield number, 1, line, reason
            continue
        found.beyond_ascii += not line.isascii()
        if line.replace(b'"', b"") == repeated:
            yield number, 1, line, said("header_again")
        elif dialect.whole(line):
            dialect.last = line
            yield number, 1, _harmless(line), _beyond(line, source)
        elif inside := dialect.unpacked(line):
            yield number, 1, _harmless(inside), None
        elif dialect.open(line) and (taken := _span(line, lines, ahead, dialect, source)):
            count, record = taken
            found.beyond_ascii += not record.partition(b"\n")[2].isascii()
            yield number, count, _harmless(record), _beyond(record, source)
            number += count - 1
        elif not left_open and (known := _in_other_words(line, dialect)):
            if known.count(b'"') > line.count(b'"'):
                found.bare.append(number)
            yield number, 1, _harmless(known), _beyond(known, source)
        else:
            left_open = dialect.open(line)
            yield number, 1, line, dialect.why_not(line)


def _beyond(record: bytes, source: Source) -> Said | None:
    """Say that a value stands where every line has only a delimiter."""
    empty = source.delimiter.encode() * source.surplus
    return None if record.endswith(empty) else said("value_beyond_columns")


def _in_other_words(line: bytes, dialect: Dialect) -> bytes | None:
    """Return a line that breaks the rules in a way that leaves no doubt, as a record that keeps them.

    A carriage return in a cell is text, unless a record stands before or behind it.
    """
    if b"\r" not in line:
        return dialect.loosely(line)
    if any(map(dialect.whole, line.split(b"\r"))):
        return None
    line = line.translate(_NO_CONTROLS)
    return line if dialect.whole(line) else dialect.loosely(line)


def _span(
    line: bytes,
    lines: Iterator[bytes],
    ahead: list[bytes],
    dialect: Dialect,
    source: Source,
) -> tuple[int, bytes] | None:
    """Return how many lines the record that begins with `line` spans, and the record.

    None where its quote is a stray one.

    Lines looked at in vain go back to `ahead`, the next one last.
    """
    taken, length = [line], len(line)
    while (inner := ahead.pop() if ahead else next(lines, None)) is not None:
        taken.append(inner)
        length += len(inner)
        if (
            length > MAX_RECORD
            or (inner and _unusable(inner, source))
            or dialect.record_by_itself(inner)
        ):
            break
        if inner.count(b'"') % 2:  # an even number leaves the text open
            record = b"\n".join(taken)
            if dialect.whole(record):
                dialect.last = record
                return len(taken), record
            if inside := dialect.unpacked(record):
                return len(taken), inside
            break
    ahead.extend(reversed(taken[1:]))
    return None


def _unusable(line: bytes, source: Source) -> Said | None:
    if len(line) > MAX_RECORD:
        return said("line_too_long")
    if line.isascii():
        return None
    try:
        line.decode()
    except UnicodeDecodeError:
        return said("not_of_encoding", encoding=source.encoding)
    return None


def _harmless(record: bytes) -> bytes:
    """Return a record that DuckDB reads as it is meant: NUL and lone CR become visible placeholders."""
    if b"\0" in record or b"\r" in record:
        return record.replace(b"\r\n", b"\n").translate(_NO_CONTROLS)
    return record


_NO_CONTROLS = bytes.maketrans(b"\0\r", b"\x01\x01")


def _lines(source: Source, found: Careful, progress: Progress) -> Generator[bytes, None, None]:
    """Yield the physical lines after the header, without what ends them."""
    with source.path.open("rb") as file:
        for _ in range(source.first_line - 1):
            file.readline()
        ends = source.footer.begins if source.footer else None
        while (ends is None or file.tell() < ends) and (line := file.readline(MAX_RECORD + 2)):
            found.lines += 1
            if not found.lines & 0xFFF:
                progress.reach(found.lines)
            if len(line) > MAX_RECORD and not line.endswith(b"\n"):
                while (rest := file.readline(MAX_RECORD)) and not rest.endswith(b"\n"):
                    progress.check()
            yield line.rstrip(b"\r\n")
