"""How figures changed against the period before, like with like, and whether that is more than noise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from queries.config.catalogue import Catalogue, Entry
from queries.config.ladder import Rules
from queries.figures.measure import Figure, Measured
from queries.figures.reach import LATEST, Within
from queries.ladder.criteria import Result
from queries.said import says

_Z = 1.959963984540054  # 95 %, both sides
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's change against the previous period, in its own unit; `better` None: inside the noise."""

    by: float
    better: bool | None


@dataclass(frozen=True, slots=True)
class Before:
    """The figures of the previous period, like with like: held against the same bounds."""

    rules: Rules
    catalogue: Catalogue
    measured: Measured
    within: Within

    def change(self, result: Result) -> Change | None:
        """Return how a criterion's figure changed since.

        None on other cases than the period's, and where what cannot be told of the period before would
        turn it.
        """
        if result.bound is None or result.key not in self.catalogue or says(result.note, LATEST):
            return None
        entry = self.catalogue[result.key]
        if not entry.as_it_stood or (entry.reach and result.within is None):
            return None
        if result.within is not None:
            now, before = (
                Figure(*self.within.share(result.key, result.within, side))
                for side in ("now", "before")
            )
        else:
            now, before = (self.measured.whole(side)[result.key] for side in ("now", "before"))
        least = getattr(self.rules, entry.least) if entry.least else 0
        unit = "share" if entry.reach else entry.unit
        found, *others = (
            change(now, stood, least, unit, lower_is_better=result.bound.lower_is_better)
            for stood in (before, *_may_have_stood(before, self._untold(result.key)))
        )
        turned = any(
            other is None or found is None or other.better != found.better for other in others
        )
        return None if turned else found

    def _untold(self, key: str) -> int:
        """Return of how many cases of the period before nobody can tell how they stood then."""
        if key == "answered_share":
            return self.within.untold("first_response_time")
        return self.within.untold(key) if self.catalogue[key].reach else 0


def _may_have_stood(before: Figure, untold: int) -> Iterator[Figure]:
    """Yield the least and the most that a share can have been, where `untold` of its cases are not known."""
    if untold and before.n and before.value is not None:
        for k in (before.value * before.n - untold, before.value * before.n + untold):
            yield Figure(min(1.0, max(0.0, k / before.n)), before.n)


def agents_change(now: Figure, before: Figure, entry: Entry, least: int) -> Change | None:
    """Return how an agent's own figure changed since."""
    return change(now, before, least, entry.unit, lower_is_better=entry.better == "lower")


def change(
    now: Figure, before: Figure, least: int, unit: str, *, lower_is_better: bool
) -> Change | None:
    """Return the change between two figures; None where either side has too few to say anything.

    It is inside the noise where the intervals of both sides overlap.
    """
    if now.value is None or before.value is None or min(now.n, before.n) < least:
        return None
    sides = interval(now, unit), interval(before, unit)
    if sides[0] is None or sides[1] is None:
        return None
    by = now.value - before.value
    return Change(by, None if _overlap(sides[0], sides[1]) else (by < 0) == lower_is_better)


def interval(figure: Figure, unit: str) -> Interval | None:
    """Return where a figure would lie with more cases, at 95 %; None where its cases do not tell.

    Of a share of `n` cases Wilson's interval, of a mean score that of its deviation (`methods.md` §1).
    """
    if figure.value is None or not figure.n:
        return None
    if unit == "share" and "hours" not in figure.parts:  # hours of the week are no sample
        return wilson(figure.value * figure.n, figure.n)
    deviation = figure.parts.get("deviation")
    if unit == "score" and deviation is not None:
        half = _Z * deviation / math.sqrt(figure.n)
        return figure.value - half, figure.value + half
    return None


def wilson(k: float, n: int) -> Interval:
    """Return Wilson's 95 % interval of k of n."""
    middle = (k + _Z * _Z / 2) / (n + _Z * _Z)
    half = _Z / (n + _Z * _Z) * math.sqrt(max(0.0, k * (n - k) / n) + _Z * _Z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
