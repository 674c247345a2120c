"""What is missing for the next level; `ladder.md` §3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from queries.config.catalogue import catalogue
from queries.config.ladder import Ladder
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.state import State


@dataclass(frozen=True, slots=True)
class Step:
    """One key that the target level needs; each share of a reach is a result of its own.

    `results` are at the level that is needed; `blocking` are those of them that stand in the way.
    """

    dimension: str
    key: str
    measured: bool
    results: tuple[Result, ...]
    blocking: tuple[Result, ...]

    @property
    def state(self) -> State:
        """Met when all results are; missed when one that blocks is."""
        states = {result.state for result in self.results}
        if states == {State.MET}:
            return State.MET
        return State.MISSED if State.MISSED in states else State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice that is listed and never blocks: a level fact or the guide's advice."""

    key: str
    words: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps to `target`; at level 5 what keeps it. `target` None: no level yet.

    `moves` is the guide's advice for each figure, or practice, of which a step is missed.
    """

    target: int | None
    steps: tuple[Step, ...]
    facts: tuple[Practice, ...]
    advice: tuple[Practice, ...]
    moves: Mapping[str, tuple[str, ...]]

    @property
    def done(self) -> int:
        """How many steps are met."""
        return sum(step.state is State.MET for step in self.steps)


def checklist(
    ladder: Ladder,
    dimensions: tuple[DimensionResult, ...],
    level: int | None,
    answers: Mapping[str, str],
    held_by: tuple[Result, ...],
) -> Checklist:
    """List what the level after `level` needs, in the guide's order, each key once.

    `held_by` are the criteria that lift the level if they hold: these block, and only these.
    """
    target = min(5, level + 1) if level else None
    needed = [step for dimension in dimensions for step in _steps(dimension, target or 2, held_by)]

    def listed(keys: tuple[str, ...]) -> tuple[Practice, ...]:
        shown = {step.key for step in needed}
        return tuple(
            Practice(key, ladder.practices[key], answers.get(key))
            for key in keys
            if key not in shown
        )

    facts = listed(ladder.level_facts.get(target or 0, ()))
    return Checklist(
        target=target,
        steps=tuple(needed),
        facts=facts,
        advice=listed(ladder.advice_for_leaving.get(level or 0, ())),
        moves=_moves(ladder, needed),
    )


def _moves(ladder: Ladder, steps: list[Step]) -> Mapping[str, tuple[str, ...]]:
    """Return the advice for every figure or practice that a step misses; a part's is its whole's."""
    figures = catalogue()
    missed: set[str | None] = set()
    for step in steps:
        for result in (part for r in step.results for part in (*r.parts, r)):
            if result.state is State.MISSED:
                missed.add(result.key)
                missed.add(figures[result.key].part_of if result.key in figures else None)
    missed.discard(None)
    return {
        key: advice
        for key, advice in ladder.advice_for_measures.items()
        if key in missed or (key in figures and figures[key].part_of in missed)
    }


def _steps(dimension: DimensionResult, target: int, held_by: tuple[Result, ...]) -> Iterator[Step]:
    """Yield one step a key: its criteria at the highest level that is needed, and what of it blocks."""
    height = target if dimension.group == "core" or target == 5 else target - 1
    if dimension.group == "delight" and target < 5:
        height = 0
    asked: dict[str, list[Result]] = {}
    for result in dimension.criteria:
        if (
            result.level <= height and result.state is not State.NOT_APPLICABLE
        ) or result in held_by:
            asked.setdefault(result.key, []).append(result)
    for key, results in asked.items():
        highest = max(result.level for result in results)
        blocking = tuple(result for result in results if result in held_by)
        shown = tuple(r for r in results if r.level == highest or r in blocking)
        yield Step(dimension.key, key, shown[0].measured, shown, blocking)
