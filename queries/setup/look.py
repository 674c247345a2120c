"""What lies in a folder: each file recognised, proposed, or left aside, before a row is read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from queries.config.document import Plain
from queries.config.mapping import Column
from queries.config.schema import Config, Export
from queries.config.tables import tables
from queries.config.zone_names import is_zone
from queries.exports.errors import ExportError, TiedError
from queries.exports.files import find_files, left_out_of
from queries.exports.helpdesks import chosen, presets
from queries.exports.ledger import Ledger
from queries.exports.progress import Progress
from queries.exports.propose import (
    Choice,
    Doubt,
    Proposal,
    Proposed,
    Reason,
    ReasonCode,
    entry_of,
    propose,
)
from queries.exports.reading import Understanding
from queries.exports.recognise import Recognised
from queries.exports.source import Source, why_unreadable
from queries.exports.unpack import Raw, unpack
from queries.exports.zones import zone_of_header
from queries.said import Said, what_of_files
from queries.setup.knowledge import knowledge
from queries.text import clean

How = Literal["recognised", "proposed", "left aside"]
ONE_CHANNEL: ReasonCode = "one_channel"  # the reason of a channel that no column names
_LOOKED_AT = 200  # rows whose times tell whether they say a zone
_ZONED = re.compile(r"\d[T ]\d\d:\d\d.*(?:Z|UTC|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the folder. `path` is the file itself, or the archive it lies in.

    `entry` is how the settings read it, but for its paths; `columns` what that makes of its columns. `why`
    is why it is left aside; a `proposal` without a table says that by its kind, one that is `lacking`
    required fields by these.
    `absolute`: its times say how far they are from UTC; None where they say nothing of time. `zone` is theirs
    where the file or its preset says it; `unseen`: nobody ever saw a whole file of the kind. `between`: the
    file as each preset reads it between which nothing decides; it stands as the first.
    """

    path: Path
    name: str
    how: How
    table: str = ""
    system: str = ""
    entry: dict[str, Plain] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    why: Said | None = None
    absolute: bool | None = None
    proposal: Proposal | None = None
    lacking: tuple[str, ...] = ()
    zone: str | None = None
    unseen: bool = False
    between: tuple[Found, ...] = ()

    @property
    def preset(self) -> str:
        """The name of the preset that reads it, '' where none does."""
        name = self.entry.get("preset")
        return name if isinstance(name, str) else ""

    def is_called(self, name: str) -> bool:
        """Whether the ledger calls it so: with its archive, or its folder where two files have one name."""
        return name == self.name or name.endswith(f"/{self.name}")


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
        Found(Path(other.path), clean(Path(other.path).name), "left aside", why=other.told)
        for other in left_out_of(str(folder))
    ]
    return tuple(found)


def _look(path: Path, config: Config, work: Path) -> Iterator[Found]:
    progress = Progress()
    understanding = Understanding(config.model_copy(update={"exports": ()}), work, progress)
    try:
        raws = unpack(path, work, config.reading.unpacked_at_most, progress)
    except ExportError as error:
        yield Found(path, clean(path.name), "left aside", why=error.told)
        return
    except OSError as error:
        yield Found(path, clean(path.name), "left aside", why=why_unreadable(error))
        return
    proposals: dict[Path, Proposal] | None = None
    for raw in raws:
        name = clean(raw.origin.name)
        try:
            yield _recognised(path, name, understanding.of(raw).recognised)
        except TiedError as error:
            as_each = tuple(_as_each(path, name, raw, error.presets, understanding))
            yield (
                replace(as_each[0], between=as_each if len(as_each) > 1 else ())
                if as_each
                else Found(path, name, "left aside", why=error.told)
            )
        except ExportError as error:
            if proposals is None:
                proposals = {p.origin: p for p in _proposed(path, config)}
            if (proposal := proposals.get(raw.origin)) is not None:
                proposal = _without_no_contacts(proposal)
                yield of_proposal(Found(path, name, "proposed", why=error.told), proposal)
            else:
                yield Found(path, name, "left aside", why=error.told)
        except OSError as error:
            yield Found(path, name, "left aside", why=why_unreadable(error))


def _as_each(
    path: Path, name: str, raw: Raw, presets: Iterable[str], understanding: Understanding
) -> Iterator[Found]:
    """Yield a file as each of `presets` reads it; one that lacks what it needs is passed over."""
    for preset in presets:
        entry = Export(paths=(str(raw.origin),), preset=preset)
        config = understanding.config.model_copy(update={"exports": (entry,)})
        with suppress(ExportError):
            reading = Understanding(config, understanding.work, understanding.progress).of(raw)
            yield _recognised(path, name, reading.recognised)


def _recognised(path: Path, name: str, recognised: Recognised) -> Found:
    preset = presets()[recognised.as_what]
    return Found(
        path,
        name,
        "recognised",
        table=recognised.table,
        system=preset.system,
        entry={"preset": recognised.as_what},
        columns={
            name: column
            for name, few in preset.columns.items()
            if (column := chosen(few, recognised.source.header)) is not None
        },
        absolute=recognised.zone is not None or _absolute(recognised),
        zone=recognised.zone,
        unseen=recognised.unconfirmed,
    )


def _proposed(path: Path, config: Config) -> tuple[Proposal, ...]:
    try:
        return propose(path, config)
    except (ExportError, OSError):
        return ()  # said already, by who tried to recognise it


def of_proposal(file: Found, proposal: Proposal) -> Found:
    """Return a file as a proposal has it now."""
    if proposal.table is None:
        return replace(file, how="left aside", proposal=proposal)
    table = proposal.table
    proposal = _completed(file.name, _unexplained(proposal))
    if lacking := [name for name in tables()[table].required if name not in proposal.fields]:
        return replace(file, how="left aside", proposal=proposal, lacking=tuple(lacking))
    entry = entry_of(proposal)
    del entry["paths"]
    time = proposal.fields.get(tables()[table].time)
    return replace(
        file,
        how="proposed",
        table=table,
        entry=entry,
        columns=proposal.columns,
        absolute=_says_zone(time.column, time.samples) if time else None,
        proposal=proposal,
    )


def _unexplained(proposal: Proposal) -> Proposal:
    """Return a proposal without what it guesses of states: the data are asked which there are."""
    guessed = {
        word
        for doubt in proposal.doubts
        if doubt.code == "unknown_states"
        for word in cast("tuple[str, ...]", doubt.arguments["words"])
    }
    status = proposal.fields.get("status")
    if status is None or not guessed:
        return proposal
    values = {word: to for word, to in status.column.values.items() if word not in guessed}
    return _with(
        proposal, replace(status, column=status.column.model_copy(update={"values": values}))
    )


def _completed(name: str, proposal: Proposal) -> Proposal:
    """Return a proposal for tickets that names a channel: calls are known by their words."""
    if proposal.table != "tickets" or "channel" in proposal.fields:
        return proposal
    words = " ".join([name, *proposal.source.header]).casefold()
    calls = "abandoned" in proposal.fields or any(word in words for word in knowledge().calls)
    return with_channel(proposal, "phone" if calls else "email")


def _without_no_contacts(proposal: Proposal) -> Proposal:
    """Return a proposal that leaves out what a column of outcomes calls no contact, and asks whether to."""
    outcome = proposal.fields.get("abandoned")
    if outcome is None or not outcome.headers or "excluded" in proposal.fields:
        return proposal
    cells = {*outcome.samples, *_first_cells(proposal.source, outcome.headers[0])}
    words = tuple(sorted(cell for cell in cells if cell.casefold() in knowledge().no_contacts))
    if not words:
        return proposal
    column = Column(column=outcome.headers[:1], values={word: word.casefold() for word in words})
    doubt = Doubt(
        "no_contacts",
        "excluded",
        outcome.headers[:1],
        (),
        (
            Choice("rows_out", {}, {"excluded": column}),
            Choice("rows_count", {}, {"excluded": None}),
        ),
        {"words": words},
    )
    field = Proposed("excluded", column, (), words, (Reason("no_contacts", {}),), 1.0)
    return replace(_with(proposal, field), doubts=(*proposal.doubts, doubt))


def with_channel(proposal: Proposal, channel: str) -> Proposal:
    """Return a proposal in which every row is of one channel."""
    reason = Reason(ONE_CHANNEL, {})
    return _with(proposal, Proposed("channel", Column(value=channel), (), (), (reason,), 1.0))


def _with(proposal: Proposal, field: Proposed) -> Proposal:
    return replace(proposal, fields={**proposal.fields, field.field: field})


def one_channel(file: Found) -> str | None:
    """Return the channel that was guessed for a file that names none, None where it names its own."""
    field = file.proposal.fields.get("channel") if file.proposal and file.entry else None
    if field is None or all(reason.code != ONE_CHANNEL for reason in field.reasons):
        return None
    return field.column.value


def _absolute(recognised: Recognised) -> bool | None:
    """Whether the first times of a file say how far they are from UTC; None where it has none."""
    column = recognised.columns.get(tables()[recognised.table].time)
    header = recognised.header(column) if column else ()
    if column is None or not header:
        return None
    return _says_zone(column, _first_cells(recognised.source, header[0]))


def _says_zone(column: Column, cells: Iterable[str]) -> bool | None:
    if {"epoch seconds", "epoch milliseconds"} & {*column.format}:
        return True
    times = [time for time in cells if time]
    return all(map(_ZONED.search, times)) if times else None


def _first_cells(source: Source, header: str) -> list[str]:
    """Return the first cells of a column."""
    place = source.header.index(header)
    if source.form == "parquet" or not source.path.is_file():
        return []
    with source.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = islice(file, source.first_line - 1, None)
        rows = islice(csv.reader(lines, delimiter=source.delimiter), _LOOKED_AT)
        try:
            return [row[place].strip() for row in rows if len(row) > place]
        except csv.Error:
            return []


def zone_said(found: Iterable[Found]) -> str | None:
    """Return the one zone that all files name, in a header or beside the rows; None for none or several."""
    columns = (column for file in found for column in file.columns.values())
    for said in (
        {zone_of_header(header) for column in columns for header in column.headers},
        {file.zone for file in found},
    ):
        places = {zone for zone in said if zone and "/" in zone and is_zone(zone)}
        if len(places) == 1:
            return places.pop()
    return None


def without(found: tuple[Found, ...], ledger: Ledger) -> tuple[Found, ...]:
    """Return the files with those left aside that a load could not read, and why."""
    why = what_of_files(ledger.errors)
    return tuple(
        replace(file, how="left aside", table="", entry={}, why=why[str(file.path)], proposal=None)
        if file.entry and str(file.path) in why
        else file
        for file in found
    )
