"""The team's opening hours as intervals of UTC, with the open seconds before each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from queries.config.schema import Team

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OpenInterval = tuple[dt.datetime, dt.datetime, float]


def open_intervals(team: Team, first: dt.datetime, last: dt.datetime) -> Iterator[OpenInterval]:
    """Yield (starts_at, ends_at, open seconds before) in naive UTC, well beyond both instants.

    Hours are local wall time: on the day of a clock change an interval is as long as it really was.
    The first interval is empty and lies before all instants, so that each has one before it.
    """
    begin = first.date() - dt.timedelta(days=14)
    yield (dt.datetime(1, 1, 1), dt.datetime(1, 1, 1), 0.0)
    zone, before = ZoneInfo(team.timezone), 0.0
    for number in range((last.date() - begin).days + 14):
        day = begin + dt.timedelta(days=number)
        if day in team.holidays:
            continue
        for opens, closes in sorted(team.hours.get(_WEEKDAYS[day.weekday()], ())):  # type: ignore[call-overload]
            starts, ends = _instant(day, opens, zone), _instant(day, closes, zone)
            yield starts, ends, before
            before += (ends - starts).total_seconds()


def _instant(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    day += dt.timedelta(days=minutes // 1440)
    local = dt.datetime.combine(day, dt.time(minutes % 1440 // 60, minutes % 60), zone)
    return local.astimezone(dt.UTC).replace(tzinfo=None)
