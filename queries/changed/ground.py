"""What a search stands on: the weight of every part there could be, of shares or of counts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

from queries.changed.noise import Noise, noise
from queries.changed.sums import Span, Sums
from queries.figures.measure import role_of

GROUPINGS: tuple[Literal["channel", "reason", "agent"], ...] = ("channel", "reason", "agent")
_USUAL = 0.75  # of the weeks in which who is there then has a case
_RUNNING = 3  # working days without a case are an absence


@dataclass(frozen=True, slots=True)
class Weight:
    """What some cases count for (c), its variance by chance (v), and how many they are before and now."""

    c: float = 0.0
    v: float = 0.0
    before: int = 0
    now: int = 0

    def __add__(self, other: Weight) -> Weight:
        """Return what both count for together."""
        return Weight(
            self.c + other.c, self.v + other.v, self.before + other.before, self.now + other.now
        )


ZERO = Weight()


@dataclass(frozen=True, slots=True)
class Away:
    """Who had no case on at least three of their usual working days in a row: from `first` to before `past`."""

    name: str
    first: int
    past: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The weights of one look: of everything, by name, by hour of the week, by day of either period.

    `least` is the smallest change worth a sentence, `noise_before` that of weeks against this period.
    """

    span: Span
    n: tuple[int, int]
    least: float
    everything: Weight
    by: Mapping[str, Mapping[str | None, Weight]]
    hours: Mapping[tuple[int, int], Weight]
    days: Mapping[int, Weight]
    days_before: Mapping[int, Weight]
    noise: Noise
    noise_before: float
    away: tuple[Away, ...]


def ground_of_shares(sums: Sums, exchanged: Sums, span: Span) -> Ground:
    """Return the ground of a share; `exchanged`: the sums against this period, for days of the one before."""

    def weight(of: Sums, grouping: str, key: Hashable) -> Weight:
        now, before = of.at(grouping, 1, key), of.at(grouping, 0, key)
        return Weight(of.counts(now, before), of.variance(now, before), before.n, now.n)

    found = noise({day: (cell.r, cell.v) for day, cell in sums.days()}, span.before_past, span.past)
    turned = {day - span.now: (c.r, c.v) for day, c in exchanged.days() if day >= span.now}
    other = noise(turned, span.past - span.now, span.past - span.now)
    return Ground(
        span=span,
        n=sums.n,
        least=0.01,
        everything=weight(sums, "all", None),
        by={
            grouping: {name: weight(sums, grouping, name) for name in sums.names(grouping)}
            for grouping in GROUPINGS
        },
        hours={hour: weight(sums, "hour", hour) for hour in sums.hours()},
        days={day: weight(sums, "day", day) for day in range(span.now, span.past)},
        days_before={
            day: weight(exchanged, "day", day) for day in range(span.before, span.before_past)
        },
        noise=found,
        noise_before=max(other.weekly, other.daily * found.weekly / found.daily),
        away=absences(sums, span),
    )


def is_person(name: str | None) -> bool:
    """Return whether cases under a name are a person's."""
    return bool(name) and role_of(name) == "agent"


def absences(sums: Sums, span: Span) -> tuple[Away, ...]:
    """Return each person's longest absence in the period."""
    worked: dict[str, set[int]] = {}
    for period, key in sums.cells.get("agent_day", {}):
        if period >= 0 and isinstance(key, tuple) and isinstance(key[0], str):
            worked.setdefault(key[0], set()).add(key[1])
    weeks: dict[int, int] = {}
    for day in range(span.before, span.before_past):
        weeks[span.weekday(day)] = weeks.get(span.weekday(day), 0) + 1
    return tuple(
        away
        for name, days in worked.items()
        if is_person(name) and sums.at("agent", 0, name).n >= 20
        for away in (_absence(name, days, weeks, span),)
        if away is not None
    )


def _absence(name: str, worked: set[int], weeks: Mapping[int, int], span: Span) -> Away | None:
    there: dict[int, int] = {}
    for day in worked:
        if day < span.before_past:
            there[span.weekday(day)] = there.get(span.weekday(day), 0) + 1
    usual = {weekday for weekday, n in there.items() if n >= _USUAL * weeks[weekday]}
    longest: list[int] = []
    run: list[int] = []
    for day in range(span.now, span.past):
        if span.weekday(day) not in usual:
            continue
        run = [] if day in worked else [*run, day]
        longest = max(longest, run, key=len)
    return Away(name, longest[0], longest[-1] + 1) if len(longest) >= _RUNNING else None
