"""Pane 2: how each agent stands, and how sure that is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from queries.figures.measure import BOTS, NOBODY
from tui import words
from tui.panes.scorecard import changed
from tui.panes.targets import OpenAgent
from tui.widgets.cell import Span
from tui.widgets.rows import Line, View
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow
    from queries.scorecard import Scorecard

_BAR = 12


def view(card: Scorecard) -> View:
    """Return the pane."""
    return View("Agents", lambda width: _lines(card, width), fixed=1)


def _lines(card: Scorecard, width: int) -> Sequence[Line]:
    lowest = min((row.csat.parts["low"] for row in card.agents if row.band), default=0.0)
    low = int(lowest * 10) / 10
    columns = (
        Column("Agent", least=14),
        Column("Rated", "right"),
        Column("CSAT", "right"),
        Column(f"{low * 100:.0f} to 100 %", rank=1),
        Column("Mean", "right", rank=5),
        Column("Band"),
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


def _row(row: AgentRow, low: float) -> Sequence[Cell]:
    special = row.name in (NOBODY, BOTS)
    band = "" if special else (str(row.band) if row.band else "too few")
    measures = row.measures
    return (
        Span(row.name, "muted" if special else ""),
        f"{row.csat.n:,}",
        words.share(row.csat.value, 0),
        bar(row.csat, low),
        words.value(row.csat.parts.get("mean"), "score"),
        band,
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
        "",
        f"{team['volume'].n:,}",
        words.brief(team["first_response_time"].value),
        words.brief(team["resolution_time"].value),
        words.share(team["one_touch_rate"].value, 0),
        "",
    )


def bar(csat: Figure, low: float) -> str:
    """Return the interval as a bar from `low` to 1: ──●─, nothing where there are no ratings."""
    if csat.value is None:
        return ""

    def place(share: float) -> int:
        return max(0, round((share - low) / (1 - low) * (_BAR - 1))) if low < 1 else 0

    first, middle, last = place(csat.parts["low"]), place(csat.value), place(csat.parts["high"])
    return "".join("●" if i == middle else "─" if first <= i <= last else " " for i in range(_BAR))
