"""What is missing for the next level; `ladder.md` §3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from queries.config.ladder import Ladder
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.state import State


@dataclass(frozen=True, slots=True)
class Step:
    """One key that the target level needs, judged for the team or for each channel.

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
    """The steps to `target`; at level 5 what keeps it. `target` None: no level yet."""

    target: int | None
    steps: tuple[Step, ...]
    facts: tuple[Practice, ...]
    advice: tuple[Practice, ...]

    @property
    def done(self) -> int:
        """How many steps are met."""
        return sum(step.state is State.MET for step in self.steps)


def checklist(
    ladder: Ladder,
    dimensions: tuple[DimensionResult, ...],
    level: int | None,
    answers: Mapping[str, str],
) -> Checklist:
    """List what the level after `level` needs, in the guide's order, each key once."""
    target = min(5, level + 1) if level else None
    needed = [step for dimension in dimensions for step in _steps(dimension, target or 2)]

    def listed(keys: tuple[str, ...]) -> tuple[Practice, ...]:
        shown = {step.key for step in needed}
        return tuple(
            Practice(key, ladder.practices[key], answers.get(key))
            for key in keys
            if key not in shown
        )

    facts = listed(ladder.level_facts.get(target or 0, ()))
    return Checklist(
        target, tuple(needed), facts, listed(ladder.advice_for_leaving.get(level or 0, ()))
    )


def _steps(dimension: DimensionResult, target: int) -> Iterator[Step]:
    """Yield one step a key: for each channel its criterion at the highest level that is needed."""
    highest: dict[tuple[str, str | None], tuple[Result, bool]] = {}
    for result, blocking in _needed(dimension, target):
        highest[result.key, result.channel] = (result, blocking)
    for key in dict.fromkeys(key for key, _ in highest):
        found = [pair for (name, _), pair in highest.items() if name == key]
        results = tuple(result for result, _ in found)
        yield Step(
            dimension.key,
            key,
            results[0].measured,
            results,
            tuple(result for result, blocking in found if blocking),
        )


def _needed(dimension: DimensionResult, target: int) -> Iterator[tuple[Result, bool]]:
    """Yield the criteria that rule 5 needs of this dimension for `target`, and whether each blocks.

    They come by level, so that of one key the last is the highest.
    """
    if dimension.group == "delight" and target < 5:
        return
    height = target if dimension.group == "core" or target == 5 else target - 1
    reached = _reaches(dimension, target, height)
    missing = not reached and not any(
        result.state is State.MISSED and result.level <= height for result in dimension.criteria
    )
    for result in dimension.criteria:
        if result.level > height or result.state is State.NOT_APPLICABLE:
            continue
        if result.state is State.MISSED and reached:
            continue  # missed, but another rule lets the dimension stand where it must
        blocking = not reached and (
            result.state is State.MISSED
            or (result.state is State.UNKNOWN and (missing or target == 5))
        )
        if _spared(dimension, result, target):
            continue
        yield result, blocking


def _reaches(dimension: DimensionResult, target: int, height: int) -> bool:
    """Whether the dimension stands where `target` needs it."""
    if not dimension.applies:
        return True
    if target == 5:
        unknown = any(result.state is State.UNKNOWN for result in dimension.criteria)
        return dimension.level == 5 and not unknown
    if dimension.group == "core":
        return (dimension.level or 0) >= target
    return dimension.ceiling >= height


def _spared(dimension: DimensionResult, result: Result, target: int) -> bool:
    """Whether a miss does not matter, since it costs one level and the rest is above the target."""
    if dimension.group != "core" or result.state is not State.MISSED:
        return False
    if not result.measured:
        return (dimension.measured_level or 0) > target
    channels = {channel.name: channel for channel in dimension.channels}
    channel = channels.get(result.channel or "")
    if channel is None or not channel.minor:
        return False
    major = [
        other.level for other in channels.values() if other.level is not None and not other.minor
    ]
    return bool(major) and min(major) > target
