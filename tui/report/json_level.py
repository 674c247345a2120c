"""The level as data: its doubts, dimensions and criteria, the checklist, the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.ladder.missing import missing
from tui import words
from tui.language import say
from tui.report.snapshot_types import level

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.ladder.criteria import Result
    from queries.ladder.overall import Assessment
    from queries.ladder.steps import Checklist, Practice
    from queries.said import Said
    from queries.scorecard import DimensionRow, Scorecard, SecondLook


def level_part(assessment: Assessment, look: SecondLook | None) -> level.Level:
    """Return the level and what holds it down; what it was, only where somebody looked again."""
    return level.Level(
        reads=assessment.level,
        name=assessment.name or say("Not assessed"),
        next=assessment.next_level,
        provisional=assessment.provisional,
        assessed_dimensions=assessment.assessed,
        why=in_words(assessment.why),
        thin=in_words(assessment.thin),
        unanswered=assessment.unanswered,
        unclassified=dict(assessment.unclassified or {}),
        binding=tuple(
            level.Binding(
                dimension=binding.dimension,
                reason=in_words(binding.reason),
                criterion=_criterion(binding.criterion) if binding.criterion else None,
            )
            for binding in assessment.binding
        ),
        was=look.was if look else None,
        by_definitions={one.name: one.level for one in look.readings} if look else None,
    )


def in_words(told: Said | None) -> str | None:
    """Return what is said, in words; None where nothing is."""
    return words.sentence(told) or None


def doubts_part(card: Scorecard, look: SecondLook) -> tuple[level.Doubt, ...]:
    """Return what makes the level doubtful."""
    return tuple(
        level.Doubt(
            key=doubt.key,
            by=doubt.entry.by if doubt.entry else "all",
            name=doubt.name,
            doubtful=doubt.k,
            of=doubt.n,
            value=doubt.value,
            others=doubt.others,
            words=words.doubt(card, doubt),
        )
        for doubt in look.doubts
    )


def dimension_part(row: DimensionRow) -> level.Dimension:
    """Return one dimension with all its criteria."""
    result = row.result
    return level.Dimension(
        key=result.key,
        level=result.level,
        counts=result.counts,
        ceiling=result.ceiling,
        why=in_words(result.why),
        criteria=_criteria(result.criteria),
        channels=tuple(
            level.ChannelLevel(
                channel=channel.name,
                level=channel.level,
                share=channel.share,
                n=channel.graded,
            )
            for channel in result.channels
        ),
        headline=_criterion(row.headline) if row.headline else None,
        change=change_part(row.change),
        trend=row.trend,
    )


def _criteria(results: tuple[Result, ...]) -> tuple[level.Criterion, ...]:
    return tuple(_criterion(result) for result in results)


def _criterion(result: Result) -> level.Criterion:
    fields: dict[str, Any] = {
        "key": result.key,
        "level": result.level,
        "within": result.within,
        "value": result.value,
        "unit": result.unit,
        "bound": result.bound.words if result.bound else None,
        "bound_value": result.bound.value if result.bound else None,
        "met": result.met,
        "state": result.state,
        "n": result.n,
        "measured": result.measured,
        "note": in_words(result.note),
        "missing": level.Missing.model_validate(found) if (found := missing(result)) else None,
    }
    if result.parts:
        return level.AnyOf(**fields, needs=result.needs, parts=_criteria(result.parts))
    return level.Criterion(**fields)


def change_part(change: Change | None) -> level.Change | None:
    """Return how a figure changed; None where it cannot be compared."""
    return level.Change.model_validate(change) if change else None


def checklist_part(checklist: Checklist, slipping: tuple[Result, ...]) -> level.Checklist:
    """Return the steps to the next level, and the criteria that hold with little room."""
    return level.Checklist(
        target=checklist.target,
        done=checklist.done,
        total=len(checklist.steps),
        steps=tuple(
            level.Step(
                key=step.key,
                dimension=step.dimension,
                state=step.state,
                measured=step.measured,
                blocking=bool(step.blocking),
                criteria=_criteria(step.results),
            )
            for step in checklist.steps
        ),
        slipping=_criteria(slipping),
        facts=_practices(checklist.facts),
        advice=_practices(checklist.advice),
        moves=dict(checklist.moves),
    )


def _practices(practices: tuple[Practice, ...]) -> tuple[level.Practice, ...]:
    return tuple(level.Practice.model_validate(practice) for practice in practices)


def answered_part(card: Scorecard, key: str) -> level.Answered:
    """Return how one practice is answered, by whom, and what the data say of it."""
    found, told = card.answers.get(key), card.against.get(key)
    entry = found.entry if found else None
    return level.Answered(
        key=key,
        words=card.practices[key],
        answer=found.answer if found else None,
        source=None if found is None else "log" if entry else "settings",
        who=entry.who if entry else None,
        at=entry.at.isoformat() if entry else None,
        note=(entry.note or None) if entry else None,
        lapsed=found.lapsed.isoformat() if found and found.lapsed else None,
        was=found.was if found else None,
        against=words.against(told) if told else None,
    )
