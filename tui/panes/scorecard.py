"""Pane 1: which level, what holds it down, the dimensions, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from queries.ladder.state import State
from tui import words
from tui.language import count, say
from tui.panes.tables import Cell, lines
from tui.panes.targets import OpenChanged, OpenDimension, OpenDoubts, OpenMeasures
from tui.report.columns import Column
from tui.report.ladder_columns import DIMENSIONS, Standing
from tui.widgets.cell import WIDE, Drawing, Span, Yielding, cell, parts, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.scorecard import Scorecard

NEXT_LINES = 4
NOW = 38  # cells of what stands there: a figure with all its words, or the first of others
BESIDE = 46  # cells of the columns beside it, about, without the trend
GAP = 3  # between what stands on the level line


def view(card: Scorecard, _: set[str]) -> View:
    """Return the pane."""
    return View(say("Scorecard"), lambda width: list(_lines(card, width)), turn=OpenMeasures())


def _lines(card: Scorecard, width: int) -> Iterator[Line]:
    level = [*_level(card)]
    beside = [text for text in (words.as_before(card), words.steps_to_the_next(card)) if text]
    while beside and _room(level, width) >= cell_len(beside[0]) + GAP:
        level.append(Span(" " * GAP + beside.pop(0)))
    yield Line(tuple(level))
    yield from (Line((Span(f" {text}"),)) for text in _beside(card, beside, width - 2))
    # Known a moment later, on a line of its own: nothing moves then.
    others = words.levels_by_definitions(card, others=True)
    yield (
        Line((Span(f" {say('Other definitions: {levels}', levels=others)}"),)) if others else Line()
    )
    yield Line()
    rows = [(OpenDimension(row.result.key), Standing(card, row)) for row in card.rows]
    yield from lines(_columns(width), rows, width, partial(_cell, width))
    yield Line((Span("─" * width, "muted"),))
    yield from _next(card, width)
    yield from _signs_and_doubts(card, width)
    yield from _changed(card, width)


def _room(spans: Sequence[Span], width: int) -> int:
    return width - sum(cell_len(span.text) for span in spans)


def _columns(width: int) -> list[Column[Standing]]:
    """Return the columns; the trend gives way before the words beside a figure do."""
    room = min(NOW, width - BESIDE)
    return [replace(c, least=max(c.least, room)) if c.least else c for c in DIMENSIONS]


def _level(card: Scorecard) -> Iterator[Span]:
    assessment = card.assessment
    yield Span(f" {words.dots(assessment.level)}  ", "accent")
    if assessment.level is None:
        yield Span(cell(words.level_line(card)), "title")
        return
    level = say("Level {level}", level=assessment.level)
    yield Span(f"{level}  {cell(say(assessment.name))}", "title")
    if assessment.provisional:
        yield Span(f"  {say('provisional')}", "warn")


def _beside(card: Scorecard, left: Sequence[str], width: int) -> Iterator[str]:
    """Yield what stands beside the level: why there is none, how much is known."""
    if card.assessment.level is None and card.assessment.binding:
        yield from _wrap(
            say("because of {reasons}", reasons=" · ".join(words.binding(card, cell))),
            width,
            most=3,
        )
    yield from _wrap(" · ".join((*left, words.known(card))), width, most=2)


def _cell(width: int, column: Column[Standing], of: Standing) -> Cell:
    row, text = of.row, column.in_pane(of)
    match column.title:
        case "Level" | "Now" if not row.result.counts:
            return Span(text, "muted")
        case "Now" if width < WIDE and (row.headline is None or not row.headline.measured):
            return cell(text, NOW).rstrip()
        case "Now" if row.headline is not None:
            return Yielding.of(text, words.named(of.card, row.headline, short=True))
        case "Change" if text:
            return changed(row.change, row.headline.unit if row.headline else None)
        case "Trend":
            return Drawing(text if row.result.counts else "", "bars")
    return text


def changed(change: Change | None, unit: str | None) -> Span:
    """Return a change with its arrow and colour."""
    style = "" if change is None or change.better is None else "good" if change.better else "bad"
    return Span(words.change(change, unit, short=True), style)


def _next(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield the "Next" lines: what blocks the next level."""
    checklist = card.assessment.checklist
    blocking = [result for step in checklist.steps for result in step.blocking]
    if card.assessment.level is None:
        blocking = [r for step in checklist.steps for r in step.results if r.state is State.UNKNOWN]
    elif not blocking:
        kept = count(
            "Level {level}: {done} of {n} criteria met",
            "Level {level}: {done} of {n} criteria met",
            len(checklist.steps),
            level=card.assessment.level,
            done=checklist.done,
        )
        yield Line((Span(f" {say('Keep')}  ", "title"), Span(kept)))
        return
    lead = f" {say('Next')}  "
    indent = " " * cell_len(lead)
    first = blocking if len(blocking) <= NEXT_LINES else blocking[: NEXT_LINES - 1]
    for number, result in enumerate(first):
        mark = words.STATE_MARKS[State.MISSED if result.met is False else State.UNKNOWN]
        sentence = f"{mark} {words.criterion(card, result, cell)}"
        room = width - len(indent) - 1
        whole = Yielding.of(sentence, words.named(card, result, cell))
        shown = [whole.fit(room).rstrip()] if width < WIDE else parts(sentence, room, width)
        for place, text in enumerate(shown):
            yield Line((Span(indent if number or place else lead, "title"), Span(text)))
    if more := len(blocking) - len(first):
        told = count("and {n} more: press 4", "and {n} more: press 4", more)
        yield Line((Span(f"{indent}{told}", "muted"),))


def _signs_and_doubts(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield what = says and, known a moment later, the doubts: on one line where there is room."""
    noise = any(row.change and row.change.better is None for row in card.rows)
    signs = [Span(f" {say('= inside the noise')}", "muted")] if noise else []
    doubts = words.doubts_line(card)
    if not doubts:
        if signs:
            yield Line(tuple(signs))
        return
    told = Span(f" {doubts}", "warn" if card.look and card.look.doubts else "muted")
    if signs and _room([*signs, told], width) >= GAP:
        signs.append(Span(" " * (GAP - 1)))
    elif signs:
        yield Line(tuple(signs))
        signs = []
    yield Line((*signs, told), OpenDoubts())


def _changed(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield what changed; it is known last, and stands last: nothing moves then."""
    told = words.changed_line(card, cell)
    lead = f" {say('Changed')}  "
    indent = cell_len(lead)
    for number, text in enumerate(_wrap(told, width - indent, most=3) if told else ()):
        shown = (Span(" " * indent if number else lead, "title"), Span(text))
        yield Line(shown, None if number else OpenChanged())


def _wrap(text: str, width: int, most: int) -> list[str]:
    lines = wrap(text, max(20, width)) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], cell(" ".join(lines[most - 1 :]), max(20, width)).rstrip()]
    return lines
