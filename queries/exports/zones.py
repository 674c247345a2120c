"""A time zone's rule as DuckDB macros: local wall time → UTC, and whether a clock change leaves doubt.

A CASE over the zone's changes of offset is several times cheaper than DuckDB's own conversion and
says what happens at a change: a time that occurs twice is read as its first pass, a time that the
clocks skipped is read with the offset before the change.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from queries.sqltext import identifier

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_HALF_HOUR = dt.timedelta(minutes=30)
_EPOCH = dt.datetime(1970, 1, 1)
_BRACKETED = re.compile(r"\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*")
_OFFSET = re.compile(r"(?:UTC|GMT)(?:\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?)?|Z", re.IGNORECASE)
_PLACE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")


class Doubt(NamedTuple):
    """Local times from `start` until `end` that the clocks skipped, or that occurred twice."""

    start: dt.datetime
    end: dt.datetime
    what: Literal["skipped", "twice"]


def zone_of_header(header: str) -> str | None:
    """Return the zone that a column's name says in brackets, as "Created (UTC)" does."""
    return next((zone for words in _BRACKETED.findall(header) if (zone := zone_named(words))), None)


def zone_named(words: str) -> str | None:
    """Return the zone that words name (UTC, GMT+1, Europe/Berlin), None where they name none."""
    words = words.strip()
    if _OFFSET.fullmatch(words):
        return _fixed(words)
    if _PLACE.fullmatch(words):
        try:
            return ZoneInfo(words).key
        except (KeyError, ValueError, OSError):
            return None
    return None


def without_zone(header: str) -> str:
    """Return a column's name without the zone that it says."""
    return _BRACKETED.sub(lambda found: " " if zone_of_header(found[0]) else found[0], header)


def _fixed(words: str) -> str:
    """Return UTC, or UTC±hh:mm, for GMT+1, UTC-03:30 and the like."""
    found = _OFFSET.fullmatch(words)
    if found is None or found[1] is None:
        return "UTC"
    return f"UTC{found[1]}{int(found[2]):02}:{found[3] or '00'}"


@cache
def _rule(zone: str) -> dt.tzinfo:
    found = _OFFSET.fullmatch(zone)
    if found is None or found[1] is None:
        return ZoneInfo(zone)
    ahead = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return dt.timezone(ahead if found[1] == "+" else -ahead)


@cache
def changes(zone: str, first_year: int, last_year: int) -> tuple[tuple[dt.datetime, int], ...]:
    """Return (local time of change, offset in seconds before it) for each change of `zone`.

    The last pair holds datetime.max and the offset in force at the end.
    """
    rule = _rule(zone)
    found: list[tuple[dt.datetime, int]] = []
    instant = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)
    while instant < end:
        step = min(instant + 20 * _DAY, end)
        if _offset(rule, step) != _offset(rule, instant):
            before, after = instant, step
            while after - before > dt.timedelta(seconds=1):
                middle = before + (after - before) / 2
                middle = middle.replace(microsecond=0)
                if middle in (before, after):
                    break
                if _offset(rule, middle) == _offset(rule, before):
                    before = middle
                else:
                    after = middle
            old, new = _offset(rule, before), _offset(rule, after)
            wall = after.replace(tzinfo=None) + dt.timedelta(seconds=max(old, new))
            found.append((wall, old))
        instant = step
    found.append((dt.datetime.max, _offset(rule, end)))
    return tuple(found)


def _offset(rule: dt.tzinfo, instant: dt.datetime) -> int:
    offset = instant.astimezone(rule).utcoffset()
    return round(offset.total_seconds()) if offset else 0


def doubts(zone: str, first_year: int, last_year: int) -> tuple[Doubt, ...]:
    """Return the local times of `zone` that name no instant, or two."""
    spans = changes(zone, first_year, last_year)
    return tuple(
        Doubt(
            wall - dt.timedelta(seconds=abs(new - old)), wall, "skipped" if new > old else "twice"
        )
        for (wall, old), (_, new) in pairwise(spans)
    )


def macro_names(zone: str = "") -> tuple[str, str]:
    """Return the names of the two macros for local times of `zone`; without one, of the export's."""
    return (
        (identifier(f"to_utc {zone}"), identifier(f"clock_doubt {zone}"))
        if zone
        else ("to_utc", "clock_doubt")
    )


def zone_macros(zone: str, first_year: int, last_year: int, named: str = "") -> tuple[str, str]:
    """Return the DuckDB macros for local times of `zone`, called as `macro_names(named)` says.

    `to_utc(t)` is the instant; `clock_doubt(t)` is 'skipped' or 'twice' where it is doubtful. Few
    times lie in an hour of the week in which the clocks ever change: only those are looked up, by
    their half hour, in one list, since a search through cases would take long to plan.
    """
    to_utc, clock_doubt = macro_names(named)
    found = doubts(zone, first_year, last_year)
    return (
        f"create or replace macro {to_utc}(t) as "
        f"t - {_shift(changes(zone, first_year, last_year))}",
        f"create or replace macro {clock_doubt}(t) as {_doubt(found)}",
    )


def _half_hours(found: tuple[Doubt, ...], what: str) -> list[int]:
    """Return the half hours since 1970 that a doubt of one kind touches."""
    return [
        half_hour
        for doubt in found
        if doubt.what == what
        for half_hour in range(_since_1970(doubt.start), _since_1970(doubt.end - _SECOND) + 1)
    ]


def _since_1970(time: dt.datetime) -> int:
    return (time - _EPOCH) // _HALF_HOUR


def _doubt(found: tuple[Doubt, ...]) -> str:
    kinds = {what: _half_hours(found, what) for what in ("skipped", "twice")}
    hours = sorted({half_hour // 2 % 168 for listed in kinds.values() for half_hour in listed})
    if not hours:
        return "null::varchar"
    cases = " ".join(
        f"when list_position('{listed}'::integer[], (epoch_us(t) // 1800000000)::integer) > 0 "
        f"then '{what}'"
        for what, listed in kinds.items()
    )
    # Weeks are added so that the remainder is positive before 1970 as well.
    return (
        f"case when (epoch_us(t) + {10_000 * 168 * 3_600_000_000}) // 3600000000 % 168 "
        f"in ({', '.join(map(str, hours))}) then case {cases} end end"
    )


def _shift(spans: tuple[tuple[dt.datetime, int], ...]) -> str:
    """Return the offset of `t` as a balanced CASE: a search by halves, not a walk."""
    if len(spans) == 1:
        return f"interval ({spans[0][1]}) second"
    half = len(spans) // 2
    wall = spans[half - 1][0]
    return (
        f"case when t < timestamp '{wall:%Y-%m-%d %H:%M:%S}' "
        f"then {_shift(spans[:half])} else {_shift(spans[half:])} end"
    )
