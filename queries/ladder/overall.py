"""Seven dimensions → one level, and what holds it down; `ladder.md` §2 rules 5–8 and 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from queries.config.ladder import Ladder
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult, judge_dimension
from queries.ladder.figures import Figures
from queries.ladder.state import State
from queries.ladder.steps import Checklist, checklist


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that holds the level down: a criterion, or a core dimension without its figure."""

    dimension: str
    name: str
    criterion: Result | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level and all that led to it; `level` None: too little is known for any."""

    level: int | None
    name: str
    provisional: bool
    dimensions: tuple[DimensionResult, ...]
    binding: tuple[Binding, ...]
    checklist: Checklist

    @property
    def assessed(self) -> int:
        """On how many dimensions something is known."""
        return sum(dimension.level is not None for dimension in self.dimensions)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The practices without an answer, by key, each once."""
        keys = [
            part.key
            for dimension in self.dimensions
            for result in dimension.criteria
            for part in (result.parts or (result,))
            if not part.measured and part.state is State.UNKNOWN
        ]
        return tuple(dict.fromkeys(keys))


def grade(ladder: Ladder, figures: Figures, answers: Mapping[str, str]) -> Assessment:
    """Grade a team: `answers` maps practices to yes, no or not applicable."""
    dimensions = {
        key: judge_dimension(key, dimension, ladder.rules, figures, answers)
        for key, dimension in ladder.dimensions.items()
    }
    for key, dimension in ladder.dimensions.items():
        counts = all(
            (dimensions[other].level or 0) >= level
            for other, level in dimension.counts_from.items()
        )
        dimensions[key] = replace(dimensions[key], counts=counts)
    everything = tuple(dimensions.values())
    level = overall_level(everything, ladder.rules.core_unknown_cap)
    steps = checklist(ladder, everything, level, answers)
    return Assessment(
        level,
        ladder.levels[level] if level else "Not assessed",
        _provisional(everything, level),
        everything,
        _binding(everything, steps),
        steps,
    )


def overall_level(dimensions: tuple[DimensionResult, ...], core_unknown_cap: int) -> int | None:
    """Return the overall level by rules 5 and 7."""
    core = [dimension.level for dimension in dimensions if dimension.group == "core"]
    known = [level for level in core if level is not None]
    if len(core) - len(known) > 1 or not known:
        return None
    lowest = min(known)
    level = lowest
    # A supporting dimension lowers the level by what is known to be missing, never by what is
    # merely unanswered.
    if any(d.group == "supporting" and d.ceiling < lowest - 1 for d in dimensions):
        level = lowest - 1
    if level == 5 and not all(_at_the_top(dimension) for dimension in dimensions):
        level = 4
    if len(known) < len(core):
        level = min(level, core_unknown_cap)
    return level


def _at_the_top(dimension: DimensionResult) -> bool:
    if not dimension.applies:
        return True
    unknown = any(result.state is State.UNKNOWN for result in dimension.criteria)
    return dimension.level == 5 and not unknown


def _provisional(dimensions: tuple[DimensionResult, ...], level: int | None) -> bool:
    return any(
        (dimension.level is None and dimension.applies) or dimension.provisional
        for dimension in dimensions
        if dimension.group != "delight" or (level or 0) >= 4
    )


def _binding(dimensions: tuple[DimensionResult, ...], steps: Checklist) -> tuple[Binding, ...]:
    """Return what holds the level down, the lowest dimension first, ties in the guide's order."""
    found: list[tuple[int, int, Binding]] = []
    for order, dimension in enumerate(dimensions):
        if dimension.group == "core" and dimension.level is None:
            why = "; ".join(
                sorted({c.why for c in dimension.channels if c.why})
                or sorted({r.note for r in dimension.unknown if r.note and r.measured})
            )
            reason = "not assessed" + (f" ({why})" if why else "")
            found.append((0, order, Binding(dimension.key, dimension.name, None, reason)))
            continue
        blocking = [
            result
            for step in steps.steps
            if step.dimension == dimension.key
            for result in step.blocking
        ]
        if blocking:
            low = dimension.level or 0
            rank = low if dimension.group == "core" else low + 1
            first = min(blocking, key=_weight)
            found.append((rank, order, Binding(dimension.key, dimension.name, first)))
    return tuple(binding for *_, binding in sorted(found, key=lambda item: item[:2]))


def _weight(result: Result) -> tuple[int, bool, bool]:
    """Order what blocks a dimension: the lowest level, misses, then measured ones."""
    return (result.level, result.state is not State.MISSED, not result.measured)
