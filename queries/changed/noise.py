"""How much days and weeks usually differ, in units of chance alone; and what is beyond that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt

_PAIRS = 14  # of a day and the same weekday a week later: under so many all days there are count
LEAST_PAIRS = 7  # under so many nothing is known
_UNKNOWN = 9.0
_FREEDOM = 20  # degrees of freedom: the noise is itself estimated from few weeks
_CLIPPED, _AT, _MENDED = (
    30,
    0.9,
    1.35,
)  # from 30 pairs on outliers are clipped, and the mean mended for that
Day = tuple[float, float]  # what a day's cases count for, and the variance of that by chance


@dataclass(frozen=True, slots=True)
class Noise:
    """By how much more than chance a part differs, of single days' cases and of whole weeks; from `pairs`."""

    daily: float
    weekly: float
    pairs: int


def noise(days: Mapping[int, Day], past: int, all_past: int) -> Noise:
    """Return the noise of the days before `past`; where these are too few, of all before `all_past`."""
    found = _pairs(days, past)
    if len(found) < _PAIRS:
        past = all_past
        found = _pairs(days, past)
    if len(found) < LEAST_PAIRS:
        return Noise(_UNKNOWN, _UNKNOWN, len(found))
    daily = max(1.0, _robust(found))
    weeks = _weeks(days, past)
    weekly = max(daily, _robust(weeks)) if len(weeks) >= _PAIRS else daily * 1.5
    return Noise(daily, weekly, len(found))


def shared_noise(days: Mapping[int, float], first: int, past: int) -> float | None:
    """Return the variance of a day's value from the same weekday next week; None of too few pairs."""
    found = [
        (days.get(day + 7, 0.0) - days.get(day, 0.0)) ** 2 / 2 for day in range(first, past - 7)
    ]
    return sum(found) / len(found) if len(found) >= LEAST_PAIRS else None


def _pairs(days: Mapping[int, Day], past: int) -> list[float]:
    """Return how the same weekdays of two weeks in a row differ."""
    return [
        (days[day + 7][0] - value) ** 2 / (chance + days[day + 7][1])
        for day, (value, chance) in sorted(days.items())
        if day + 7 < past and day + 7 in days
    ]


def _weeks(days: Mapping[int, Day], past: int) -> list[float]:
    """Return how seven days differ from the next seven."""
    first = min(days, default=past)
    sums, chances = [0.0], [0.0]
    for day in range(first, past):
        value, chance = days.get(day, (0.0, 0.0))
        sums.append(sums[-1] + value)
        chances.append(chances[-1] + chance)
    return [
        (sums[j + 14] - 2 * sums[j + 7] + sums[j]) ** 2 / max(chances[j + 14] - chances[j], 1e-9)
        for j in range(past - first - 13)
    ]


def _robust(values: Sequence[float]) -> float:
    """Return the mean, of many values with the outliers clipped."""
    if len(values) < _CLIPPED:
        return sum(values) / len(values)
    place = (len(values) - 1) * _AT
    low, ordered = int(place), sorted(values)
    most = ordered[low] + (ordered[min(low + 1, len(values) - 1)] - ordered[low]) * (place - low)
    return sum(min(value, most) for value in values) / len(values) * _MENDED


def normal(z: float) -> float:
    """Return the deviate of the normal distribution that is as rare as `z` of few degrees of freedom."""
    return sqrt(_FREEDOM * log(1 + z * z / _FREEDOM))


def chance(z: float, among: float = 1) -> float:
    """Return how likely noise alone reaches `z` somewhere, looked for in `among` places."""
    return min(1.0, among * erfc(normal(z) / sqrt(2)))
