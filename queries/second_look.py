"""A card looked at again: what its level was and would be, what changed, and other answers of the lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from queries.answers.in_force import Answers, words_of
from queries.changed.ask import FIGURES, what_changed
from queries.config import Config
from queries.config.ladder import Ladder
from queries.config.schema import Definitions
from queries.doubts import doubts, doubts_again
from queries.engine.port import Workspace
from queries.figures.budget import budget
from queries.figures.change import Before
from queries.figures.grading import figures_for
from queries.figures.lost import where_lost
from queries.figures.measure import measure
from queries.figures.reach import ask_within
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.evidence import against
from queries.ladder.figures import Figures
from queries.ladder.missing import slipping
from queries.ladder.overall import Assessment, grade
from queries.scope import Request
from queries.scorecard import DimensionRow, Reading, Scorecard, SecondLook, headline_of


def second_look(
    workspace: Workspace, card: Scorecard, config: Config, answered_then: Answers
) -> Scorecard:
    """Return `card` with what the level was in the period before, by other definitions, and its doubts.

    With the running month's budget and where first answers were lost, too. `answered_then` are the answers in
    force at the end of the period before. Raises StoppedError where the card's request was stopped,
    EngineError where a question has no answer.
    """
    request, asking = card.request, workspace.asking(card.request)
    was = None
    if request.before is not None:
        past = request.as_before()
        figures = _graded(workspace, past, config)
        was = grade(card.ladder, figures, words_of(answered_then), past.definitions.reach).level
    readings = tuple(
        _reading(name, definitions, workspace, card, config)
        for name, definitions in config.definitions.sets.items()
    )
    found = doubts(asking, [reading.level for reading in readings])
    graded = not card.assessment.why
    advice = config.ladder.advice_for_measures.get("first_response_time", ())
    return replace(
        card,
        look=SecondLook(was, readings, found),
        budget=budget(workspace, request, config, card.assessment.dimensions) if graded else None,
        lost=where_lost(
            asking,
            _late_at(card.assessment, "first_response_time"),
            _late_at(card.assessment, "resolution_time"),
            advice,
        )
        if graded
        else None,
    )


def _late_at(assessment: Assessment, measure: str) -> int:
    """Return the level at whose bound a time's late ones are looked at: what blocks first, else the next."""
    blocking = (r for step in assessment.checklist.steps for r in step.blocking)
    missed = (r.within for r in blocking if r.key == measure and r.within is not None)
    return next(missed, assessment.next_level)


def ask_what_changed(
    workspace: Workspace, card: Scorecard, figures: Iterable[str] = FIGURES
) -> Scorecard:
    """Return `card` with what changed; times by the bounds of the level that the team would reach next.

    Raises StoppedError where the card's request was stopped, EngineError where a question has no answer.
    """
    level = card.assessment.next_level
    return replace(
        card, changed=what_changed(workspace, card.request, card.figures, level, figures)
    )


def regrade(card: Scorecard, answers: Answers) -> Scorecard:
    """Return the card with other answers: graded anew, and nothing is asked of the database.

    What is drawn over time beside a headline is kept where that stays; `to_ask_anew` says where it does not.
    """
    given = words_of(answers)
    assessment = grade(card.ladder, card.graded, given, card.request.definitions.reach)
    look = card.look
    if look is not None:
        readings = tuple(_read_again(reading, card.ladder, given) for reading in look.readings)
        levels = [reading.level for reading in readings]
        look = replace(look, readings=readings, doubts=doubts_again(look.doubts, levels))
    return replace(
        card,
        assessment=assessment,
        rows=tuple(
            _row_again(card, row, dimension)
            for row, dimension in zip(card.rows, assessment.dimensions, strict=True)
        ),
        answers=answers,
        against=against(card.ladder, card.graded.team, given),
        slipping=slipping(assessment.dimensions, assessment.next_level, card.ladder.rules.slipping),
        look=look,
    )


def to_ask_anew(before: Scorecard, after: Scorecard) -> bool:
    """Whether figures that stand beside the level are others now: those of the next level's bounds."""
    return before.assessment.next_level != after.assessment.next_level or any(
        _place(old.headline) != _place(new.headline)
        for old, new in zip(before.rows, after.rows, strict=True)
    )


def _place(result: Result | None) -> tuple[str, int | None] | None:
    return (result.key, result.within) if result else None


def _row_again(card: Scorecard, row: DimensionRow, dimension: DimensionResult) -> DimensionRow:
    headline = headline_of(dimension)
    if _place(headline) == _place(row.headline):
        past = Before(card.ladder.rules, card.figures, card.measured, card.within)
        moved = past.change(headline) if headline and card.request.before else None
        return DimensionRow(dimension, headline, moved, row.trend)
    return DimensionRow(dimension, headline, None, ())


def _read_again(reading: Reading, ladder: Ladder, given: Mapping[str, str]) -> Reading:
    level = grade(ladder, reading.graded, given, reading.definitions.reach).level
    return replace(reading, level=level)


def _reading(
    name: str, definitions: Definitions, workspace: Workspace, card: Scorecard, config: Config
) -> Reading:
    """Return the level by one definition set; where that holds the same cases, nothing is asked anew."""
    request = card.request
    graded = card.graded
    if name != request.definitions_name and not definitions.judges_like(request.definitions):
        graded = _graded(workspace, request.by(name, definitions), config)
    level = grade(card.ladder, graded, words_of(card.answers), definitions.reach).level
    return Reading(name, definitions, level, graded)


def _graded(workspace: Workspace, request: Request, config: Config) -> Figures:
    """Return what the ladder is given for a request that stands beside the one shown."""
    asking = workspace.asking(request, aside=True)
    measured = measure(asking, config.figures, config.ladder.rules, by=("channel",))
    return figures_for(workspace, asking, config, measured, ask_within(asking))
