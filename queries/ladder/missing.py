"""How much a measured criterion lacks, or has to spare, in whole pieces; `ladder.md` §3.

Nothing here rounds: each number is the smallest, or largest, with which the criterion's own bound holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from queries.config.bounds import Bound
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.figures import Hours, Ratings, Slowest
from queries.ladder.state import State

BEST = 5.0  # stars


@dataclass(frozen=True, slots=True)
class Missing:
    """What of a criterion is there, what is asked, and what is between the two.

    `of` says what its pieces are: cases of a share, ratings of a mean, the slowest of a mean time, hours of
    the week, channels. `k` are to be made good, of the `bad` there are (0: it holds); `room` may still go
    (None: that is no whole number). `counted` of `n` is how it stands in the figure's own direction, `asked`
    the least, or most, that holds; of ratings both are stars lost, and so is their room.
    """

    of: Literal["cases", "ratings", "slowest", "hours", "channels"]
    k: int
    bad: int
    n: int
    counted: int | None = None
    asked: int | None = None
    room: int | None = None

    @property
    def reachable(self) -> bool:
        """Whether there are so many to make good: hours in which nobody writes cannot be shown as covered."""
        return self.k <= self.bad


def missing(result: Result) -> Missing | None:
    """Return what a criterion lacks or has to spare; None for answers and what is unknown.

    Of a practice that a figure may stand in for, it is that figure's; of an "any of" that of the nearest part.
    """
    if result.parts:
        return _of_parts(result)
    if result.evidence is not None:
        return missing(result.evidence)
    if result.bound is None or result.value is None:
        return None
    made_of, bound = result.made_of, result.bound
    if isinstance(made_of, Ratings):
        return _ratings(made_of, bound)
    if isinstance(made_of, Slowest):
        return Missing("slowest", made_of.k, made_of.over, result.n or 0)
    if isinstance(made_of, Hours):
        return _share(
            "hours", made_of.covered, made_of.of, made_of.written - made_of.covered, bound
        )
    if result.unit == "share" and result.n:
        counted = round(result.value * result.n)
        bad = counted if bound.lower_is_better else result.n - counted
        return _share("cases", counted, result.n, bad, bound)
    if result.unit == "count":
        return _channels(round(result.value), bound)
    return None


def slipping(
    dimensions: Iterable[DimensionResult], target: int, share: float
) -> tuple[Result, ...]:
    """Return what is met but close: at most `share` of its pieces may still go. The highest of each line."""
    return tuple(
        result
        for dimension in dimensions
        if dimension.group != "delight" or target == 5
        for result in _highest_met(dimension, target)
        if (found := missing(result)) is not None
        and found.room is not None
        and found.room <= share * found.n
    )


def _highest_met(dimension: DimensionResult, target: int) -> Iterator[Result]:
    highest: dict[tuple[str, int | None], Result] = {}
    for result in dimension.criteria:
        if result.state is State.MET and result.measured and result.level <= target:
            highest.pop((result.key, result.within), None)
            highest[result.key, result.within] = result
    yield from highest.values()


def _of_parts(result: Result) -> Missing | None:
    lacks = [found for part in result.parts if (found := missing(part)) is not None]
    met = sum(part.state is State.MET for part in result.parts)
    if len(lacks) < len(result.parts) or result.needs - met != 1:
        return None
    return min((found for found in lacks if found.k), key=lambda found: found.k, default=None)


def _share(of: Literal["cases", "hours"], counted: int, n: int, bad: int, bound: Bound) -> Missing:
    """Return what a share lacks: `counted` of `n` are good, or bad where lower is better."""
    sign = -1 if bound.lower_is_better else 1
    good = n - counted if bound.lower_is_better else counted
    k = _least(n - good, lambda moved: bound.holds((counted + sign * moved) / n))
    room = _most(good, lambda moved: bound.holds((counted - sign * moved) / n))
    return Missing(of, k, bad, n, counted, counted + sign * (k if k else -room), room)


def _ratings(ratings: Ratings, bound: Bound) -> Missing:
    """Return how many of the lowest ratings are to be turned to 5, and the stars lost and allowed."""
    n, k, stars = ratings.n, 0, ratings.total
    lost = BEST * n - stars
    for score, count in ratings.scores:
        turned = _least(count, lambda moved: bound.holds((stars + moved * (BEST - score)) / n))  # noqa: B023
        k, stars = k + min(turned, count), stars + min(turned, count) * (BEST - score)
        if turned <= count and bound.holds(stars / n):
            break
    allowed = _most(int((BEST - 1) * n), lambda gone: bound.holds((BEST * n - gone) / n))
    bad = sum(count for score, count in ratings.scores if score < BEST)
    return Missing("ratings", k, bad, n, round(lost), allowed, max(0, int(allowed - lost)))


def _channels(counted: int, bound: Bound) -> Missing:
    sign = -1 if bound.lower_is_better else 1
    k = 0
    while not bound.holds(counted + sign * k) and k < 1000:
        k += 1
    return Missing("channels", k, k, counted, counted, counted + sign * k)


def _least(most: int, holds: Callable[[int], bool]) -> int:
    """Return the smallest number up to `most` that holds: what holds with one holds with more."""
    return bisect_left(range(most + 1), True, key=holds)


def _most(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `most` that holds; 0 where none does."""
    return max(0, bisect_left(range(most + 1), True, key=lambda moved: not holds(moved)) - 1)
