"""The running month's budget: how many more may be late, and stars be lost, until a level is out of reach.

Whole numbers throughout: a share is asked in thousandths, a mean allows thousandths of a star each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from queries.config import Config
from queries.config.bounds import Bound
from queries.engine.port import Row, Workspace
from queries.figures.reach import COLUMNS
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.scope import Period, Request

Fate = Literal["open", "out_of_reach", "holds", "too_few"]
_WEEKS = 28  # days whose weekdays tell how many will come
_FEW = 30  # fewer decided ones say nothing of the pace
_STARS = 5000  # a rating's most, in thousandths
_MOST_LOST = 4  # stars of one rating


@dataclass(frozen=True, slots=True)
class SoFar:
    """A month until now: `n` decided, `late` of them late (or stars lost), `young` come and not decided yet.

    `to_come` more will come in `days` days; of late `pace[0]` of `pace[1]` were late.
    """

    n: int
    late: int
    young: int = 0
    to_come: int = 0
    days: int = 0
    pace: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left: `left` more may be late; negative: so many too many even if no other is late.

    `fewer`: the same where a fifth fewer come. `needs` more than will come would make it possible again.
    At the present pace it is out of reach on `day`, the first of those to come being 1; None: not this month.
    """

    fate: Fate
    left: int
    allowed: int
    total: int
    fewer: int
    needs: int | None = None
    day: int | None = None


def left(so_far: SoFar, allowance: int, *, most_each: int = 1, least: int = _FEW) -> Left:
    """Return what is left of a month of which `allowance` in a thousand may be late.

    Of a mean of ratings it is so many thousandths of a star each that may be lost, `most_each` by one.
    """
    total = so_far.n + so_far.young + so_far.to_come
    allowed = total * allowance // 1000
    remains = allowed - so_far.late
    fewer = (total - so_far.to_come + so_far.to_come * 4 // 5) * allowance // 1000 - so_far.late
    fate: Fate = "open"
    needs = None
    if total < max(1, least):
        fate = "too_few"
    elif remains < 0:
        fate = "out_of_reach"
        needs = -(-1000 * so_far.late // allowance) - total if allowance else None
    elif remains >= most_each * (so_far.young + so_far.to_come):
        fate = "holds"
    day = _day(so_far, allowed) if fate == "open" else None
    return Left(fate, remains, allowed, total, fewer, needs, day)


def _day(so_far: SoFar, allowed: int) -> int | None:
    """Return the first day on which it is out of reach, the others being in time, at the present pace."""
    late, of = so_far.pace
    if not of or not so_far.days:
        return None
    return next(
        (
            day
            for day in range(1, so_far.days + 1)
            if so_far.late * of * so_far.days + late * so_far.to_come * day
            > allowed * of * so_far.days
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a level, and what is left of it this month."""

    result: Result
    so_far: SoFar
    left: Left


@dataclass(frozen=True, slots=True)
class Budget:
    """The calendar month from `first` to `ends`, of which `last` is the last day of the data."""

    first: dt.date
    last: dt.date
    ends: dt.date
    lines: tuple[Line, ...]

    def of(self, dimension: str, level: int) -> tuple[Line, ...]:
        """Return a dimension's lines at a level, what runs out first before the others."""
        found = [
            line
            for line in self.lines
            if (line.result.dimension, line.result.level) == (dimension, level)
        ]
        return tuple(sorted(found, key=_runs_out))


def _runs_out(line: Line) -> tuple[int, int, int]:
    order = {"out_of_reach": 0, "open": 1, "holds": 2, "too_few": 3}
    return order[line.left.fate], line.left.day or 1000, line.left.left


def budget(
    workspace: Workspace, request: Request, config: Config, dimensions: Iterable[DimensionResult]
) -> Budget | None:
    """Return the budget of the month in which the data end, for what the request is about; None without data.

    Shares and the mean of ratings have one; a mean time has none.
    """
    extent = workspace.extent
    if extent is None:
        return None
    zone = request.period.zone
    last = _local_day(extent.last_created, zone)
    first = last.replace(day=1)
    past = (first + dt.timedelta(days=32)).replace(day=1)
    since = max(last - dt.timedelta(days=_WEEKS - 1), _local_day(extent.start, zone))
    span = Period("span", min(first, since), past, zone)
    asking = workspace.asking(request.over(span), aside=True)
    days = {
        "tickets": _Days(asking.ask("days_of_tickets"), first, since, last, past),
        "ratings": _Days(asking.ask("days_of_ratings"), first, since, last, past),
    }
    by_creation = request.definitions.resolution_by == "created"
    lines = [
        Line(result, so_far, _left(so_far, result, result.bound, config))
        for dimension in dimensions
        for result in dimension.criteria
        if result.bound is not None
        and (by_creation or result.key != "resolution_time")
        and (so_far := _so_far(result, days)) is not None
    ]
    return Budget(first, last, past - dt.timedelta(days=1), tuple(lines))


_LOW = {"csat_3_or_more_share": "below_3", "csat_share": "below_4", "csat_5_share": "below_5"}
_COUNTED = {"answered_share": "answered", "abandonment_rate": "abandoned"}


@dataclass(frozen=True, slots=True)
class _Days:
    """Counts by day: of the month from `first`; those from `since` on tell how many will come."""

    rows: Sequence[Row]
    first: dt.date
    since: dt.date
    last: dt.date
    past: dt.date

    def so_far(self, known: str, late: str, come: str) -> SoFar:
        """Return the month until now by its columns."""
        month = [row for row in self.rows if row["day"] >= self.first]
        lately = [row for row in self.rows if self.since <= row["day"] <= self.last]
        n, bad = _sum(month, known), _sum(month, late)
        pace = (bad, n) if n >= _FEW else (_sum(lately, late), _sum(lately, known))
        days = (self.past - self.last).days - 1
        return SoFar(n, bad, _sum(month, come) - n, self._to_come(lately, come), days, pace)

    def _to_come(self, lately: Iterable[Row], come: str) -> int:
        """Return how many will come: for each day that is left the mean of its weekday, rounded once."""
        counts = {row["day"]: int(row[come]) for row in lately}
        known = [
            self.since + dt.timedelta(days=i) for i in range((self.last - self.since).days + 1)
        ]
        total = Fraction(0)
        for i in range(1, (self.past - self.last).days):
            weekday = (self.last + dt.timedelta(days=i)).weekday()
            like = [day for day in known if day.weekday() == weekday] or known
            total += Fraction(sum(counts.get(day, 0) for day in like), len(like))
        return round(total)


def _so_far(result: Result, days: Mapping[str, _Days]) -> SoFar | None:
    if result.unit == "ratio":
        return None
    if result.key in COLUMNS and result.within is not None:
        column = COLUMNS[result.key]
        known, late = f"{column}_known_{result.within}", f"{column}_late_{result.within}"
        return days["tickets"].so_far(known, late, f"{column}_come")
    if counted := _COUNTED.get(result.key):
        come = "answered_come" if counted == "answered" else "abandoned_known"
        return days["tickets"].so_far(f"{counted}_known", f"{counted}_late", come)
    if result.key in _LOW:
        return days["ratings"].so_far("known", _LOW[result.key], "known")
    return days["ratings"].so_far("known", "lost", "known") if result.key == "csat_mean" else None


def _left(so_far: SoFar, result: Result, bound: Bound, config: Config) -> Left:
    """Return what is left by a criterion's bound."""
    entry = config.figures[result.key]
    least = getattr(config.ladder.rules, entry.least) if entry.least else _FEW
    thousandths = round(bound.value * 1000)
    if result.unit == "score":
        return left(so_far, _STARS - thousandths, most_each=_MOST_LOST, least=least)
    return left(so_far, thousandths if bound.lower_is_better else 1000 - thousandths, least=least)


def _sum(rows: Iterable[Row], column: str) -> int:
    return round(sum(row[column] or 0 for row in rows))


def _local_day(instant: dt.datetime, zone: str) -> dt.date:
    return instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)).date()
