"""Every part that could be named, weighed: first what stands out most against how weeks usually differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import log, sqrt

from queries.changed.ground import GROUPINGS, ZERO, Away, Ground, Weight, is_person
from queries.changed.noise import chance, normal
from queries.changed.parts import WEEKDAYS, Kind, Part, Weekdays

# In so many places it is looked for: of windows as the largest of stationary shops' says.
_AMONG_DAYS, _AMONG_HOURS = 300.0, 100.0
_LONGEST, _HOURS = 14, range(2, 13)
_OF_THE_WEEK: tuple[Weekdays, ...] = ("Mon–Fri", "Sat–Sun", "every day")
_CASES, _CASES_OF_DAYS, _CASES_OF_AGENT, _CASES_OF_HOURS = 20, 15, 30, 10
_EVERYBODY = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part, what it counts for, and how rare that is; `days` are those of a window, [first, past)."""

    part: Part
    weight: Weight
    z: float
    among: float
    days: tuple[int, int] = (0, 0)

    @property
    def c(self) -> float:
        """What it counts for."""
        return self.weight.c

    @property
    def score(self) -> float:
        """How much it stands out, less for how widely it was looked for."""
        return normal(self.z) ** 2 / 2 - log(self.among)

    @property
    def chance(self) -> float:
        """How likely noise alone stands out as much."""
        return chance(self.z, self.among)


def scan(ground: Ground) -> list[Candidate]:
    """Return every part that is large enough, the one that stands out most first."""
    found = [
        candidate
        for candidate in (
            *_everywhere(ground),
            *_named(ground),
            *_windows(ground, "days", ground.days, ground.n[0]),
            *_windows(ground, "days_before", ground.days_before, ground.n[1]),
            *_hours(ground),
            *_absences(ground),
        )
        if abs(candidate.c) >= ground.least
    ]
    return sorted(found, key=lambda candidate: -candidate.score)


def _candidate(
    part: Part, weight: Weight, noise: float, among: float, days: tuple[int, int] = (0, 0)
) -> Iterator[Candidate]:
    if weight.v > 0:
        yield Candidate(part, weight, weight.c / sqrt(noise * weight.v), among, days)


def _everywhere(ground: Ground) -> Iterator[Candidate]:
    yield from _candidate(Part("everywhere"), ground.everything, ground.noise.weekly, 1.0)


def _named(ground: Ground) -> Iterator[Candidate]:
    before, now = ground.n
    for kind in GROUPINGS:
        weights = ground.by.get(kind, {})
        among = max(len(weights), 2) * (2.0 if kind == "agent" else 1.0)
        for name, weight in weights.items():
            if weight.before + weight.now < _CASES or (
                weight.before >= _EVERYBODY * before and weight.now >= _EVERYBODY * now
            ):
                continue
            if kind == "agent" and (
                not is_person(name) or min(weight.before, weight.now) < _CASES_OF_AGENT
            ):
                continue
            yield from _candidate(Part(kind, name), weight, ground.noise.daily, among)


def _windows(
    ground: Ground, kind: Kind, days: Mapping[int, Weight], against: int
) -> Iterator[Candidate]:
    """Yield runs of days, up to half the period: the period they are held against has noise of its own too."""
    if not days or not against:
        return
    first, past = min(days), max(days) + 1
    sums = list(accumulate((days[day] for day in range(first, past)), initial=ZERO))
    noise = ground.noise.weekly if kind == "days" else ground.noise_before
    for length in range(1, min(_LONGEST, (past - first) // 2) + 1):
        for start in range(past - first - length + 1):
            before, after = sums[start], sums[start + length]
            cases = after.before - before.before + after.now - before.now
            if cases < _CASES_OF_DAYS:
                continue
            weight = Weight(
                after.c - before.c,
                (after.v - before.v) * (1 + cases / against),
                after.before - before.before,
                after.now - before.now,
            )
            window = (first + start, first + start + length)
            part = Part(kind, None, ground.span.date(window[0]), ground.span.date(window[1]))
            yield from _candidate(part, weight, noise, _AMONG_DAYS, window)


def _hours(ground: Ground) -> Iterator[Candidate]:
    for weekdays in _OF_THE_WEEK:
        days = WEEKDAYS[weekdays]
        by_hour = [
            sum((ground.hours.get((day, hour), ZERO) for day in days), ZERO) for hour in range(24)
        ]
        for start in range(24):
            weight = by_hour[start]
            for length in range(1, _HOURS.stop):
                if length > 1:
                    weight += by_hour[(start + length - 1) % 24]
                if length in _HOURS and min(weight.before, weight.now) >= _CASES_OF_HOURS:
                    part = Part("hours", None, weekdays=weekdays, hour=start, hours=length)
                    yield from _candidate(part, weight, ground.noise.daily, _AMONG_HOURS)


def _absences(ground: Ground) -> Iterator[Candidate]:
    """Yield the days on which somebody was away, where these went worse."""
    among = 2.0 * max(1, len(ground.by.get("agent", {})))
    for away in ground.away:
        weight = sum((ground.days.get(day, ZERO) for day in range(away.first, away.past)), ZERO)
        if weight.c < 0:
            weight = Weight(
                weight.c, weight.v * (1 + weight.now / ground.n[0]), weight.before, weight.now
            )
            days = (away.first, away.past)
            yield from _candidate(_of(away, ground), weight, ground.noise.weekly, among, days)


def _of(away: Away, ground: Ground) -> Part:
    return Part("absence", away.name, ground.span.date(away.first), ground.span.date(away.past))
