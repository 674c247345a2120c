"""Pane 2: how each agent stands, and how sure that is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.figures.measure import BOTS, NOBODY, NOTHING
from tui import words
from tui.panes.scorecard import changed
from tui.panes.targets import OpenAgent
from tui.widgets.cell import Drawing, Span
from tui.widgets.interval import Axis
from tui.widgets.rows import Line, View
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow
    from queries.scorecard import Scorecard

BAR = 21


def view(card: Scorecard) -> View:
    """Return the pane."""
    return View("Agents", lambda width: list(_lines(card, width)), fixed=1)


def _lines(card: Scorecard, width: int) -> Iterator[Line]:
    shown = [row for row in card.agents if not words.stands_in_words(row)]
    rated = [row.csat for row in shown if row.csat.n and row.name != BOTS] or [NOTHING]
    axis = Axis.over(min(csat.parts.get("low") or 0.0 for csat in rated), BAR)
    rows: list[tuple[object, Sequence[Cell]]] = [
        (OpenAgent(row.name), _row(row, axis)) for row in shown
    ]
    rows.append((OpenAgent(None), _team(card, axis)))
    yield from table(_columns(axis), rows, width)
    for text in words.nobodys(card):
        yield from _told(text, width)
    yield Line()
    for text in _how_to_read(card):
        yield from _told(text, width, "muted")


def _columns(axis: Axis) -> Sequence[Column]:
    return (
        Column("Agent", least=14),
        Column("CSAT", "right"),
        Column("of", "right"),
        Column(axis.head(), rank=4),
        Column("Like", "right", rank=3),
        Column("Change", rank=5),
        Column("Tickets", "right"),
        Column("In time", "right", rank=2),
        Column("Solved in time", "right", rank=6),
        Column("First", "right", rank=7),
        Column("Solved", "right", rank=8),
        Column("1-touch", "right", rank=9),
        Column("Mean", "right", rank=10),
    )


def _row(row: AgentRow, axis: Axis) -> Sequence[Cell]:
    special = row.name in (NOBODY, BOTS)
    measures, like = row.measures, row.like
    return (
        Span(row.name, "muted" if special else ""),
        Span(words.share(row.csat.value, 0), "muted" if row.too_few else ""),
        f"{row.csat.n:,}",
        _bar(row.csat, axis),
        words.like(row),
        changed(row.change, "share"),
        f"{measures['volume'].n:,}",
        words.beside(like.response) if like and not special else "",
        words.beside(like.solve) if like and not special else "",
        words.brief(measures["first_response_time"].value),
        words.brief(measures["resolution_time"].value),
        words.share(measures["one_touch_rate"].value, 0),
        words.value(row.csat.parts.get("mean"), "score"),
    )


def _team(card: Scorecard, axis: Axis) -> Sequence[Cell]:
    team = card.measures
    return (
        Span("Team", "title"),
        words.share(team["csat"].value, 0),
        f"{team['csat'].n:,}",
        _bar(team["csat"], axis),
        "",
        "",
        f"{team['volume'].n:,}",
        words.in_time(card, "first_response_time"),
        words.in_time(card, "resolution_time"),
        words.brief(team["first_response_time"].value),
        words.brief(team["resolution_time"].value),
        words.share(team["one_touch_rate"].value, 0),
        words.value(team["csat_mean"].value, "score"),
    )


def _bar(csat: Figure, axis: Axis) -> Drawing:
    if csat.value is None:
        return Drawing("")
    return axis.bar(csat.value, csat.parts["low"], csat.parts["high"])


def _told(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in textwrap.wrap(text, max(20, width - 2)):
        yield Line((Span(f" {line}", style),))


def _how_to_read(card: Scorecard) -> Iterator[str]:
    """Say once what the columns mean, or what is missing for them."""
    if not card.measures["volume"].n:
        yield words.no_tickets(card)
        return
    if not any(row.csat.n for row in card.agents):
        yield (
            "No ratings in this period: export the satisfaction survey, or map its column in your "
            "settings (exports → columns → csat)."
        )
    else:
        yield words.how_to_read_bars(card)
    if any(row.like for row in card.agents):
        yield words.what_like_means(card)
