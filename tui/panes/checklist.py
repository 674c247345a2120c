"""Pane 4: what is missing for the next level; the done, the facts and the advice folded below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.ladder.state import State
from tui import words
from tui.panes import practices
from tui.panes.targets import Fold, OpenCriterion, OpenQuestions
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.scorecard import Scorecard


def view(card: Scorecard, unfolded: set[str]) -> View:
    """Return the pane; `unfolded` names the parts that stand open and is read at each drawing."""
    return View("Checklist", lambda width: list(_lines(card, unfolded, width)), fixed=1)


def _lines(card: Scorecard, unfolded: set[str], width: int) -> Iterator[Line]:
    checklist = card.assessment.checklist
    yield Line((Span(f" {title(card)}", "title"),))
    yield practices.questions_line(card, width)
    blocking = [result for step in checklist.steps for result in step.blocking]
    yield from _results("In the way, measured", [r for r in blocking if r.measured], card, width)
    yield from _results(
        "In the way, practices", [r for r in blocking if not r.measured], card, width
    )
    open_steps = [
        r
        for step in checklist.steps
        if not step.blocking and step.state is not State.MET
        for r in step.results
        if r.state is not State.MET
    ]
    yield from _results("Not known, not in the way", open_steps, card, width)
    done = [step.results[-1] for step in checklist.steps if step.state is State.MET]
    yield Line()
    yield from _folded("Done", unfolded, [_done_line(r, card, width) for r in done])
    for key, advice in checklist.moves.items():
        name = words.key_words(key, card.practices, cell)
        lines = [Line((Span("  · "), Span(cell(line, width - 5)))) for line in advice]
        yield from _folded(f"What moves {name}", unfolded, lines)
    level = checklist.target or 2
    for name, listed in (
        (f"Part of level {level}, never in the way", checklist.facts),
        (f"Advice for leaving level {card.assessment.level or 1}", checklist.advice),
    ):
        keys = [practice.key for practice in listed]
        yield from _folded(name, unfolded, practices.practice_lines(card, keys, width))


def title(card: Scorecard) -> str:
    """Return what the checklist leads to, and how far it is."""
    checklist = card.assessment.checklist
    if checklist.target is None:
        return "What is missing for a level"
    count = f"{checklist.done} of {len(checklist.steps)}"
    if card.assessment.level == 5:
        return f"What keeps level 5: {count}"
    name = cell(card.level_names[checklist.target])
    return f"Steps to level {checklist.target} {name}: {count} done"


def _results(
    heading: str, results: Sequence[Result], card: Scorecard, width: int
) -> Iterator[Line]:
    if results:
        yield Line()
        yield Line((Span(f" {heading}", "head"),))
        for result in results:
            if result.measured or result.parts:
                yield _result_line(result, card, width)
            else:
                yield from practices.practice_lines(card, [result.key], width)


def _result_line(result: Result, card: Scorecard, width: int, *, name_only: bool = False) -> Line:
    mark = words.STATE_MARKS[result.state]
    style = {State.MET: "good", State.MISSED: "bad"}.get(result.state, "warn")
    sentence = (
        words.key_words(result.key, card.practices, cell)
        if name_only
        else words.criterion(card, result, cell)
    )
    behind: object = None
    if result.measured:
        behind = OpenCriterion(result.dimension, result.key, result.within)
    elif result.parts:
        behind = OpenQuestions(result.parts[0].key)
    spans = (Span(f"  {mark} ", style), Span(cell(sentence, width - 5)))
    return Line(spans, None if name_only else behind)


def _done_line(result: Result, card: Scorecard, width: int) -> Line:
    if result.measured or result.parts:
        return _result_line(result, card, width, name_only=True)
    return practices.line(card, result.key, width)


def _folded(name: str, unfolded: set[str], lines: Sequence[Line]) -> Iterator[Line]:
    if not lines:
        return
    mark = "▾" if name in unfolded else "▸"
    yield Line((Span(f"  {mark} {name} ({len(lines)})", "head"),), Fold(name))
    if name in unfolded:
        yield from lines
