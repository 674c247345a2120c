"""The ledger: files, rows kept, superseded, excluded and rejected, each reject with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from queries.said import Said, of_file
from tui import words
from tui.language import number, say
from tui.panes.tables import lines as table
from tui.report.ledger_columns import FILES, LINES, REJECTS
from tui.widgets.cell import Span, sentence, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.exports.ledger import Ledger


def _sentences(told: Iterable[Said], width: int, style: str = "") -> Iterator[Line]:
    """Yield sentences whole, over as many lines as they need; the cursor walks over them."""
    for text in map(words.sentence, told):
        for place, part in enumerate(wrap(sentence(text), max(20, width - 4))):
            lead = " ! " if style and not place else "   "
            yield Line((Span(lead), Span(part, style)), None if place else text)


def ledger_view(ledger: Ledger) -> View:
    """Return the ledger."""

    def draw(width: int) -> Sequence[Line]:
        files = [(f.file, f) for f in ledger.files]
        accounts = [(None, f) for f in ledger.files if f.lines]
        lines = [*_sentences(ledger.warnings, width, "bad")]
        lines += [*table(FILES, files, width), Line(), *table(LINES, accounts, width)]
        if ledger.notes:
            lines += [Line(), *_sentences(ledger.notes, width)]
        head = say(
            "Rejected or doubtful: {n} of {of}",
            n=number(len(ledger.rejects)),
            of=number(ledger.rejects_total),
        )
        lines += [Line(), Line((Span(f" {head}", "head"),))]
        if ledger.rejects:
            lines += table(REJECTS, list(enumerate(ledger.rejects)), width)
        several = len(ledger.files) > 1
        told = [
            of_file(f.file, note) if several else note for f in ledger.files for note in f.notes
        ]
        if told:
            lines += [Line(), Line((Span(f" {say('As they were read')}", "head"),))]
            lines += _sentences(told, width)
        return lines

    return View(say("Ledger"), draw)
