"""A file → what each unknown table in it is taken for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from queries.config.schema import Config
from queries.exports.errors import ExportError
from queries.exports.files import find_files
from queries.exports.helpdesks import claiming, presets
from queries.exports.progress import Progress
from queries.exports.propose.looked import look_at
from queries.exports.propose.mapped import mapped
from queries.exports.propose.proposal import Proposal
from queries.exports.propose.table import open_table
from queries.exports.propose.times import looks_like_a_time
from queries.exports.reading import Understanding, told_by_lines
from queries.exports.recognise import names, recognise
from queries.exports.source import Source, read_head
from queries.exports.statements import Statements
from queries.exports.unpack import Raw, unpack

_NAMED = 0.7  # of a header's cells, at least, that are names


def propose(path: Path, config: Config, progress: Progress | None = None) -> tuple[Proposal, ...]:
    """Look at a file; return a proposal for each table in it that nothing recognises.

    A file is one table, an archive several. A file that a preset or an entry of the settings reads or refuses,
    or an entry names, gives none; tickets that lack the creation alone do. Raises ExportError where it holds
    no table at all.
    """
    read_head(path, path)
    if any(names(entry, path) for entry in config.exports):
        return ()
    progress = progress or Progress()
    with tempfile.TemporaryDirectory(prefix="rung-") as folder, ExitStack() as stack:
        work = Path(folder)
        understanding = Understanding(config, work, progress)
        statements: Statements | None = None
        proposals = []
        for raw in unpack(path, work, config.reading.unpacked_at_most, progress):
            source = _unknown(understanding, raw)
            if source is None:
                continue
            if statements is None:
                statements = Statements(config, work, progress)
                stack.callback(statements.close)
            proposals.append(_proposal(understanding, statements, raw, source))
        return tuple(proposals)


def propose_all(paths: Iterable[str], config: Config) -> Iterator[Proposal]:
    """Yield the proposals for all files that `paths` name; what is no table is passed over."""
    for path in paths:
        try:
            files = find_files([path], config.reading.files_at_most)
        except ExportError:
            continue
        for file in files:
            with suppress(ExportError):
                yield from propose(file, config)


def _proposal(
    understanding: Understanding, statements: Statements, raw: Raw, source: Source
) -> Proposal:
    table, careful = open_table(statements, source)
    if encoding := told_by_lines(source, careful):
        source = _unknown(understanding, raw, encoding) or source
        table, _ = open_table(statements, source)
    proposal = mapped(table, look_at(table))
    return replace(proposal, source=replace(proposal.source, path=proposal.origin))


def _unknown(understanding: Understanding, raw: Raw, encoding: str | None = None) -> Source | None:
    """Return a file with the header it most likely has, None where that is a known one."""
    first, likeliest = None, None
    for source in understanding.headers(raw, encoding):
        try:
            recognise(source, understanding.config.exports, [])
        except ExportError:
            if _is_settled(source):
                return None
            first = first or source
            likeliest = likeliest or (source if _is_header(source) else None)
        else:
            return None
    return likeliest or first


def _is_settled(source: Source) -> bool:
    """Whether a preset says all there is to say; of undated tickets a column may tell the creation yet."""
    preset = claiming(source.header)
    return preset is not None and presets()[preset].of != "undated"


def _is_header(source: Source) -> bool:
    """Whether a line names columns: most of its cells are words, each another."""
    cells = [cell.strip() for cell in source.header[: len(source.header) - source.surplus]]
    words = {
        cell.casefold()
        for cell in cells
        if cell and not looks_like_a_time(cell) and not _is_number(cell)
    }
    return len(words) >= min(2, len(cells)) and len(words) >= _NAMED * len(cells)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").lstrip("+-").isdigit()
