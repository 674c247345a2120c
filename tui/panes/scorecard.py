"""Pane 1: which level, what holds it down, the dimensions, and what comes next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from queries.ladder.state import State
from tui import words
from tui.panes.targets import OpenDimension
from tui.widgets.cell import Drawing, Span, cell
from tui.widgets.rows import Line, View
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.scorecard import DimensionRow, Scorecard

_COLUMNS = (
    Column("Dimension"),
    Column("Level"),
    Column("Now", least=18),
    Column("Next", rank=1),
    Column("Change", rank=2),
    Column("Trend", rank=3),
)
NEXT_LINES = 5


def view(card: Scorecard) -> View:
    """Return the pane."""
    return View("Scorecard", lambda width: list(_lines(card, width)))


def _lines(card: Scorecard, width: int) -> Iterator[Line]:
    assessment = card.assessment
    head = [Span(f" {words.dots(assessment.level)}  ", "accent")]
    if assessment.level is None:
        head.append(Span(cell(words.level_line(card)), "title"))
    else:
        head.append(Span(f"Level {assessment.level}  {cell(assessment.name)}", "title"))
    if assessment.provisional:
        head.append(Span("  provisional", "warn"))
    yield Line(tuple(head))
    for line in _wrap(_held_down(card), width - 2, most=3):
        yield Line((Span(f" {line}"),))
    yield Line()
    yield from table(
        _COLUMNS, [(OpenDimension(r.result.key), _row(card, r)) for r in card.rows], width
    )
    yield Line((Span("─" * width, "muted"),))
    yield from _next(card, width)


def _held_down(card: Scorecard) -> str:
    known = words.known(card)
    if not card.assessment.binding:
        return known
    lead = "held down by" if card.assessment.level else "because of"
    return f"{lead} {' · '.join(words.binding(card, cell))} · {known}"


def _row(card: Scorecard, row: DimensionRow) -> tuple[Cell, ...]:
    result = row.result
    level = words.dots(result.level) + (f" {result.level}" if result.level else "")
    if not result.counts:
        return (
            result.name,
            Span(level, "muted"),
            Span("counts once both are at 4", "muted"),
            "",
            "",
            "",
        )
    now, needed = words.headline(card, row, cell, short=True)
    if result.level is None and result.why:
        return (result.name, level, now, needed, "", "")
    unit = row.headline.unit if row.headline else None
    return (
        result.name,
        level,
        now,
        needed,
        changed(row.change, unit),
        Drawing(words.sparkline(row.trend)),
    )


def changed(change: Change | None, unit: str | None) -> Span:
    """Return a change with its arrow and colour."""
    style = "" if change is None else "good" if change.better else "bad"
    return Span(words.change(change, unit, short=True), style)


def _next(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield the "Next" lines: what blocks the next level."""
    checklist = card.assessment.checklist
    blocking = [result for step in checklist.steps for result in step.blocking]
    if card.assessment.level is None:
        blocking = [r for step in checklist.steps for r in step.results if r.state is State.UNKNOWN]
    elif not blocking:
        kept = f"Level {card.assessment.level}: {checklist.done} of {len(checklist.steps)} criteria met"
        yield Line((Span(" Keep  ", "title"), Span(kept)))
        return
    shown = blocking[:NEXT_LINES]
    for number, result in enumerate(shown):
        mark = words.STATE_MARKS[State.MISSED if result.met is False else State.UNKNOWN]
        lead = " Next  " if number == 0 else "       "
        sentence = words.criterion(card, result, cell)
        yield Line((Span(lead, "title"), Span(cell(f"{mark} {sentence}", width - 8))))
    if len(blocking) > len(shown):
        yield Line((Span(f"       and {len(blocking) - len(shown)} more: press 4", "muted"),))


def _wrap(text: str, width: int, most: int) -> list[str]:
    lines = textwrap.wrap(text, max(20, width)) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], cell(" ".join(lines[most - 1 :]), max(20, width)).rstrip()]
    return lines
