"""The team's opening hours as pieces of UTC time, with the open time before each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from queries.config.schema import Team

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = dt.timedelta(days=1)
Segment = tuple[dt.date, dt.datetime, dt.datetime, int, bool]


def open_segments(team: Team, first: dt.datetime, last: dt.datetime) -> Iterator[Segment]:
    """Yield (day, starts_at, ends_at, open microseconds before, open) in naive UTC, beyond both instants.

    Every instant lies in exactly one segment, and every segment within one UTC day. Hours are local wall
    time: on the day of a clock change an interval is as long as it really was.
    """
    begin = dt.datetime.combine(first.date() - 14 * _DAY, dt.time())
    past = dt.datetime.combine(last.date() + 14 * _DAY, dt.time())
    before, at = 0, begin
    for opens, closes in _open_intervals(team, begin, past):
        for starts, ends, is_open in ((at, opens, False), (opens, closes, True)):
            for piece in _by_day(starts, ends):
                yield piece[0].date(), *piece, before, is_open
                before += is_open * round((piece[1] - piece[0]) / dt.timedelta(microseconds=1))
        at = closes
    for piece in _by_day(at, past):
        yield piece[0].date(), *piece, before, False


def _open_intervals(
    team: Team, begin: dt.datetime, past: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the open intervals between two instants, one after the other; those that touch are one."""
    zone, last = ZoneInfo(team.timezone), begin
    day = begin.date() - _DAY
    while day <= past.date():
        if day not in team.holidays:
            for opens, closes in sorted(team.hours.get(_WEEKDAYS[day.weekday()], ())):  # type: ignore[call-overload]
                starts = max(_instant(day, opens, zone), last)
                ends = min(_instant(day, closes, zone), past)
                if starts < ends:
                    yield starts, ends
                    last = ends
        day += _DAY


def _by_day(starts: dt.datetime, ends: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    while starts < ends:
        midnight = dt.datetime.combine(starts.date() + _DAY, dt.time())
        yield starts, min(midnight, ends)
        starts = midnight


def _instant(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    day += dt.timedelta(days=minutes // 1440)
    local = dt.datetime.combine(day, dt.time(minutes % 1440 // 60, minutes % 60), zone)
    return local.astimezone(dt.UTC).replace(tzinfo=None)
