"""All dimensions → one level, and what holds it down; `ladder.md` §2 rules 8–12 and 16."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from queries.config.ladder import Ladder
from queries.ladder.accessibility import channel_figures
from queries.ladder.criteria import ReachOf, Result
from queries.ladder.dimensions import DimensionResult, channel_levels, judge, read
from queries.ladder.figures import Figures
from queries.ladder.state import State
from queries.ladder.steps import Checklist, checklist

Place = tuple[str, int, str, int | None]
_FEW = (
    5  # sets of so many criteria are searched for the smallest; larger ones are made small greedily
)


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that holds the level down: a criterion, or a core dimension without its figure."""

    dimension: str
    name: str
    criterion: Result | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level and all that led to it; `level` None: too little is known for any, `why` says so.

    `provisional`: answers that are still open would change it, or a core dimension stands on thin ground
    (`thin` says which). `unclassified` are channels nobody gave a class, with their share of contacts.
    """

    level: int | None
    name: str
    provisional: bool
    dimensions: tuple[DimensionResult, ...]
    binding: tuple[Binding, ...]
    checklist: Checklist
    thin: str = ""
    why: str = ""
    unclassified: Mapping[str, float] | None = None

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


@dataclass(frozen=True, slots=True)
class _Team:
    """One team's figures on a ladder: graded with these answers or those, some criteria made to hold."""

    ladder: Ladder
    figures: Figures
    reach: ReachOf
    _kept: dict[tuple[tuple[str, str], ...], Mapping[str, tuple[Result, ...]]] = field(
        default_factory=dict
    )

    def level(self, answers: Mapping[str, str], held: frozenset[Place] = frozenset()) -> int | None:
        """Return the overall level: never more than one below that with every practice blank (rule 8).

        The criteria of `held` are taken as met; where practices are blank, the measured ones of them.
        """
        blank = self._capped(self._read(self._judged({}), held, practices=False))
        level = self._capped(self._read(self._judged(answers), held))
        return max(level, blank - 1) if level is not None and blank is not None else level

    def dimensions(self, answers: Mapping[str, str]) -> tuple[DimensionResult, ...]:
        """Judge and read every dimension, each channel's own level beside it."""
        return tuple(
            replace(
                found,
                channels=channel_levels(
                    self.ladder.dimensions[found.key], self.figures, self.reach
                ),
            )
            for found in self._read(self._judged(answers))
        )

    def _judged(self, answers: Mapping[str, str]) -> Mapping[str, tuple[Result, ...]]:
        """Judge every criterion of every dimension."""
        asked = tuple(sorted(answers.items()))
        if asked not in self._kept:
            figures = replace(
                self.figures, team={**self.figures.team, **channel_figures(self.figures.channels)}
            )
            self._kept[asked] = {
                key: judge(key, dimension, figures, answers, self.reach)
                for key, dimension in self.ladder.dimensions.items()
            }
        return self._kept[asked]

    def _read(
        self,
        judged: Mapping[str, tuple[Result, ...]],
        held: frozenset[Place] = frozenset(),
        *,
        practices: bool = True,
    ) -> tuple[DimensionResult, ...]:
        found = {
            key: read(
                key,
                dimension,
                tuple(
                    replace(result, state=State.MET)
                    if result.place in held and (result.measured or practices)
                    else result
                    for result in judged[key]
                ),
            )
            for key, dimension in self.ladder.dimensions.items()
        }
        for key, dimension in self.ladder.dimensions.items():
            if dimension.counts_from:
                counts = all(
                    (found[other].level or 0) >= level
                    for other, level in dimension.counts_from.items()
                )
                found[key] = replace(found[key], counts=counts)
        return tuple(found.values())

    def _capped(self, dimensions: tuple[DimensionResult, ...]) -> int | None:
        """Return the overall level by rules 9 and 11, the answers taken as they are."""
        core = [d for d in dimensions if d.group == "core"]
        known = [d.level for d in core if d.level is not None]
        if len(core) - len(known) > 1 or not known or self.figures.ungraded:
            return None
        level = lowest = min(known)
        if any(d.group == "supporting" and d.ceiling < lowest - 1 for d in dimensions):
            level = lowest - 1
        if level == 5 and not all(_at_the_top(dimension) for dimension in dimensions):
            level = 4
        if len(known) < len(core):
            level = min(level, self.ladder.rules.core_unknown_cap)
        return max(1, min([level, *(d.ceiling for d in core if d.level is None)]))

    def provisional(self, answers: Mapping[str, str], level: int | None) -> bool:
        """Whether answers that are still open would change the level (rule 12): all yes against all no."""
        open_ = [key for key in self._asked() if key not in answers]
        channels = self.figures.channels
        best, worst = self, self
        if channels.make_sense is None:
            best = self._making_sense(tuple(channels.in_use))
            worst = self._making_sense(tuple(channels.named))
        extremes = (
            best.level({**answers, **dict.fromkeys(open_, "yes")}),
            worst.level({**answers, **dict.fromkeys(open_, "no")}),
        )
        return any(other != level for other in extremes)

    def binding(self, answers: Mapping[str, str], level: int) -> tuple[Result, ...]:
        """Return the fewest criteria that, if they held, would lift the level; ties in the guide's order."""
        unmet = [
            result
            for dimension in self.dimensions(answers)
            for result in dimension.criteria
            if result.state in (State.MISSED, State.UNKNOWN)
        ]
        places = {result.place: result for result in unmet}

        def lifts(held: Iterable[Place]) -> bool:
            return (self.level(answers, frozenset(held)) or 0) > level

        candidates = [place for place in places if place[1] <= level + 1]
        if not lifts(candidates):
            return ()
        necessary = [
            place
            for place in candidates
            if not lifts(other for other in candidates if other != place)
        ]
        rest = [place for place in candidates if place not in necessary]
        chosen = next(
            (
                [*necessary, *more]
                for size in range(max(0, _FEW - len(necessary)) + 1)
                for more in combinations(rest, size)
                if lifts([*necessary, *more])
            ),
            None,
        )
        if chosen is None:
            chosen = list(candidates)
            for place in reversed(rest):
                fewer = [other for other in chosen if other != place]
                if lifts(fewer):
                    chosen = fewer
        kept = set(chosen)
        return tuple(result for place, result in places.items() if place in kept)

    def _making_sense(self, names: tuple[str, ...]) -> _Team:
        channels = replace(self.figures.channels, make_sense=names)
        return _Team(self.ladder, replace(self.figures, channels=channels), self.reach)

    def _asked(self) -> set[str]:
        """Return every practice that a dimension asks for."""
        return {
            part.practice
            for dimension in self.ladder.dimensions.values()
            for lines in dimension.levels.values()
            for line in lines
            for part in line.parts()
            if part.practice
        }


def grade(
    ladder: Ladder, figures: Figures, answers: Mapping[str, str], reach: ReachOf
) -> Assessment:
    """Grade a team: `answers` maps practices to yes, no or not applicable; `reach` is the definition set's."""
    team = _Team(ladder, figures, reach)
    level = team.level(answers)
    dimensions = team.dimensions(answers)
    held_by = team.binding(answers, level) if level is not None and level < 5 else ()
    return Assessment(
        level=level,
        name=ladder.levels[level] if level else "Not assessed",
        provisional=level is not None and (bool(figures.thin) or team.provisional(answers, level)),
        dimensions=dimensions,
        binding=_binding(dimensions, held_by, level),
        checklist=checklist(ladder, dimensions, level, answers, held_by),
        thin=figures.thin,
        why=figures.ungraded,
        unclassified=figures.unclassified,
    )


def _at_the_top(dimension: DimensionResult) -> bool:
    if not dimension.applies:
        return True
    return dimension.level == 5 and not dimension.unknown


def _binding(
    dimensions: tuple[DimensionResult, ...], held_by: tuple[Result, ...], level: int | None
) -> tuple[Binding, ...]:
    """Return what holds the level down, in the guide's order.

    What is unknown of a core dimension without its own figure is one thing: the reason why.
    """
    found: list[Binding] = []
    for dimension in dimensions:
        results = [result for result in held_by if result.dimension == dimension.key]
        missing = dimension.group == "core" and dimension.level is None
        unknown = [r for r in results if missing and r.measured and r.state is State.UNKNOWN]
        if unknown or (missing and level is None):
            found.append(Binding(dimension.key, dimension.name, None, dimension.why))
        found += [
            Binding(dimension.key, dimension.name, result)
            for result in results
            if result not in unknown
        ]
    return tuple(found)
