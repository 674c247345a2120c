"""One line of the ladder, held against the figures and the lead's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from queries.config.bounds import Bound
from queries.config.catalogue import catalogue
from queries.config.ladder import Criterion
from queries.ladder.figures import Figure
from queries.ladder.state import State

_ANSWERS = {"yes": State.MET, "no": State.MISSED, "not applicable": State.NOT_APPLICABLE}
_KNOWN = (State.MET, State.MISSED)


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion of one level, judged.

    `value` and `bound` are in the measure's unit (seconds, 0–1, 1–5, a count); a practice has
    neither. `channel` is None for what is judged for the whole team. `measured` tells figures from
    answers. `parts` are the lines of an "any N of".
    """

    key: str
    dimension: str
    level: int
    state: State
    channel: str | None = None
    value: float | None = None
    bound: Bound | None = None
    unit: str | None = None
    n: int | None = None
    measured: bool = True
    note: str = ""
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


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the lines of one dimension, for one channel or for the team."""

    dimension: str
    figure: Callable[[str, int], Figure]
    answers: Mapping[str, str]
    least: Callable[[str], int]  # how many cases a measure needs before it is known
    channel: str | None = None

    def judge(self, line: Criterion, level: int) -> Result:
        """Return how `line` of `level` stands."""
        if line.measure is not None and line.bound is not None:
            result = self._measure(line.measure, line.bound, level)
            if result.state is State.UNKNOWN and line.otherwise is not None:
                return self.judge(line.otherwise, level)
            return result
        if line.practice is not None:
            return self._practice(line, line.practice, level)
        return self._any_of(line, level)

    def _measure(self, measure: str, bound: Bound, level: int) -> Result:
        figure = self.figure(measure, level)
        least = self.least(measure)
        value, note = figure.value, figure.note
        if value is not None and figure.n < least:
            value, note = None, f"too few: {least - figure.n} short of {least}"
        if not figure.applies:
            state = State.NOT_APPLICABLE
        elif value is None:
            state = State.UNKNOWN
        elif bound.holds(value):
            state = State.MET
        else:
            state = State.UNKNOWN if figure.lifts_only else State.MISSED
        return Result(
            measure,
            self.dimension,
            level,
            state,
            self.channel,
            value,
            bound,
            catalogue()[measure].unit,
            figure.n,
            note=note,
        )

    def _practice(self, line: Criterion, practice: str, level: int) -> Result:
        state = _ANSWERS.get(self.answers.get(practice, ""), State.UNKNOWN)
        note = ""
        if state is State.UNKNOWN and line.evidence is not None:
            evidence = self.judge(line.evidence, level)
            if evidence.state is State.MET:
                state, note = State.MET, f"shown by {evidence.key}"
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
        key = " or ".join(part.key for part in parts)
        measured = any(part.measured for part in parts)
        return Result(
            key,
            self.dimension,
            level,
            state,
            self.channel,
            measured=measured,
            needs=needs,
            parts=parts,
        )


def first_missed(results: Iterable[Result]) -> int:
    """Return the lowest level with a missed criterion, 6 where there is none."""
    return min((result.level for result in results if result.state is State.MISSED), default=6)


def level_reached(results: Iterable[Result], levels: Iterable[int] = range(1, 6)) -> int | None:
    """Return the level that `results` read: `ladder.md` §2 rule 4; None where nothing is known.

    The highest level below the first miss at which something is known. A level that asks nothing
    is reached with the asking level below it, or where none below it asks.
    """
    results = [result for result in results if result.state is not State.NOT_APPLICABLE]
    if not any(result.known for result in results):
        return None
    asked = {result.level for result in results}
    shown = {result.level for result in results if result.state is State.MET}
    for level in sorted(levels, reverse=True):
        if level >= first_missed(results):
            continue
        asking = max((other for other in asked if other <= level), default=0)
        if asking == 0 or asking in shown:
            return level
    return 1
