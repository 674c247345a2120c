"""All dimensions → one level, and what holds it down; `ladder.md` §2 rules 8–12 and 16."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from queries.config.ladder import Ladder
from queries.ladder.accessibility import channel_figures
from queries.ladder.criteria import ReachOf, Result
from queries.ladder.dimensions import (
    DimensionResult,
    channel_levels,
    is_own,
    judge,
    read,
    stand_ins,
)
from queries.ladder.fewest import fewest
from queries.ladder.figures import Figures
from queries.ladder.state import State
from queries.ladder.steps import Checklist, checklist
from queries.said import Said

Place = tuple[str, int, str, int | None]
Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that holds the level down: a criterion, or a core dimension without its figure."""

    dimension: str
    name: str
    criterion: Result | None
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level and all that led to it; `level` None (`name` is empty): too little is known, `why` says so.

    `provisional`: answers that are still open would change it, or a core dimension stands on thin ground
    (`thin` says which). `unclassified` are channels nobody gave a class, with their share of contacts.
    """

    level: int | None
    name: str
    provisional: bool
    dimensions: tuple[DimensionResult, ...]
    binding: tuple[Binding, ...]
    checklist: Checklist
    thin: Said | None = None
    why: Said | None = None
    unclassified: Mapping[str, float] | None = None

    @property
    def next_level(self) -> int:
        """The level that the team would reach next; at 5, the one that it keeps."""
        return min(5, (self.level or 1) + 1)

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
class Grader:
    """One team's figures on a ladder: graded with these answers or those, some criteria made to hold."""

    ladder: Ladder
    figures: Figures
    reach: ReachOf
    _judged_by: dict[Answers, Mapping[str, tuple[Result, ...]]] = field(default_factory=dict)
    _read_by: dict[tuple[object, ...], DimensionResult] = field(default_factory=dict)

    def level(self, answers: Mapping[str, str], held: frozenset[Place] = frozenset()) -> int | None:
        """Return the overall level: never more than one below that with every practice blank (rule 8).

        The criteria of `held` are taken as met; where practices are blank, the measured ones of them.
        """
        blank = self._capped(self._read({}, held, practices=False))
        level = self._capped(self._read(answers, held))
        return max(level, blank - 1) if level is not None and blank is not None else level

    def dimensions(self, answers: Mapping[str, str]) -> tuple[DimensionResult, ...]:
        """Judge and read every dimension, each channel's own level beside it."""
        found = {dimension.key: dimension for dimension in self._read(answers)}
        return tuple(
            replace(
                found[key],
                counts=all(
                    (found[other].level or 0) >= level
                    for other, level in dimension.counts_from.items()
                ),
                channels=channel_levels(dimension, self.figures, self.reach),
            )
            for key, dimension in self.ladder.dimensions.items()
        )

    def _judged(self, asked: Answers) -> Mapping[str, tuple[Result, ...]]:
        """Judge every criterion of every dimension."""
        if asked not in self._judged_by:
            figures = replace(
                self.figures, team={**self.figures.team, **channel_figures(self.figures.channels)}
            )
            self._judged_by[asked] = {
                key: judge(key, dimension, figures, dict(asked), self.reach)
                for key, dimension in self.ladder.dimensions.items()
            }
        return self._judged_by[asked]

    def _read(
        self,
        answers: Mapping[str, str],
        held: frozenset[Place] = frozenset(),
        *,
        practices: bool = True,
    ) -> tuple[DimensionResult, ...]:
        asked = tuple(sorted(answers.items()))
        return tuple(
            self._read_one(key, asked, frozenset(p for p in held if p[0] == key), practices)
            for key in self.ladder.dimensions
        )

    def _read_one(
        self, key: str, asked: Answers, held: frozenset[Place], practices: bool
    ) -> DimensionResult:
        kept = key, asked, held, practices
        if kept not in self._read_by:
            figure = self.ladder.dimensions[key].figure
            criteria = _made_to_hold(self._judged(asked)[key], held, figure, practices)
            self._read_by[kept] = read(key, self.ladder.dimensions[key], criteria)
        return self._read_by[kept]

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
        """Return the fewest criteria that, if they held, would lift the level; ties in the guide's order.

        Those of a core dimension's own figure are one thing where that is not known: all of it would be.
        """
        unmet = {
            result.place: result
            for dimension in self._read(answers)
            for result in dimension.criteria
            if result.state in (State.MISSED, State.UNKNOWN)
        }
        settled = {place: frozenset(self._settled(unmet, place)) for place in unmet}

        def lifts(held: Iterable[tuple[Place, ...]]) -> bool:
            met = frozenset(chain.from_iterable(settled[place] for place in chain(*held)))
            return (self.level(answers, met) or 0) > level

        things = fewest(list(self._things(answers, level + 1)), lifts)
        named = [place for thing in things for place in thing]
        return tuple(
            result
            for place, result in unmet.items()
            if place in named
            and not any(place in settled[other] for other in named if other != place)
        )

    def _things(self, answers: Mapping[str, str], target: int) -> Iterator[tuple[Place, ...]]:
        """Yield what may stand in the way of a level, in the guide's order: places that hold together."""
        for dimension in self._read(answers):
            own = [
                result.place
                for result in dimension.criteria
                if dimension.group == "core"
                and dimension.level is None
                and is_own(result, dimension.figure)
                and result.level <= target
            ]
            if own:
                yield tuple(own)
            for result in dimension.criteria:
                if (
                    result.state in (State.MISSED, State.UNKNOWN)
                    and result.level <= target
                    and result.place not in own
                ):
                    yield (result.place,)

    def _settled(self, unmet: Mapping[Place, Result], place: Place) -> Iterator[Place]:
        """Yield what of `unmet` holds where one does: whoever meets a bound meets the looser ones, too."""
        for other, result in unmet.items():
            if other == place or (other[0] == place[0] and self._settles(unmet[place], result)):
                yield other

    def _settles(self, result: Result, other: Result) -> bool:
        """Whether `other` holds, too, where `result` does: a looser bound, or a measure it stands in for."""
        if other.parts:
            met = sum(p.state is State.MET or self._settles(result, p) for p in other.parts)
            return met >= other.needs
        if result.bound is None or other.bound is None:
            return stand_ins(self.ladder.dimensions[result.dimension]).get(other.key) == result.key
        same = (result.key, result.within) == (other.key, other.within)
        return same and result.bound.implies(other.bound)

    def _making_sense(self, names: tuple[str, ...]) -> Grader:
        channels = replace(self.figures.channels, make_sense=names)
        return Grader(self.ladder, replace(self.figures, channels=channels), self.reach)

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
    grader = Grader(ladder, figures, reach)
    level = grader.level(answers)
    dimensions = grader.dimensions(answers)
    held_by = grader.binding(answers, level) if level is not None and level < 5 else ()
    return Assessment(
        level=level,
        name=ladder.levels[level] if level else "",
        provisional=level is not None
        and (bool(figures.thin) or grader.provisional(answers, level)),
        dimensions=dimensions,
        binding=_binding(dimensions, held_by, level),
        checklist=checklist(ladder, dimensions, level, answers, held_by),
        thin=figures.thin,
        why=figures.ungraded,
        unclassified=figures.unclassified,
    )


def _made_to_hold(
    results: tuple[Result, ...], held: frozenset[Place], figure: str | None, practices: bool
) -> tuple[Result, ...]:
    """Return `results` with those of `held` met, by no more than they ask for.

    Where the dimension's own figure was unknown it is known then: what is not held of it is missed.
    """
    own = {r.place for r in results if is_own(r, figure) and r.state is State.UNKNOWN}
    missed = own - held if own & held else frozenset()
    return tuple(
        replace(result, state=State.MET)
        if result.place in held and (result.measured or practices)
        else replace(result, state=State.MISSED)
        if result.place in missed
        else result
        for result in results
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
