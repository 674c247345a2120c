"""Pane 3: how each channel stands, by class, and which are missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from queries.scope import Filter
from tui import words
from tui.language import say
from tui.panes.tables import Cell, lines
from tui.panes.targets import OpenChannel, OpenCoverage, OpenCriterion
from tui.report.columns import Column
from tui.report.standing_columns import CHANNELS
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View
from tui.widgets.order import Order

if TYPE_CHECKING:
    from queries.figures.standings import ChannelRow
    from queries.scorecard import Scorecard

# What stands behind the hours that are covered, and the channels that are in use.
_HOURS = OpenCriterion("accessibility", "coverage")
_USE = OpenCriterion("accessibility", "channels_in_use")


def view(card: Scorecard, _: set[str]) -> View:
    """Return the pane."""
    order = Order()
    turn = OpenCoverage()
    return View(say("Channels"), lambda w: _lines(card, w, order), fixed=1, order=order, turn=turn)


def _lines(card: Scorecard, width: int, order: Order) -> Sequence[Line]:
    rows = [(_USE if row.gap else OpenChannel(row.name), row) for row in card.channels]
    shown = lines(CHANNELS, rows, width, _cell, order=order)
    hours = card.measures["coverage"].parts
    told: list[tuple[str, object]] = []
    if hours.get("hours"):
        covered = words.covered_hours(hours["covered"], hours["hours"])
        # Of a part of the company the hours are others than those that its level rests on.
        told.append((covered, _HOURS if card.request.filter == Filter() else None))
    if not card.measures["volume"].n:
        told.append((words.no_tickets_here(card), None))
    if any(row.why and not row.gap for row in card.channels):
        told += [
            (f"{row.name}: {words.sentence(row.why)}.", None)
            for row in card.channels
            if row.why and not row.gap
        ]
    if card.assessment.dimensions and not any(row.gap for row in card.channels):
        told += [(text, _USE) for text in _unsaid(card)]
    shown.append(Line())
    shown += [
        Line((Span(" "), Span(text, "muted")), None if place else target)
        for sentence, target in told
        for place, text in enumerate(wrap(cell(sentence), max(20, width - 2)))
    ]
    return shown


def _unsaid(card: Scorecard) -> list[str]:
    missing = [
        r for d in card.assessment.dimensions for r in d.criteria if r.key == "channels_missing"
    ]
    return [
        say("Not known: {what}.", what=words.sentence(r.note))
        for r in missing
        if r.met is None and r.note
    ]


def _cell(column: Column[ChannelRow], row: ChannelRow) -> Cell:
    text = column.in_pane(row)
    if row.gap:  # what it has none of is not told figure by figure
        return Span("" if text == words.NOTHING else text, "warn")
    return Span(text, "muted") if column.title == "Level" and not any(row.levels.values()) else text
