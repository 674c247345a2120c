"""The page of doubts: what a lead reads before a level is shown upward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui import words
from tui.language import say
from tui.panes.targets import OpenDoubt
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.scorecard import Scorecard


def doubts_view(card: Scorecard) -> View:
    """Return the page; Enter on a doubt opens its tickets."""
    return View(say("Doubts"), lambda width: list(_lines(card, width)))


def _lines(card: Scorecard, width: int) -> Iterator[Line]:
    found = card.look.doubts if card.look else ()
    head = cell(
        say("{level}: what in the data makes it doubtful", level=words.level_line(card)), width - 1
    )
    yield Line((Span(" "), Span(head, "title")))
    if not found:
        nothing = say("Nothing. This page looks for settings and habits that flatter a level.")
        yield Line((Span(f" {nothing}"),))
    for place, doubt in enumerate(found):
        yield Line()
        sentence = wrap(words.doubt(card, doubt, cell), max(20, width - 6))
        target = OpenDoubt(place) if doubt.entry else None
        for number, text in enumerate(sentence):
            lead = f" {place + 1:>2}  " if number == 0 else "     "
            yield Line((Span(lead, "head"), Span(cell(text))), target if number == 0 else None)
