"""What changed of a count: how many came in, by the same parts; what is open, exactly and without a test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping

from queries.changed.facts import Cause, Changed, Dimension, Slice, Table
from queries.changed.ground import GROUPINGS, Ground, Weight
from queries.changed.held import Held
from queries.changed.noise import LEAST_PAIRS, chance, noise
from queries.changed.parts import Part
from queries.changed.search import Named, search
from queries.changed.sums import Span, Sums

_LEAST = 0.05  # of the tickets before
_LEAST_CASES = 60
_BEYOND = 0.05


def changed_volume(held: Held) -> Changed:
    """Return what changed of the number of tickets; points are of the tickets before."""
    sums, exchanged = held.whole
    n_before, n_now = sums.n
    if not n_before or not n_now:
        return Changed("volume", None, "more", "too_few", n_now, n_before, n_now, n_before)
    span = held.span
    ground = ground_of_counts(sums, exchanged, span)
    judged = min(n_before, n_now) >= _LEAST_CASES and ground.noise.pairs >= LEAST_PAIRS
    named = search(held, ground_of_counts) if judged else []
    told = held.all_sums()[0] if named else sums
    by = _paces(span)
    causes = tuple(_cause(one, told, span) for one in named)
    rest = (n_now - by * n_before) / n_before - sum(cause.slice.points for cause in causes)
    spread = (ground.noise.weekly * ground.everything.v) ** 0.5
    first = causes[0].slice.part.kind if causes else ""
    return Changed(
        figure="volume",
        level=None,
        counts="more",
        verdict=("everywhere" if first == "everywhere" else "part" if causes else "nothing")
        if judged
        else "too_few_weeks",
        now=n_now,
        before=n_before * by,
        n_now=n_now,
        n_before=n_before,
        causes=causes,
        rest=rest,
        usual=spread,
        beyond=spread > 0 and chance(ground.everything.c / spread) <= _BEYOND,
        tables=_tables(told, span),
    )


def ground_of_counts(sums: Sums, _: Sums, span: Span) -> Ground:
    """Return the ground of a count: how many came, beside how many did in the period before."""
    n_before, n_now = sums.n
    by = _paces(span)

    def weight(grouping: str, key: Hashable) -> Weight:
        now, before = sums.at(grouping, 1, key).n, sums.at(grouping, 0, key).n
        return Weight(
            (now - by * before) / n_before, (now + by * by * before) / n_before**2, before, now
        )

    days = {day: (float(cell.n), float(cell.n)) for day, cell in sums.days()}
    found = noise(days, span.before_past, span.past)
    return Ground(
        span=span,
        n=(n_before, n_now),
        least=_LEAST,
        everything=weight("all", None),
        by={
            grouping: {name: weight(grouping, name) for name in sums.names(grouping)}
            for grouping in GROUPINGS
            if grouping != "agent"  # whose tickets they became says nothing of why they came
        },
        hours={hour: weight("hour", hour) for hour in sums.hours()},
        days=_days(sums, span, 1, 1.0),
        days_before=_days(sums, span, 0, -1.0),
        noise=found,
        noise_before=found.weekly,
        away=(),
    )


def _paces(span: Span) -> float:
    """Return how many days this period has for each of the one before."""
    return (span.past - span.now) / (span.before_past - span.before)


def _usual(sums: Sums, span: Span, period: int) -> Mapping[int, float]:
    """Return how many come on each weekday of a period, on average."""
    first, past = (span.now, span.past) if period else (span.before, span.before_past)
    of: dict[int, list[int]] = {}
    for day in range(first, past):
        of.setdefault(span.weekday(day), []).append(sums.at("day", period, day).n)
    return {weekday: sum(found) / len(found) for weekday, found in of.items()}


def _days(sums: Sums, span: Span, period: int, sign: float) -> Mapping[int, Weight]:
    """Return each day of a period beside its weekday in the other one."""
    first, past = (span.now, span.past) if period else (span.before, span.before_past)
    usual, n_before = _usual(sums, span, 1 - period), sums.n[0]
    found = {}
    for day in range(first, past):
        n, mean = sums.at("day", period, day).n, usual.get(span.weekday(day), 0.0)
        found[day] = Weight(
            sign * (n - mean) / n_before,
            (n + mean) / n_before**2,
            0 if period else n,
            n if period else 0,
        )
    return found


def _cause(one: Named, sums: Sums, span: Span) -> Cause:
    part = one.candidate.part
    now, before = (sums.at("taken", period, one.number).n for period in (1, 0))
    return Cause(_slice(part, now, before, sums, span), one.candidate.chance, one.candidate.z)


def _slice(part: Part, now: int, before: int, sums: Sums, span: Span) -> Slice:
    """Return a part in counts: `promised` are as many as came at the earlier pace."""
    n_before = sums.n[0]
    if part.first is not None and part.past is not None:
        period = 0 if part.kind == "days_before" else 1
        usual = _usual(sums, span, 1 - period)
        days = (part.first + dt.timedelta(days=d) for d in range((part.past - part.first).days))
        promised = sum(usual.get(day.weekday(), 0.0) for day in days)
        n = now if period else before
        points = (n - promised) / n_before * (1 if period else -1)
        return Slice(part, points, n, n, promised, 0)
    promised = before * _paces(span)
    return Slice(part, (now - promised) / n_before, now, now, promised, before)


def _tables(sums: Sums, span: Span) -> Mapping[Dimension, Table]:
    found: dict[Dimension, Table] = {"week": Table(tuple(_weeks(sums, span)), 0.0)}
    for grouping in GROUPINGS:
        names = sums.names(grouping)
        if grouping == "agent" or names == [None]:
            continue
        slices = [
            _slice(Part(grouping, name), now, before, sums, span)
            for name in names
            for now, before in [[sums.at(grouping, period, name).n for period in (1, 0)]]
        ]
        found[grouping] = Table(tuple(sorted(slices, key=lambda one: -abs(one.points))), 0.0)
    return found


def _weeks(sums: Sums, span: Span) -> Iterator[Slice]:
    first = span.now
    while first < span.past:
        end = min(span.past, first + 7 - span.weekday(first))
        n = sum(sums.at("day", 1, day).n for day in range(first, end))
        part = Part("days", None, span.date(first), span.date(end))
        yield _slice(part, n, 0, sums, span)
        first = end
