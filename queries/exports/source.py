"""One export file, looked at but not yet read: its form, dialect and header."""

from __future__ import annotations

import codecs
import csv
import errno
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import duckdb

from queries.config.mapping import normal
from queries.exports.errors import NotAnExportError, UnreadableError
from queries.exports.what_it_is import what_it_is
from queries.exports.zones import zone_named
from queries.said import Said, said
from queries.sqltext import path_literal

HEAD = 1 << 18
_DELIMITERS = ",;\t|"
_PREAMBLE_AT_MOST = 30  # lines before the header
_TAIL = 1 << 14  # bytes at its end, in which a footer stands
_SAMPLE, _TELLING = 100, 3  # rows that are looked at for how they end; fewer tell nothing
# A byte order mark, and what it becomes where it is read as something else and saved again.
_MARKS = (
    "\ufeff",
    *(
        codecs.BOM_UTF8.decode(name)
        for name in ("cp1252", "cp1250", "cp1251", "cp437", "mac_roman")
    ),
    codecs.BOM_UTF8.decode("cp1252").encode().decode("cp1252"),
)


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands below the rows: at which byte it begins, and its lines."""

    begins: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One export file.

    `origin` is what the user calls it, `path` where its bytes lie: the same, or what it was unpacked or
    decoded to. `encoding` is that of the origin. `first_line` is the physical line on which its data
    begin (Parquet: 1), `header_line` that of its header. `surplus`: so many of the columns have no name,
    and only a delimiter for them at the end of each line. `footer` is known once the mapping is.
    """

    origin: Path
    path: Path
    form: Literal["csv", "parquet"]
    header: tuple[str, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    header_line: int = 1
    first_line: int = 1
    surplus: int = 0
    footer: Footer | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.origin.name


def position(source: Source, header: str) -> str:
    """Return the name under which SQL knows the column `header`: by place, since headers may clash."""
    return f"c{source.header.index(header)}"


def positions(source: Source, header: str) -> list[str]:
    """Return the names under which SQL knows every column that is called like `header`."""
    same = normal(header)
    return [f"c{place}" for place, name in enumerate(source.header) if normal(name) == same]


def read_head(path: Path, origin: Path) -> bytes:
    """Return how a file begins; raise ExportError, naming `origin`, where it is no table."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UnreadableError(origin, why_unreadable(error)) from None
    if not head:
        raise NotAnExportError(origin, said("empty_file"))
    if told := what_it_is(head):
        raise NotAnExportError(origin, told)
    return head


def why_unreadable(error: OSError) -> Said:
    """Say why a file cannot be opened or read."""
    codes = {errno.EACCES: "no_permission", errno.ENOENT: "no_such_file", errno.EISDIR: "is_folder"}
    if code := codes.get(error.errno or 0):
        return said(code)
    return said("cannot_be_read", why=error.strerror)


def is_parquet(head: bytes) -> bool:
    """Whether a file that begins so is Parquet."""
    return head.startswith(b"PAR1")


def scan_parquet(path: Path) -> str:
    """Return the SQL that reads a Parquet file, with what its folders say (`year=2026/…`) as columns."""
    hive = any("=" in part for part in path.parent.parts)
    options = ", hive_partitioning = true, hive_types_autocast = false" if hive else ""
    return f"read_parquet({path_literal(path)}{options})"


def look_at_parquet(origin: Path, path: Path) -> Source:
    """Look at a Parquet file; raise ExportError where it is damaged."""
    try:
        with duckdb.connect() as db:
            rows = db.execute(f"describe from {scan_parquet(path)}").fetchall()
    except duckdb.Error:
        raise UnreadableError(origin, said("parquet_damaged")) from None
    return Source(origin, path, "parquet", tuple(row[0] for row in rows))


def look_at_csv(origin: Path, path: Path, head: bytes, encoding: str) -> Iterator[Source]:
    """Yield what the header of a UTF-8 text may be, the likeliest first: some lines may precede it."""
    text = saved_twice(codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode(head))
    if text[:1000].count("\0") > len(text[:1000]) // 10:
        raise NotAnExportError(origin, said("no_text_file"))
    if not text:
        raise NotAnExportError(origin, said("empty_file"))
    lines = [line.rstrip("\r") for line in text.split("\n")]
    hinted, broken = None, False
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    if text[:4].lower() == "sep=" and len(lines[0].strip()) == 5:
        first, hinted = 1, lines[0].strip()[4]
    if len(lines) <= first or not lines[first].strip():
        raise NotAnExportError(origin, said("no_header"))
    for place in range(first, min(first + _PREAMBLE_AT_MOST, len(lines))):
        line = lines[place]
        delimiter = hinted or _delimiter(line)
        try:
            header, count = _record(lines[place:], delimiter)
            if len(header) == 1 and (inside := _delimiter(header[0])) in header[0]:
                # The whole line is one quoted text, as the lines below then are.
                delimiter = hinted or inside
                header, _ = _record([header[0]], delimiter)
        except (csv.Error, TypeError, ValueError):  # the latter: that can be no delimiter
            continue
        if _left_open(header, lines[place : place + count], delimiter):
            broken |= place == first
            continue
        if header and (place == first or len(header) > 1):
            header[0] = saved_twice(header[0])
            surplus = _surplus(len(header), lines[place + count : -1], delimiter)
            yield Source(
                origin,
                path,
                "csv",
                (*header, *[""] * surplus),
                delimiter,
                encoding,
                place + 1,
                place + count + 1,
                surplus,
            )
    if broken:
        raise NotAnExportError(origin, said("header_left_open", line=first + 1))


def footer_of(source: Source) -> Footer | None:
    """Return the lines below the last blank one, where none of them is a record; None without any."""
    if source.form != "csv":
        return None
    begins, tail = _tail(source.path)
    lines = tail.splitlines(keepends=True)
    blank = [at for at, line in enumerate(lines) if not line.strip(b'\r\n "')]
    below = [at for at in blank if any(line.strip() for line in lines[at:])]
    if not below or (begins and not below[-1]):
        return None
    footer = lines[below[-1] + 1 :]
    mark = source.delimiter.encode()
    if any(line.count(mark) >= len(source.header) - 1 for line in footer if len(source.header) > 1):
        return None
    at = begins + sum(map(len, lines[: below[-1] + 1]))
    return Footer(at, tuple(line.decode(errors="replace").strip() for line in footer))


def zone_said(source: Source, pattern: str) -> str | None:
    """Return the zone that the first group of `pattern` finds in how a text begins or ends, else None."""
    if source.form != "csv":
        return None
    with source.path.open("rb") as file:
        ends = (file.read(HEAD), _tail(source.path)[1])
    found = (re.search(pattern, text.decode(errors="replace")) for text in ends)
    return next((zone for match in found if match and (zone := zone_named(match[1]))), None)


def _tail(path: Path) -> tuple[int, bytes]:
    """Return the last bytes of a file, and at which byte they begin."""
    begins = max(0, path.stat().st_size - _TAIL)
    with path.open("rb") as file:
        file.seek(begins)
        return begins, file.read()


def saved_twice(text: str) -> str:
    """Return a text without the byte order marks before it, those that were saved as letters too."""
    while mark := next((mark for mark in _MARKS if text.startswith(mark)), ""):
        text = text.removeprefix(mark)
    return text


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda mark: _outside_quotes(line, mark))


def _record(lines: list[str], delimiter: str) -> tuple[list[str], int]:
    """Return the first record of some lines, and how many of them it spans."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    return next(reader, []), reader.line_num


def _surplus(width: int, lines: list[str], delimiter: str) -> int:
    """Return how many empty fields too many nearly every line ends with, the header not among them."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _SAMPLE) if any(row)]
    except csv.Error:
        return 0
    over = Counter(len(row) - width for row in rows if not any(row[width:]))
    most, count = over.most_common(1)[0] if over else (0, 0)
    return most if most > 0 and count >= max(_TELLING, 0.9 * len(rows)) else 0


def _left_open(header: list[str], lines: list[str], delimiter: str) -> bool:
    """Whether a header of several lines has swallowed a row: a line within a name has as many fields."""
    if len(lines) == 1:
        return False
    try:
        next(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return any(
        part.count(delimiter) >= max(1, len(header) - 1)
        for name in header
        for part in name.split("\n")[1:]
    )


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])
