"""Pane 4: what is missing for the next level; the done, the facts and the advice folded below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.ladder.state import State
from tui import words
from tui.language import number, say
from tui.panes import missing, practices
from tui.panes.targets import Fold, OpenCriterion, OpenQuestions
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.scorecard import Scorecard

# The parts that stand folded at first.
_DONE, LOST, _FACTS, _ADVICE = "done", "lost", "facts", "advice"


def view(card: Scorecard, unfolded: set[str]) -> View:
    """Return the pane; `unfolded` names the parts that stand open and is read at each drawing."""
    return View(
        say("Checklist"),
        lambda width: list(_lines(card, unfolded, width)),
        fixed=1,
        answers=True,
    )


def _lines(card: Scorecard, unfolded: set[str], width: int) -> Iterator[Line]:
    checklist = card.assessment.checklist
    yield Line((Span(f" {words.checklist_title(card, cell)}", "title"),))
    yield practices.questions_line(card, width)
    blocking = [result for step in checklist.steps for result in step.blocking]
    yield from missing.in_the_way(card, [r for r in blocking if r.measured], width)
    yield from _results(
        say("In the way, practices"), [r for r in blocking if not r.measured], card, width
    )
    open_steps = [
        r
        for step in checklist.steps
        if not step.blocking and step.state is not State.MET
        for r in step.results
        if r.state is not State.MET
    ]
    yield from _results(say("Not known, not in the way"), open_steps, card, width)
    yield from missing.slipping(card, width)
    yield from missing.this_month(card, width)
    done = [step.results[-1] for step in checklist.steps if step.state is State.MET]
    yield Line()
    lines = [line for r in done for line in _done_line(r, card, width)]
    yield from _folded(_DONE, say("Done"), unfolded, lines, len(done))
    if card.lost is not None:
        lost = missing.lost(card, width)
        yield from _folded(
            LOST, say("Where late first answers were lost"), unfolded, lost, card.lost.late
        )
    for key, moves in checklist.moves.items():
        name = words.key_words(key, card.practices, cell)
        lines = [
            Line((Span("    " if place else "  · "), Span(text)))
            for move in moves
            for place, text in enumerate(wrap(cell(say(move)), width - 5))
        ]
        yield from _folded(key, say("What moves {name}", name=name), unfolded, lines, len(moves))
    level = checklist.target or 2
    facts = [practice.key for practice in checklist.facts]
    named = say("Part of level {level}, never in the way", level=level)
    lines = practices.practice_lines(card, facts, width)
    yield from _folded(_FACTS, named, unfolded, lines, len(facts))
    advice = [practice.key for practice in checklist.advice]
    named = say("Advice for leaving level {level}", level=card.assessment.level or 1)
    lines = practices.practice_lines(card, advice, width)
    yield from _folded(_ADVICE, named, unfolded, lines, len(advice))


def _results(
    heading: str, results: Sequence[Result], card: Scorecard, width: int
) -> Iterator[Line]:
    if results:
        yield Line()
        yield Line((Span(f" {heading}", "head"),))
        for result in results:
            if result.measured or result.parts:
                yield from _result_line(result, card, width)
            else:
                yield from practices.practice_lines(card, [result.key], width)


def _result_line(
    result: Result, card: Scorecard, width: int, *, name_only: bool = False
) -> Iterator[Line]:
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
    for place, text in enumerate(wrap(cell(sentence), width - 5)):
        spans = (Span("    " if place else f"  {mark} ", style), Span(text))
        yield Line(spans, None if name_only or place else behind)


def _done_line(result: Result, card: Scorecard, width: int) -> Iterator[Line]:
    if result.measured or result.parts:
        return _result_line(result, card, width, name_only=True)
    return practices.line(card, result.key, width)


def _folded(
    key: str, name: str, unfolded: set[str], lines: Sequence[Line], n: int | None = None
) -> Iterator[Line]:
    if not lines:
        return
    of = len(lines) if n is None else n
    sign = "▾" if key in unfolded else "▸"
    yield Line((Span(f"  {sign} {name} ({number(of)})", "head"),), Fold(key))
    if key in unfolded:
        yield from lines
