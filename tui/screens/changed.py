"""What changed of one figure: the sentence, then one dimension at a time as lines that add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from queries.changed.ask import FIGURES
from queries.changed.facts import DIMENSIONS, told_first
from tui import words
from tui.language import say
from tui.panes.tables import lines
from tui.panes.targets import OpenDimension, OpenSlice
from tui.report.changes import changed_columns, changed_rows
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.changed.facts import Changed, Dimension
    from queries.scorecard import Scorecard


def changed_view(card: Scorecard, figure: str | None = None) -> View:
    """Return the page of a figure; without one, of that which the scorecard's sentence is about."""
    found = card.changed or ()
    one = next((one for one in found if one.figure == figure), None) or told_first(found)
    if one is None:
        return View(say("What changed"), partial(_nothing, card))
    return _view(card, one, words.shown_first(one))


def changed_figure(card: Scorecard, target: object) -> str | None:
    """Return the figure that a line of a pane is about, where it can be told what changed of it."""
    if not isinstance(target, OpenDimension):
        return None
    figure = next(row.result.figure for row in card.rows if row.result.key == target.key)
    entry = card.figures.get(figure or "")
    whole = entry.part_of or figure if entry else None
    return whole if whole in FIGURES else None


def _view(card: Scorecard, one: Changed, dimension: Dimension) -> View:
    there = [name for name in DIMENSIONS if name in one.tables]
    after = there[(there.index(dimension) + 1) % len(there)] if dimension in there else dimension
    others = [other.figure for other in card.changed or ()]
    following = others[(others.index(one.figure) + 1) % len(others)]
    return View(
        say("What changed"),
        lambda width: list(_lines(card, one, dimension, width)),
        turned=partial(_view, card, one, after),
        following=partial(changed_view, card, following),
    )


def _lines(card: Scorecard, one: Changed, dimension: Dimension, width: int) -> Iterator[Line]:
    yield Line((Span(f" {cell(words.changed_head(card, one), width - 1)}", "title"),))
    for text in wrap(words.changed_sentence(card, one, cell), max(20, width - 2)):
        yield Line((Span(f" {text}"),))
    yield Line()
    if dimension not in one.tables:
        return
    rows = changed_rows(card, one, dimension, cell)
    opened = [(OpenSlice(one, row.slice) if row.slice else None, row) for row in rows]
    yield from lines(changed_columns(one, dimension), opened, width)
    yield Line()
    for text in wrap(_hint(one, dimension), max(20, width - 2)):
        yield Line((Span(f" {text}", "muted"),))


def _hint(one: Changed, dimension: Dimension) -> str:
    there = [say(words.DIMENSIONS[name]) for name in DIMENSIONS if name in one.tables]
    return say("v turns: {dimensions}. c goes to the next figure.", dimensions=", ".join(there))


def _nothing(card: Scorecard, width: int) -> Sequence[Line]:
    told = (
        words.compared(card.request)
        if card.request.before is None
        else say("Too few cases to tell what changed.")
    )
    return [Line((Span(f" {text}"),)) for text in wrap(told, max(20, width - 2))]
