"""Periods as a lead writes them → instants: `28d`, `2026-10`, `2026-Q3`, `2026-10-01..2026-10-31`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FORMS = "7d, 28d, 90d, 2026-10, 2026-Q3, 2026-10-01..2026-10-31 or all"
_BACK = re.compile(r"([1-9]\d{0,3})d")
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([12]\d{3})-Q([1-4])", re.IGNORECASE)
_DAYS = re.compile(r"([12]\d{3}-\d{2}-\d{2})\.\.([12]\d{3}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days `[first, past)`; `start` and `end` are the same as naive UTC instants."""

    text: str
    first: dt.date
    past: dt.date
    zone: str

    @property
    def start(self) -> dt.datetime:
        """The first instant of the period, naive UTC."""
        return _midnight(self.first, self.zone)

    @property
    def end(self) -> dt.datetime:
        """The instant at which the period is over, naive UTC."""
        return _midnight(self.past, self.zone)

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.past - self.first).days

    def words(self) -> str:
        """Return the period as a lead reads it: 24 Oct – 20 Nov 2026 (28 days)."""
        last = self.past - dt.timedelta(days=1)
        begin = f"{self.first.day} {self.first:%b}"
        if self.first.year != last.year:
            begin += f" {self.first.year}"
        return f"{begin} – {last.day} {last:%b} {last.year} ({self.days} day{'s' if self.days > 1 else ''})"

    def back(self, days: int) -> Period:
        """Return the `days` days that end with this period."""
        return Period(f"{days}d", self.past - dt.timedelta(days=days), self.past, self.zone)


def parse_period(text: str, data_start: dt.datetime, data_end: dt.datetime, zone: str) -> Period:
    """Return the period that `text` names; data instants are naive UTC.

    `28d` are the 28 local days up to the day of the last instant in the data. Raises ValueError with
    the forms there are.
    """
    first_day, last_day = _local(data_start, zone), _local(data_end, zone)
    tomorrow = last_day + dt.timedelta(days=1)
    try:
        if text == "all":
            return Period(text, first_day, tomorrow, zone)
        if found := _BACK.fullmatch(text):
            return Period(text, tomorrow - dt.timedelta(days=int(found[1])), tomorrow, zone)
        if found := _MONTH.fullmatch(text):
            return _months(text, int(found[1]), int(found[2]), 1, zone)
        if found := _QUARTER.fullmatch(text):
            return _months(text, int(found[1]), int(found[2]) * 3 - 2, 3, zone)
        if found := _DAYS.fullmatch(text):
            first, last = (dt.date.fromisoformat(found[i]) for i in (1, 2))
            if first <= last:
                return Period(text, first, last + dt.timedelta(days=1), zone)
    except (ValueError, OverflowError):
        pass  # said below, with the forms there are
    raise ValueError(f'"{text}" is not a period; write {FORMS}')


def previous(period: Period) -> Period | None:
    """Return the period before: the calendar month or quarter, else as many days; none for `all`."""
    if period.text == "all":
        return None
    if _MONTH.fullmatch(period.text) or _QUARTER.fullmatch(period.text):
        count = 3 if "Q" in period.text.upper() else 1
        month = period.first.month - count
        year = period.first.year - (month < 1)
        return Period(
            period.text + " before",
            dt.date(year, (month - 1) % 12 + 1, 1),
            period.first,
            period.zone,
        )
    return Period(
        f"{period.days}d before",
        period.first - dt.timedelta(days=period.days),
        period.first,
        period.zone,
    )


def _months(text: str, year: int, month: int, count: int, zone: str) -> Period:
    past = month + count
    return Period(
        text, dt.date(year, month, 1), dt.date(year + (past > 12), (past - 1) % 12 + 1, 1), zone
    )


def _local(instant: dt.datetime, zone: str) -> dt.date:
    return instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)).date()


def _midnight(day: dt.date, zone: str) -> dt.datetime:
    local = dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return local.astimezone(dt.UTC).replace(tzinfo=None)
