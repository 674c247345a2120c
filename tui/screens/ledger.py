"""The ledger: files, rows kept, superseded, excluded and rejected, each reject with its reason."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from tui import words
from tui.widgets.cell import Span, cell
from tui.widgets.rows import Line, View
from tui.widgets.table import Column, table

if TYPE_CHECKING:
    from queries.exports.ledger import Ledger

_FILES = (
    Column("File", least=12),
    Column("Read as", rank=2, least=8),
    Column("Rows", "right"),
    Column("Kept", "right"),
    Column("Superseded", "right", rank=1),
    Column("Excluded", "right", rank=1),
    Column("Rejected", "right"),
    Column("Values", "right", rank=3),
)
_LINES = (
    Column("File", least=12),
    Column("Lines", "right"),
    Column("Header", "right"),
    Column("Blank", "right"),
    Column("Used", "right"),
    Column("Rejected", "right"),
)
_REJECTS = (
    Column("File", least=8, rank=2),
    Column("Line", "right"),
    Column("Column", least=8),
    Column("Value", least=8),
    Column("Why", least=16),
)


def _sentences(texts: Iterable[str], width: int, style: str = "") -> Iterator[Line]:
    """Yield sentences whole, over as many lines as they need; the cursor walks over them."""
    for text in texts:
        for number, part in enumerate(textwrap.wrap(cell(text), max(20, width - 4))):
            mark = " ! " if style and not number else "   "
            yield Line((Span(mark), Span(part, style)), None if number else text)


def ledger_view(ledger: Ledger) -> View:
    """Return the ledger."""

    def draw(width: int) -> Sequence[Line]:
        files = [
            (
                f.file,
                (
                    f.file,
                    f.recognised_as,
                    f"{f.rows:,}",
                    f"{f.kept:,}",
                    f"{f.superseded:,}",
                    f"{f.excluded:,}",
                    f"{f.rejected:,}",
                    f"{f.values_rejected:,}",
                ),
            )
            for f in ledger.files
        ]
        accounts = [
            (None, (f.file, *(f"{n:,}" for n in astuple(f.lines)))) for f in ledger.files if f.lines
        ]
        lines = [*_sentences(ledger.warnings, width, "bad")]
        lines += [*table(_FILES, files, width), Line(), *table(_LINES, accounts, width)]
        if ledger.notes:
            lines += [Line(), *_sentences(ledger.notes, width)]
        count = f"{len(ledger.rejects):,} of {ledger.rejects_total:,}"
        lines += [Line(), Line((Span(f" Rejected or doubtful: {count}", "head"),))]
        if ledger.rejects:
            rejects = [
                (
                    i,
                    (
                        r.file,
                        str(r.line),
                        r.column or "",
                        r.value or "",
                        f"{r.reason} ({words.SEVERITIES[r.severity]})",
                    ),
                )
                for i, r in enumerate(ledger.rejects)
            ]
            lines += table(_REJECTS, rejects, width)
        several = len(ledger.files) > 1
        told = [f"{f.file}: {note}" if several else note for f in ledger.files for note in f.notes]
        if told:
            lines += [Line(), Line((Span(" As they were read", "head"),))]
            lines += _sentences(told, width)
        return lines

    return View("Ledger", draw)
