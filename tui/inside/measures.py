"""Every measure as a table: now, of how many, before; each line opens its cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.figures.measure import NOTHING
from queries.scope import Filter
from tui import words
from tui.language import number, say
from tui.panes.targets import Back, OpenAged, OpenCriterion, OpenMeasure
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table

if TYPE_CHECKING:
    from queries.config.catalogue import Entry
    from queries.figures.measure import Figure
    from queries.scorecard import Scorecard

Row = tuple[object, Sequence[str | Span]]


def measures_view(card: Scorecard) -> View:
    """Return the measures; `v` goes back to the dimensions."""

    def draw(width: int) -> Sequence[Line]:
        heads = (
            Column(say("Measure"), least=20),
            Column(say("now"), "right"),
            Column(say("of"), "right"),
            Column(say("before"), "right", rank=1),
            Column(say("of"), "right", rank=2),
        )
        return table(heads, list(_rows(card)), width)

    return View(say("Measures"), draw, fixed=1, turn=Back())


def _rows(card: Scorecard) -> Iterator[Row]:
    """Yield the figures that can be asked, in the order of the catalogue; unknown ones without a target."""
    for key, entry in card.figures.items():
        whole = card.figures.get(entry.part_of or "")
        if (
            entry.question is None
            or "promise" in entry.by
            or (whole and whole.value == entry.value)
        ):
            continue
        now = card.measures[key]
        before = card.previous[key] if card.previous is not None and entry.as_it_stood else NOTHING
        known = now.value is not None
        yield (
            _opens(card, key, entry) if known and now.n else None,
            (
                Span(cell(say(entry.name)), "" if known else "muted"),
                words.value(now.value, entry.unit),
                _of(now, entry),
                words.value(before.value, entry.unit),
                _of(before, entry),
            ),
        )


def _opens(card: Scorecard, key: str, entry: Entry) -> object:
    if key == "backlog":
        return OpenAged("open")
    if entry.pieces is not None:  # they are the whole company's
        return OpenCriterion("accessibility", key) if card.request.filter == Filter() else None
    return OpenMeasure(key) if entry.cases is not None else None


def _of(figure: Figure, entry: Entry) -> str:
    """Return of how many a figure is; a count is of itself."""
    return "" if figure.value is None or entry.unit == "count" else number(figure.n)
