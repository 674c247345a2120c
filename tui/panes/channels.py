"""Pane 3: how each channel stands, by class, and which are missing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import words
from tui.panes.targets import OpenChannel
from tui.widgets.cell import Span, cell
from tui.widgets.rows import Line, View
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.figures.standings import ChannelRow
    from queries.scorecard import Scorecard

_COLUMNS = (
    Column("Channel", least=9),
    Column("Class"),
    Column("Tickets", "right"),
    Column("Share", "right", rank=3),
    Column("First", "right"),
    Column("Solved", "right"),
    Column("CSAT", "right", rank=1),
    Column("Level"),
    Column("Hours", "right", rank=2),
    Column("Answered", "right", rank=4),
    Column("Left", "right", rank=5),
    Column("Why", rank=6, least=8),
)


def view(card: Scorecard) -> View:
    """Return the pane."""
    return View("Channels", lambda width: _lines(card, width), fixed=1)


def _lines(card: Scorecard, width: int) -> Sequence[Line]:
    rows = [(None if row.gap else OpenChannel(row.name), _row(row)) for row in card.channels]
    lines = table(_COLUMNS, rows, width)
    hours = card.measures["coverage"].parts
    told = []
    if hours.get("hours"):
        told.append(
            f"Somebody answered in {hours['covered']} of the {hours['hours']} hours of the week in "
            "which customers write."
        )
    if not card.measures["volume"].n:
        told.append(words.no_tickets(card))
    if any(row.why and not row.gap for row in card.channels):
        told += [f"{row.name}: {row.why}." for row in card.channels if row.why and not row.gap]
    if card.assessment.dimensions and not any(row.gap for row in card.channels):
        told += _unsaid(card)
    lines.append(Line())
    lines += [
        Line((Span(" "), Span(text, "muted")))
        for words_ in told
        for text in textwrap.wrap(cell(words_), max(20, width - 2))
    ]
    return lines


def _unsaid(card: Scorecard) -> list[str]:
    missing = [
        r for d in card.assessment.dimensions for r in d.criteria if r.key == "channels_missing"
    ]
    return [f"Not known: {r.note}." for r in missing if r.met is None and r.note]


def _row(row: ChannelRow) -> Sequence[Cell]:
    if row.gap:
        gap = Span("missing", "warn")
        return (
            Span(row.name, "warn"),
            row.channel_class,
            "0",
            "",
            "",
            "",
            "",
            gap,
            "",
            "",
            "",
            "no tickets",
        )
    measures = row.measures
    levels = [level for level in row.levels.values() if level is not None]
    level = f"{words.dots(min(levels))} {min(levels)}" if levels else Span("not graded", "muted")
    hours = measures["coverage"].parts
    covered = f"{hours['covered']}/{hours['hours']}" if hours.get("hours") else words.NOTHING
    return (
        row.name,
        row.channel_class,
        f"{measures['volume'].n:,}",
        words.share(measures["volume"].parts["share"], 0),
        words.brief(measures["first_response_time"].value),
        words.brief(measures["resolution_time"].value),
        words.share(measures["csat"].value, 0),
        level,
        covered,
        words.share(measures["answered_share"].value, 0),
        words.share(measures["abandonment_rate"].value, 0),
        row.why,
    )
