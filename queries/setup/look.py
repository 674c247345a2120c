"""What lies in a folder: each file recognised, proposed, or left aside, before a row is read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from queries.config.document import Plain
from queries.config.mapping import Column
from queries.config.schema import Config
from queries.config.tables import tables
from queries.exports.errors import ExportError
from queries.exports.files import find_files, left_out_of
from queries.exports.helpdesks import presets
from queries.exports.progress import Progress
from queries.exports.reading import Understanding
from queries.exports.recognise import Recognised
from queries.exports.source import Source
from queries.exports.unpack import Raw, unpack
from queries.text import clean

How = Literal["recognised", "proposed", "left aside"]
_LOOKED_AT = 200  # rows whose times tell whether they say a zone
_ZONED = re.compile(r"\d[T ]\d\d:\d\d.*(?:Z|UTC|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the folder. `path` is the file itself, or the archive it lies in.

    `entry` is how the settings read it, but for its paths; `columns` what that makes of its columns. `why`, in
    words, is why it is left aside.
    `absolute`: its times say how far they are from UTC; None where they say nothing of time.
    """

    path: Path
    name: str
    how: How
    table: str = ""
    system: str = ""
    entry: dict[str, Plain] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    why: str = ""
    absolute: bool | None = None


def look(folder: Path, config: Config, work: Path) -> tuple[Found, ...]:
    """Look at every file in `folder`; what is unpacked goes into `work`.

    Raises ExportError where the folder cannot be read or holds too many files.
    """
    found: list[Found] = []
    try:
        paths = find_files([str(folder)], config.reading.files_at_most)
    except ExportError:
        if not folder.is_dir():
            raise
        paths = []
    for path in paths:
        found += _look(path, config, work)
    found += [
        Found(Path(other.path), clean(Path(other.path).name), "left aside", why=other.words)
        for other in left_out_of(str(folder))
    ]
    return tuple(found)


def _look(path: Path, config: Config, work: Path) -> Iterator[Found]:
    progress = Progress()
    understanding = Understanding(config.model_copy(update={"exports": ()}), work, progress)
    try:
        raws = unpack(path, work, config.reading.unpacked_at_most, progress)
    except ExportError as error:
        yield Found(path, clean(path.name), "left aside", why=error.words)
        return
    except OSError as error:
        yield Found(path, clean(path.name), "left aside", why=clean(str(error.strerror)))
        return
    for raw in raws:
        yield _look_at(path, raw, understanding)


def _look_at(path: Path, raw: Raw, understanding: Understanding) -> Found:
    name = clean(raw.origin.name if raw.origin != path else path.name)
    try:
        recognised = understanding.of(raw).recognised
    except ExportError as error:
        return Found(path, name, "left aside", why=error.words)
    except OSError as error:
        return Found(path, name, "left aside", why=clean(str(error.strerror)))
    preset = presets()[recognised.as_what]
    return Found(
        path,
        name,
        "recognised",
        table=recognised.table,
        system=preset.system,
        entry={"preset": recognised.as_what},
        columns={n: column for n, column in preset.columns.items() if n in recognised.columns},
        absolute=_absolute(recognised),
    )


def _absolute(recognised: Recognised) -> bool | None:
    """Whether the first times of a file say how far they are from UTC; None where it has none."""
    column = recognised.columns.get(tables()[recognised.table].time)
    header = recognised.header(column) if column else ()
    if not header or recognised.source.form == "parquet":
        return None
    if column and column.format in ("epoch seconds", "epoch milliseconds"):
        return True
    times = [time for time in _first_cells(recognised.source, header[0]) if time]
    return all(map(_ZONED.search, times)) if times else None


def _first_cells(source: Source, header: str) -> list[str]:
    """Return the first cells of a column."""
    place = source.header.index(header)
    with source.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = islice(file, source.first_line - 1, None)
        rows = islice(csv.reader(lines, delimiter=source.delimiter), _LOOKED_AT)
        try:
            return [row[place].strip() for row in rows if len(row) > place]
        except csv.Error:
            return []
