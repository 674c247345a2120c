"""Pane 2: how each agent stands, and how sure that is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from queries.figures.measure import BOTS, NOBODY
from tui import words
from tui.panes.scorecard import changed
from tui.panes.targets import OpenAgent
from tui.widgets.cell import Drawing, Span
from tui.widgets.rows import Line, View
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow
    from queries.scorecard import Scorecard

BAR = 12


def view(card: Scorecard) -> View:
    """Return the pane."""
    return View("Agents", lambda width: _lines(card, width), fixed=1)


def _lines(card: Scorecard, width: int) -> Sequence[Line]:
    lowest = min((row.csat.parts["low"] for row in card.agents if row.ranked), default=0.0)
    low = min(0.9, int(lowest * 10) / 10)
    columns = (
        Column("Agent", least=14),
        Column("Rated", "right"),
        Column("CSAT", "right"),
        Column(_axis(low), rank=1),
        Column("Mean", "right", rank=5),
        Column("Tickets", "right"),
        Column("First", "right"),
        Column("Solved", "right", rank=3),
        Column("1-touch", "right", rank=6),
        Column("Change", rank=4),
    )
    rows: list[tuple[object, Sequence[Cell]]] = [
        (OpenAgent(row.name), _row(row, low))
        for row in card.agents
        if not words.stands_in_words(row)
    ]
    rows.append((OpenAgent(None), _team(card)))
    lines = table(columns, rows, width)
    lines += [Line(), *_how_to_read(card, width)]
    told = ""
    if not card.measures["volume"].n:
        told = words.no_tickets(card)
    elif not any(row.csat.n for row in card.agents):
        told = (
            "No ratings in this period: export the satisfaction survey, or map its column in your "
            "settings (exports → columns → csat)."
        )
    lines += [Line(), *(Line((Span(f" {line}"),)) for line in words.nobodys(card))]
    for line in textwrap.wrap(told, max(20, width - 2)):
        lines += [Line()] * (lines[-1].target is not None) + [Line((Span(f" {line}", "muted"),))]
    return lines


def _axis(low: float) -> Drawing:
    """Return the head of the bars: the numbers at both ends of their axis."""
    first = f"{low * 100:.0f}"
    return Drawing(first + "100".rjust(BAR - len(first)))


def _how_to_read(card: Scorecard, width: int) -> list[Line]:
    """Say once what the bars mean."""
    if not any(row.csat.n for row in card.agents):
        return []
    least = card.least_ratings
    text = (
        "Bars: the share of 4s and 5s, and where it would lie with more ratings (95 %). Bars that overlap "
        f"are no ranking; below {least} ratings it is too few."
    )
    return [Line((Span(f" {line}", "muted"),)) for line in textwrap.wrap(text, max(20, width - 2))]


def _row(row: AgentRow, low: float) -> Sequence[Cell]:
    special = row.name in (NOBODY, BOTS)
    measures = row.measures
    return (
        Span(row.name, "muted" if special else ""),
        f"{row.csat.n:,}",
        Span(words.share(row.csat.value, 0), "muted" if row.too_few else ""),
        bar(row.csat, low),
        words.value(row.csat.parts.get("mean"), "score"),
        f"{measures['volume'].n:,}",
        words.brief(measures["first_response_time"].value),
        words.brief(measures["resolution_time"].value),
        words.share(measures["one_touch_rate"].value, 0),
        changed(row.change, "share"),
    )


def _team(card: Scorecard) -> Sequence[Cell]:
    team = card.measures
    return (
        Span("Team", "title"),
        f"{team['csat'].n:,}",
        words.share(team["csat"].value, 0),
        "",
        words.value(team["csat_mean"].value, "score"),
        f"{team['volume'].n:,}",
        words.brief(team["first_response_time"].value),
        words.brief(team["resolution_time"].value),
        words.share(team["one_touch_rate"].value, 0),
        "",
    )


def bar(csat: Figure, low: float) -> Drawing:
    """Return the interval as a bar on an axis from `low` to 1: ──●─; nothing where there are no ratings.

    What lies below the axis is marked: ‹ in its first cell.
    """
    if csat.value is None:
        return Drawing("")

    def place(share: float) -> int:
        return round((share - low) / (1 - low) * (BAR - 1))

    first, middle, last = place(csat.parts["low"]), place(csat.value), place(csat.parts["high"])
    cells = ["●" if i == middle else "─" if first <= i <= last else " " for i in range(BAR)]
    if first < 0:
        cells[0] = "‹"
    return Drawing("".join(cells))
