"""Pane 4: what is missing for the next level; the done, the facts and the advice folded below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.ladder.state import State
from tui import words
from tui.panes import missing
from tui.panes.targets import Fold, OpenCriterion
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.words.language import mark

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.ladder.steps import Practice
    from queries.scorecard import Scorecard

LOST = mark("Where late first answers were lost")
_ANSWER_MARKS = {"yes": "✓", "no": "✗", "not applicable": "·", None: "?"}


def view(card: Scorecard, unfolded: set[str]) -> View:
    """Return the pane; `unfolded` names the parts that stand open and is read at each drawing."""
    return View("Checklist", lambda width: list(_lines(card, unfolded, width)), fixed=1)


def _lines(card: Scorecard, unfolded: set[str], width: int) -> Iterator[Line]:
    checklist = card.assessment.checklist
    yield Line((Span(f" {title(card)}", "title"),))
    blocking = [result for step in checklist.steps for result in step.blocking]
    yield from missing.in_the_way(card, [r for r in blocking if r.measured], width)
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
    yield from missing.slipping(card, width)
    yield from missing.this_month(card, width)
    done = [step.results[-1] for step in checklist.steps if step.state is State.MET]
    yield Line()
    yield from _folded(
        "Done", unfolded, [_result_line(r, card, width, name_only=True) for r in done]
    )
    if card.lost is not None:
        lost = missing.lost(card, width)
        yield from _folded(words.say(LOST), unfolded, lost, card.lost.late)
    for key, advice in checklist.moves.items():
        name = words.key_words(key, card.practices, cell)
        lines = [Line((Span("  · "), Span(cell(line, width - 5)))) for line in advice]
        yield from _folded(f"What moves {name}", unfolded, lines)
    level = checklist.target or 2
    yield from _folded(
        f"Part of level {level}, never in the way", unfolded, _practices(checklist.facts, width)
    )
    yield from _folded(
        f"Advice for leaving level {card.assessment.level or 1}",
        unfolded,
        _practices(checklist.advice, width),
    )


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
        yield from (_result_line(result, card, width) for result in results)


def _result_line(result: Result, card: Scorecard, width: int, *, name_only: bool = False) -> Line:
    mark = words.STATE_MARKS[result.state]
    style = {State.MET: "good", State.MISSED: "bad"}.get(result.state, "warn")
    sentence = (
        words.key_words(result.key, card.practices, cell)
        if name_only
        else words.criterion(card, result, cell)
    )
    behind = OpenCriterion(result.dimension, result.key, result.within) if result.measured else None
    spans = (Span(f"  {mark} ", style), Span(cell(sentence, width - 5)))
    return Line(spans, None if name_only else behind)


def _practices(practices: Sequence[Practice], width: int) -> list[Line]:
    return [
        Line(
            (
                Span(f"  {_ANSWER_MARKS[p.answer]} "),
                Span(cell(p.words + (f" ({p.answer})" if p.answer else ""), width - 5)),
            )
        )
        for p in practices
    ]


def _folded(
    name: str, unfolded: set[str], lines: Sequence[Line], number: int | None = None
) -> Iterator[Line]:
    if not lines:
        return
    of = len(lines) if number is None else number
    sign = "▾" if name in unfolded else "▸"
    yield Line((Span(f"  {sign} {name} ({of:,})", "head"),), Fold(name))
    if name in unfolded:
        yield from lines
