"""The practices as lines that are answered with a key: in the checklist, and all in a list of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui import words
from tui.language import mark, say
from tui.panes.targets import Fold, OpenCriterion, OpenMissing, OpenPractice, OpenQuestions
from tui.widgets.cell import Span, cell, parts, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.answers.log import Log
    from queries.ladder.criteria import Result
    from queries.scorecard import Scorecard

_STYLES = {"yes": "good", "no": "bad", "not applicable": "", None: "warn"}
_FOLDED = (
    ("level_facts", mark("Part of the levels, never in the way")),
    ("advice_for_leaving", mark("The guide's advice")),
    ("standards", mark("Standards")),
    ("personal_service", mark("Personal service")),
)


def line(card: Scorecard, key: str, width: int, *, asked: bool = False) -> Iterator[Line]:
    """Yield a practice with its answer; of what is too long the name gives way, never the answer.

    `asked`: it stands among the questions, where y, n and x answer it and go on.
    """
    found = card.answers.get(key)
    answer = found.answer if found else None
    told = " ".join(filter(None, (words.answered(card, key), words.answered_by(card, key))))
    if found is not None and found.note:
        told += say(", note")
    if key in card.against:
        told += " !"
    told = cell(told).strip()
    room = max(10, width - 6 - cell_len(told))
    name, *more = parts(say(card.practices.get(key, key)), room, width)
    mark = Span(f"  {words.ANSWER_MARKS[answer]} ", _STYLES[answer])
    yield Line((mark, Span(cell(name, room)), Span(f" {told}")), OpenPractice(key, asked))
    yield from (Line((Span("    "), Span(text))) for text in more)


def beside(card: Scorecard, key: str, width: int, *, asked: bool = False) -> Iterator[Line]:
    """Yield what stands under a practice: its note, and what the data say against the answer, or without one.

    Enter opens what is behind these, but among the questions (`asked`), where the cursor goes on to the next.
    """
    found = card.answers.get(key)
    if found is not None and found.note:
        for text in wrap(cell(f"“{found.note}”"), width - 7):
            yield Line((Span("      "), Span(text, "muted")))
    if key in card.against:
        told = card.against[key]
        target = None if asked else OpenCriterion(_home(card, key), told.measure)
        for place, text in enumerate(wrap(cell(words.against(told)), width - 7)):
            lead = Span("      " if place else "    ! ")
            yield Line((lead, Span(text, "warn")), None if place else target)
    elif (result := _shown(card, key)) is not None and result.evidence is not None:
        for place, text in enumerate(wrap(cell(words.shown_for(card, result)), width - 7)):
            opens = None if asked or place else OpenMissing(*result.place)
            yield Line((Span("      "), Span(text)), opens)


def _home(card: Scorecard, key: str) -> str:
    """Return the dimension of a practice."""
    return next(name for name, keys in card.ladder.graded_practices.items() if key in keys)


def _shown(card: Scorecard, key: str) -> Result | None:
    """Return the criterion of an open practice for which a figure could stand in, and does not yet."""
    criteria = (r for d in card.assessment.dimensions for r in d.criteria if r.key == key)
    return next(
        (r for r in criteria if r.evidence is not None and r.evidence.value is not None), None
    )


def practice_lines(
    card: Scorecard, keys: Iterable[str], width: int, *, asked: bool = False
) -> list[Line]:
    """Return practices with all that stands under each."""
    return [
        one
        for key in keys
        for one in (
            *line(card, key, width, asked=asked),
            *beside(card, key, width, asked=asked),
        )
    ]


def questions_line(card: Scorecard, width: int) -> Line:
    """Return the line that opens the questions: how many are answered."""
    keys = [key for of in card.ladder.graded_practices.values() for key in of]
    given = sum(key in card.answers and card.answers[key].answer is not None for key in keys)
    told = say("Answer the practices: {given} of {n} answered", given=given, n=len(keys))
    return Line((Span("  ▸ "), Span(cell(told, width - 5))), OpenQuestions())


def questions_view(
    shown: Callable[[], Scorecard | None],
    kept: Callable[[], Log | None],
    unfolded: set[str],
    first: str | None = None,
) -> View:
    """Return the questions, drawn of what `shown` and `kept` return then; the cursor begins on `first`."""

    def draw(width: int) -> list[Line]:
        card, log = shown(), kept()
        return list(_questions(card, log, unfolded, width)) if card and log else []

    view = View(say("Questions"), draw, fixed=2, answers=True)
    if first is not None:
        view.begin_at(OpenPractice(first, asked=True))
    return view


def _questions(card: Scorecard, log: Log, unfolded: set[str], width: int) -> Iterator[Line]:
    level = cell(words.level_line(card), width - 2).rstrip()
    how = say("y yes · n no · x not applicable · ↓ skip")
    room = width - 4 - cell_len(level)
    yield Line((Span(f" {level}", "title"), Span("  "), Span(cell(how, room).rstrip(), "muted")))
    told = say("Answers: {where}", where=words.kept_where(log))
    yield from (Line((Span(" "), Span(text, "muted"))) for text in parts(told, width - 2, width))
    graded = card.ladder.graded_practices
    for dimension in card.assessment.dimensions:
        if graded[dimension.key]:
            yield Line((Span(" "), Span(cell(say(dimension.name), width - 2).rstrip(), "head")))
            yield from practice_lines(card, graded[dimension.key], width, asked=True)
    seen = {key for of in graded.values() for key in of}
    for name, title in _FOLDED:
        held = getattr(card.ladder, name)
        keys = held if isinstance(held, tuple) else [key for of in held.values() for key in of]
        further = [key for key in dict.fromkeys(keys) if key not in seen]
        fold = f"questions.{name}"
        sign = "▾" if fold in unfolded else "▸"
        if further:
            yield Line((Span(f"  {sign} {say(title)} ({len(further)})", "head"),), Fold(fold))
        if fold in unfolded:
            yield from practice_lines(card, further, width, asked=True)
