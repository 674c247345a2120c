"""What lies in a folder: each file recognised, proposed, or left aside, before a row is read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from queries.config.document import Plain
from queries.config.mapping import Column, normal
from queries.config.schema import Config
from queries.config.tables import tables
from queries.exports.errors import ExportError
from queries.exports.files import find_files, left_out_of
from queries.exports.helpdesks import by_name, presets
from queries.exports.ledger import Ledger
from queries.exports.progress import Progress
from queries.exports.propose import Proposal, entry_of, propose
from queries.exports.reading import Understanding
from queries.exports.recognise import Recognised
from queries.exports.source import Source
from queries.exports.unpack import unpack
from queries.text import clean

How = Literal["recognised", "proposed", "left aside"]
_LOOKED_AT = 200  # rows whose times tell whether they say a zone
_ZONED = re.compile(r"\d[T ]\d\d:\d\d.*(?:Z|UTC|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the folder. `path` is the file itself, or the archive it lies in.

    `entry` is how the settings read it, but for its paths; `columns` what that makes of its columns. `why`, in
    words, is why it is left aside; a `proposal` without a table says that by its kind.
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
    proposal: Proposal | None = None


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
    proposals: dict[Path, Proposal] | None = None
    for raw in raws:
        name = clean(raw.origin.name)
        try:
            yield _recognised(path, name, understanding.of(raw).recognised)
        except ExportError as error:
            if proposals is None:
                proposals = {p.origin: p for p in _proposed(path, config)}
            if (proposal := proposals.get(raw.origin)) is not None:
                yield of_proposal(Found(path, name, "proposed", why=error.words), proposal)
            else:
                yield Found(path, name, "left aside", why=error.words)
        except OSError as error:
            yield Found(path, name, "left aside", why=clean(str(error.strerror)))


def _recognised(path: Path, name: str, recognised: Recognised) -> Found:
    preset = presets()[recognised.as_what]
    return Found(
        path,
        name,
        "recognised",
        table=recognised.table,
        system=preset.system,
        entry={"preset": recognised.as_what},
        columns={n: column for n, column in preset.columns.items() if n in recognised.columns},
        absolute=_absolute(recognised.source, recognised.columns, recognised.table),
    )


def _proposed(path: Path, config: Config) -> tuple[Proposal, ...]:
    try:
        return propose(path, config)
    except (ExportError, OSError, NotImplementedError):
        return ()  # said already, by who tried to recognise it


def of_proposal(file: Found, proposal: Proposal) -> Found:
    """Return a file as a proposal has it now."""
    if proposal.table is None:
        return replace(file, how="left aside", proposal=proposal)
    entry = entry_of(proposal)
    del entry["paths"]
    return replace(
        file,
        table=proposal.table,
        entry=entry,
        columns=proposal.columns,
        absolute=_absolute(proposal.source, proposal.columns, proposal.table),
        proposal=proposal,
    )


def _absolute(source: Source, columns: Mapping[str, Column], table: str) -> bool | None:
    """Whether the first times of a file say how far they are from UTC; None where it has none."""
    column = columns.get(tables()[table].time)
    headers = by_name(source.header)
    header = (
        next((headers[normal(h)] for h in column.headers if normal(h) in headers), None)
        if column
        else None
    )
    if column is None or header is None or source.form == "parquet":
        return None
    if column.format in ("epoch seconds", "epoch milliseconds"):
        return True
    times = [time for time in _first_cells(source, header) if time]
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


def without(found: tuple[Found, ...], ledger: Ledger) -> tuple[Found, ...]:
    """Return the files with those left aside that a load could not read, and why."""
    why = {
        str(file.path): error.removeprefix(f"{clean(str(file.path))}: ")
        for file in found
        for error in ledger.errors
        if error.startswith(f"{clean(str(file.path))}: ")
    }
    return tuple(
        replace(file, how="left aside", table="", entry={}, why=why[str(file.path)], proposal=None)
        if file.entry and str(file.path) in why
        else file
        for file in found
    )
