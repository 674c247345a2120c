"""Pane 2: how each agent stands, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from queries.figures.measure import NOTHING
from tui import words
from tui.language import say
from tui.panes.scorecard import changed
from tui.panes.tables import Cell, lines
from tui.panes.targets import OpenAgent, OpenAges
from tui.report.columns import Column
from tui.report.standing_columns import AGENTS, team_row
from tui.widgets.cell import Drawing, Span, wrap
from tui.widgets.interval import Axis
from tui.widgets.lines import Line, View
from tui.widgets.order import Order

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow
    from queries.scorecard import Scorecard

BAR = 21


def view(card: Scorecard, _: set[str]) -> View:
    """Return the pane."""
    order = Order()
    return View(say("Agents"), lambda w: list(_lines(card, w, order)), fixed=1, order=order)


def _lines(card: Scorecard, width: int, order: Order) -> Iterator[Line]:
    shown = [row for row in card.agents if not words.stands_in_words(row)]
    rated = [row.csat for row in shown if row.csat.n and row.role != "bots"] or [NOTHING]
    axis = Axis.over(min(csat.parts.get("low") or 0.0 for csat in rated), BAR)
    rows: list[tuple[object, AgentRow]] = [(OpenAgent(row.name), row) for row in shown]
    team = [(OpenAgent(None), team_row(card))]
    table = lines(AGENTS, rows, width, partial(_cell, axis), axis.head(), order, last=team)
    drawn = any(span.text == axis.head().text for span in table[0].spans)
    yield from table
    for text in words.nobodys(card):
        waits = text == words.nobody_answered(card)
        yield from _told(text, width, target=OpenAges() if waits else None)
    yield Line()
    for text in _how_to_read(card, drawn=drawn):
        yield from _told(text, width, "muted")


def _cell(axis: Axis, column: Column[AgentRow], row: AgentRow) -> Cell:
    if column.drawn:
        return _bar(row.csat, axis)
    text = column.in_pane(row)
    if column.json == "agent":
        style = "muted" if row.role != "agent" else ""
        return Span(text, "title" if row.name == words.TEAM else style)
    if column.json == "csat":
        return Span(text, "muted" if row.too_few else "")
    if column.title == "Change":
        return changed(row.change, "share")
    return text


def _bar(csat: Figure, axis: Axis) -> Drawing:
    if csat.value is None:
        return Drawing("")
    return axis.bar(csat.value, csat.parts["low"], csat.parts["high"])


def _told(text: str, width: int, style: str = "", target: object = None) -> Iterator[Line]:
    for place, line in enumerate(wrap(text, max(20, width - 2))):
        yield Line((Span(f" {line}", style),), target if not place else None)


def _how_to_read(card: Scorecard, *, drawn: bool) -> Iterator[str]:
    """Say once what the columns mean, with the bars where they are `drawn`, or what is missing for them."""
    if not card.measures["volume"].n:
        yield words.no_tickets_here(card)
        return
    if not any(row.csat.n for row in card.agents):
        yield say(
            "No ratings in this period: export the satisfaction survey, or map its column in your "
            "settings (exports → columns → csat)."
        )
    else:
        yield words.how_to_read_bars(card, drawn=drawn)
    if any(row.like for row in card.agents):
        yield words.what_like_means(card)
