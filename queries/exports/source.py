"""One export file, looked at but not yet read: its form, dialect and header."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from queries.exports.errors import ExportError
from queries.sqltext import path_literal

_HEAD = 1 << 18
_DELIMITERS = ",;\t|"
_FOREIGN = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One export file; `first_line` is the physical line on which its data begin (Parquet: 1)."""

    path: Path
    form: Literal["csv", "parquet"]
    header: tuple[str, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    first_line: int = 1

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name


def position(source: Source, header: str) -> str:
    """Return the name under which SQL knows the column `header`: by place, since headers may clash."""
    return f"c{source.header.index(header)}"


def look(path: Path, encoding: str | None = None) -> Source:
    """Look at one file; raise ExportError where it is none that can be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ExportError(path, _why(error)) from None
    if not head:
        raise ExportError(path, "the file is empty")
    if head.startswith(b"PAR1"):
        return _look_parquet(path)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise ExportError(path, f"is {what}, not CSV or Parquet; unpack or export it as CSV")
    return _look_csv(path, head, encoding)


def _why(error: OSError) -> str:
    words = {
        "Permission denied": "no permission to read it",
        "No such file or directory": "no such file",
        "Is a directory": "is a folder",
    }
    return words.get(error.strerror or "", f"cannot be read ({error.strerror})")


def _look_parquet(path: Path) -> Source:
    try:
        with duckdb.connect() as db:
            rows = db.execute(f"describe from read_parquet({path_literal(path)})").fetchall()
    except duckdb.Error:
        raise ExportError(path, "a Parquet file that is cut or damaged; export it again") from None
    return Source(path, "parquet", tuple(row[0] for row in rows))


def _look_csv(path: Path, head: bytes, declared: str | None) -> Source:
    encoding = declared or _encoding_by_mark(head)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    if "\0" in text[:1000]:
        raise ExportError(path, "not a text file; export it as CSV or Parquet")
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines:
        raise ExportError(path, "the file is empty")
    first, delimiter = 0, None
    if lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        first, delimiter = 1, lines[0].strip()[4]
    if len(lines) <= first or not lines[first].strip():
        raise ExportError(path, "no header: the first line should name the columns")
    delimiter = delimiter or max(_DELIMITERS, key=lambda mark: _outside_quotes(lines[first], mark))
    reader = csv.reader(lines[first:], delimiter=delimiter)
    try:
        header = tuple(next(reader))
    except csv.Error:
        raise ExportError(path, "the first line is no header that could be read") from None
    return Source(path, "csv", header, delimiter, encoding, first + reader.line_num + 1)


def _encoding_by_mark(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])
