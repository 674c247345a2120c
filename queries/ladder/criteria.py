"""One line of the ladder, held against the figures and the lead's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from queries.config.bounds import Bound
from queries.config.catalogue import catalogue
from queries.config.ladder import Criterion
from queries.ladder.figures import UNKNOWN, Figure, Reach
from queries.ladder.state import State
from queries.said import Said, said

_ANSWERS = {"yes": State.MET, "no": State.MISSED, "not applicable": State.NOT_APPLICABLE}
_KNOWN = (State.MET, State.MISSED)
ReachOf = Sequence[float] | Literal["mean"]


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion of one level, judged.

    `value` and `bound` are in the measure's unit (seconds, 0–1, 1–5, a count); a practice has
    neither. `within`: the level whose bound a share of customers was within, where a time is graded so.
    `measured` tells figures from answers. `parts` are the lines of an "any N of".
    """

    key: str
    dimension: str
    level: int
    state: State
    value: float | None = None
    bound: Bound | None = None
    unit: str | None = None
    n: int | None = None
    within: int | None = None
    measured: bool = True
    note: Said | None = None
    needs: int = 0
    parts: tuple[Result, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is met or missed."""
        return self.state in _KNOWN

    @property
    def met(self) -> bool | None:
        """True, False, or None where it is unknown or does not apply."""
        return (self.state is State.MET) if self.known else None

    @property
    def place(self) -> tuple[str, int, str, int | None]:
        """What tells it from every other criterion, however it is judged."""
        return self.dimension, self.level, self.key, self.within


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the lines of one dimension."""

    dimension: str
    figures: Mapping[str, Figure]
    answers: Mapping[str, str]
    stand_ins: Mapping[str, str]  # measure → the practice that settles it where it is unknown

    def judge(self, line: Criterion, level: int) -> Result:
        """Return how `line` of `level` stands."""
        if line.measure is not None and line.bound is not None:
            result = self._measure(line.measure, line.bound, level)
            if result.state is State.UNKNOWN:
                return self._stood_in(result, line)
            return result
        if line.practice is not None:
            return self._practice(line, line.practice, level)
        return self._any_of(line, level)

    def reach(self, measure: str, level: int, reach: Reach, asked: ReachOf) -> Iterator[Result]:
        """Yield the criteria of one time at `level`: each share of a reach, or the mean."""
        if asked == "mean":
            operator: Literal["<", "<="] = "<" if level in reach.strict else "<="
            bound = Bound(operator, 1.0, None, f"{operator} 1")
            yield self._held(measure, level, None, reach.ratio.get(level, UNKNOWN), bound, "ratio")
            return
        for step, share in enumerate(asked):
            if level - step >= 2:
                figure = reach.within.get(level - step, UNKNOWN)
                bound = Bound(">=", float(share), "share", f">= {float(share) * 100:g} %")
                yield self._held(measure, level, level - step, figure, bound, "share")

    def _held(
        self, key: str, level: int, within: int | None, figure: Figure, bound: Bound, unit: str
    ) -> Result:
        return Result(
            key=key,
            dimension=self.dimension,
            level=level,
            state=_state(figure, bound),
            value=figure.value,
            bound=bound,
            unit=unit,
            n=figure.n,
            within=within,
            note=figure.note,
        )

    def _measure(self, measure: str, bound: Bound, level: int) -> Result:
        figure = self.figures.get(measure, UNKNOWN)
        return self._held(measure, level, None, figure, bound, catalogue()[measure].unit)

    def _stood_in(self, result: Result, line: Criterion) -> Result:
        """Let a practice stand in for a measure that is unknown (rule 9).

        Yes settles the measure at every level, no misses the level at which the practice stands; where it
        does not apply, nor does the measure.
        """
        practice = self.stand_ins.get(result.key)
        if practice is None:
            return result
        here = line.otherwise is not None
        answer = _ANSWERS.get(self.answers.get(practice, ""), State.UNKNOWN)
        if answer is State.UNKNOWN or (answer is State.MISSED and not here):
            if not here:
                return result
            # A lower bound that is not met says nothing of what is missing.
            note = None if result.value is not None else result.note
            return self._answered(practice, result.level, State.UNKNOWN, note)
        return self._answered(practice, result.level, answer)

    def _practice(self, line: Criterion, practice: str, level: int) -> Result:
        state = _ANSWERS.get(self.answers.get(practice, ""), State.UNKNOWN)
        if state is State.UNKNOWN and line.evidence is not None:
            evidence = self.judge(line.evidence, level)
            if evidence.state is State.MET:
                shown = said("shown_by", figure=evidence.key)
                return self._answered(practice, level, State.MET, shown)
            return self._answered(practice, level, state, evidence.note)
        return self._answered(practice, level, state)

    def _answered(
        self, practice: str, level: int, state: State, note: Said | None = None
    ) -> Result:
        return Result(practice, self.dimension, level, state, measured=False, note=note)

    def _any_of(self, line: Criterion, level: int) -> Result:
        parts = tuple(self.judge(part, level) for part in line.of)
        applicable = [part for part in parts if part.state is not State.NOT_APPLICABLE]
        needs = min(line.any_of or 1, len(applicable))
        met = sum(part.state is State.MET for part in applicable)
        open_ = sum(part.state is State.UNKNOWN for part in applicable)
        if not applicable:
            state = State.NOT_APPLICABLE
        elif met >= needs:
            state = State.MET
        else:
            state = State.UNKNOWN if met + open_ >= needs else State.MISSED
        return Result(
            key=" or ".join(part.key for part in parts),
            dimension=self.dimension,
            level=level,
            state=state,
            measured=any(part.measured for part in parts),
            needs=needs,
            parts=parts,
        )


def _state(figure: Figure, bound: Bound) -> State:
    if not figure.applies:
        return State.NOT_APPLICABLE
    if figure.value is None:
        return State.UNKNOWN
    if bound.holds(figure.value):
        return State.MET
    return State.UNKNOWN if figure.lifts_only else State.MISSED


def first_missed(results: Iterable[Result]) -> int:
    """Return the lowest level with a missed criterion, 6 where there is none."""
    return min((result.level for result in results if result.state is State.MISSED), default=6)


def level_reached(results: Iterable[Result]) -> int | None:
    """Return the level that `results` read by rule 7; None where nothing is known.

    The highest level up to which every known criterion holds, and at which one is known; a level that asks
    nothing is passed with the one below it.
    """
    results = [result for result in results if result.state is not State.NOT_APPLICABLE]
    if not any(result.known for result in results):
        return None
    asked = {result.level for result in results}
    shown = {result.level for result in results if result.state is State.MET}
    missed = first_missed(results)
    for level in range(5, 1, -1):
        if level >= missed:
            continue
        asking = max((other for other in asked if other <= level), default=0)
        if asking == 0 or asking in shown:
            return level
    return 1
