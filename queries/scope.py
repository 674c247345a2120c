"""What is asked: a period, a filter, a definition set, as of when. One frozen request says it all.

Periods as a lead writes them: `28d`, `2026-10`, `2026-Q3`, `2026-10-01..2026-10-31`, `all`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from queries.said import SaidError, said

if TYPE_CHECKING:
    from queries.config.schema import Definitions

_BACK = re.compile(r"([1-9]\d{0,3})d")
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([12]\d{3})-Q([1-4])", re.IGNORECASE)
_DAYS = re.compile(r"([12]\d{3}-\d{2}-\d{2})\.\.([12]\d{3}-\d{2}-\d{2})")
_INTERRUPT_EVERY = 0.005
TREND_PARTS = 8  # equal parts of a period in which a figure is drawn over time
Kind = Literal["days", "month", "quarter", "span", "all"]
Against = Literal[
    "before", "year"
]  # what a period is compared with: the one before it, or that of a year ago
_MONTHS = {"month": 1, "quarter": 3}
_YEAR = 364  # days: the same weekdays


class StoppedError(Exception):
    """What was asked is not wanted any more."""


class Stop:
    """Stops what is asked: looked at before and after every statement, and interrupts the one that runs."""

    def __init__(self) -> None:
        """Begin as not stopped."""
        self._changed = threading.Condition()
        self._stopped = False
        self._running: dict[int, Callable[[], object]] = {}

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self._stopped

    def stop(self) -> None:
        """Stop: nothing further starts, and what runs ends soon. Returns at once."""
        with self._changed:
            self._stopped = True
            if self._running:
                threading.Thread(target=self.wait).start()

    def wait(self) -> None:
        """Interrupt what runs until nothing does.

        A statement that has passed its check but not begun would not hear a single interrupt.
        """
        with self._changed:
            while self._running:
                for interrupt in self._running.values():
                    interrupt()
                self._changed.wait(_INTERRUPT_EVERY)

    def check(self) -> None:
        """Raise StoppedError where it was stopped."""
        if self._stopped:
            raise StoppedError

    @contextmanager
    def guarding(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Let one statement run, which `interrupt` ends; raise StoppedError where it was stopped."""
        token = threading.get_ident()
        with self._changed:
            self.check()
            self._running[token] = interrupt
        try:
            yield
        finally:
            with self._changed:
                self._running.pop(token, None)
                self._changed.notify_all()
        self.check()


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days `[first, past)`; `start` and `end` are the same as naive UTC instants."""

    kind: Kind
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
    def last(self) -> dt.date:
        """The last day of the period."""
        return self.past - dt.timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.past - self.first).days

    @property
    def name(self) -> str:
        """The period as a lead writes it."""
        match self.kind:
            case "all":
                return "all"
            case "days":
                return f"{self.days}d"
            case "month":
                return f"{self.first:%Y-%m}"
            case "quarter":
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
            case "span":
                return f"{self.first}..{self.last}"

    def earlier(self) -> Period | None:
        """Return the period before: the calendar month or quarter, else as many days; none for all."""
        return self._shifted(-1)

    def later(self) -> Period | None:
        """Return the period after; none for all."""
        return self._shifted(1)

    def year_ago(self) -> Period | None:
        """Return the same month or quarter a year ago, else the days 52 weeks ago; none where these overlap."""
        if months := _MONTHS.get(self.kind):
            return self._shifted(-12 // months)
        if self.kind == "all" or self.days > _YEAR:
            return None
        by = dt.timedelta(days=_YEAR)
        return Period("span", self.first - by, self.past - by, self.zone)

    def compared(self, against: Against) -> Period | None:
        """Return the period that this one is compared with, if any."""
        return self.earlier() if against == "before" else self.year_ago()

    def back(self, days: int) -> Period:
        """Return the `days` days that end with this period."""
        return Period("span", self.past - dt.timedelta(days=days), self.past, self.zone)

    def _shifted(self, steps: int) -> Period | None:
        if self.kind == "all":
            return None
        if months := _MONTHS.get(self.kind):
            return _months(self.kind, self.first.year, self.first.month + steps * months, self.zone)
        by = dt.timedelta(days=steps * self.days)
        return Period("span", self.first + by, self.past + by, self.zone)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets: of a team, a channel, an agent, a contact reason; None filters nothing."""

    team: str | None = None
    channel: str | None = None
    agent: str | None = None
    reason: str | None = None


FILTERS = tuple(field.name for field in fields(Filter))


@dataclass(frozen=True, slots=True)
class Request:
    """All that decides an answer.

    `as_of` is the instant (naive UTC) whose knowledge counts, `before` the period to compare with, if any,
    as it was known at `before_as_of`; `against` says which that is. `stop` ends the asking and is
    no part of what is asked.
    """

    period: Period
    filter: Filter
    definitions_name: str
    definitions: Definitions
    as_of: dt.datetime
    before: Period | None = None
    before_as_of: dt.datetime | None = None
    against: Against = "before"
    stop: Stop = field(default_factory=Stop, compare=False, repr=False)

    def over(self, period: Period) -> Request:
        """Return the same request over another period, compared with none."""
        return replace(self, period=period, before=None, before_as_of=None)

    def as_before(self) -> Request:
        """Return the request for the period before, as it stood; raise ValueError where there is none."""
        if self.before is None or self.before_as_of is None:
            raise ValueError("it is compared with no period")
        return replace(
            self, period=self.before, as_of=self.before_as_of, before=None, before_as_of=None
        )

    def by(self, name: str, definitions: Definitions) -> Request:
        """Return the same request by another definition set, compared with no period."""
        return replace(
            self,
            definitions_name=name,
            definitions=definitions,
            before=None,
            before_as_of=None,
        )

    def of(self, **narrower: str | None) -> Request:
        """Return the same request with `team`, `channel`, `agent` or `reason` narrowed."""
        return replace(self, filter=replace(self.filter, **narrower))

    def stoppable(self) -> Request:
        """Return the same request with a stop flag of its own."""
        return replace(self, stop=Stop())


class RequestError(SaidError, ValueError):
    """What is asked for is nothing that can be asked."""


def as_it_stood(period: Period, before: Period, as_of: dt.datetime) -> tuple[Period, dt.datetime]:
    """Return what a period is compared with, and as of when: as old as the period is at `as_of`.

    A period that still runs is compared with as many days.
    """
    end = period.end
    if as_of < period.end:
        days = max(1, math.ceil((as_of - period.start) / dt.timedelta(days=1)))
        if days < period.days:
            before = replace(before, kind="span", past=before.first + dt.timedelta(days=days))
            end = period.start + dt.timedelta(days=days)
    return before, before.end + (as_of - end)


def parse_period(
    text: str,
    data_start: dt.datetime,
    last_created: dt.datetime,
    zone: str,
    data_end: dt.datetime | None = None,
) -> Period:
    """Return the period that `text` names; data instants are naive UTC.

    `28d` are the 28 local days up to the day of the last creation in the data, `all` reaches to the day of
    their last instant. Raises RequestError where it names none.
    """
    tomorrow = _local(last_created, zone) + dt.timedelta(days=1)
    try:
        if text == "all":
            past = _local(data_end or last_created, zone) + dt.timedelta(days=1)
            return Period("all", _local(data_start, zone), past, zone)
        if found := _BACK.fullmatch(text):
            return Period("days", tomorrow - dt.timedelta(days=int(found[1])), tomorrow, zone)
        if found := _MONTH.fullmatch(text):
            return _months("month", int(found[1]), int(found[2]), zone)
        if found := _QUARTER.fullmatch(text):
            return _months("quarter", int(found[1]), int(found[2]) * 3 - 2, zone)
        if found := _DAYS.fullmatch(text):
            first, last = (dt.date.fromisoformat(found[i]) for i in (1, 2))
            if first <= last:
                return Period("span", first, last + dt.timedelta(days=1), zone)
    except (ValueError, OverflowError):
        pass  # said below
    raise RequestError(said("no_period", period=text))


def _months(kind: Kind, year: int, month: int, zone: str) -> Period:
    """Return the month or quarter that begins in `month`, which may lie beyond the year."""
    begin, past = year * 12 + month - 1, year * 12 + month - 1 + _MONTHS[kind]
    return Period(
        kind,
        dt.date(begin // 12, begin % 12 + 1, 1),
        dt.date(past // 12, past % 12 + 1, 1),
        zone,
    )


def _local(instant: dt.datetime, zone: str) -> dt.date:
    return instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)).date()


def _midnight(day: dt.date, zone: str) -> dt.datetime:
    local = dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return local.astimezone(dt.UTC).replace(tzinfo=None)
