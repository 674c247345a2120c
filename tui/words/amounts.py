"""Numbers, times and changes in words: one unit, as people say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.language import count, mark, number, say

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.figures.measure import Figure
    from queries.scope import Period


NOTHING = "–"
# Amounts by the units of the settings.
UNITS = {
    "s": mark("{n} s"),
    "min": mark("{n} min"),
    "h": mark("{n} h"),
    "d": mark("{n} d"),
    "%": mark("{n} %"),
}
_SECONDS, _MINUTES, _HOURS, _DAYS, _PERCENT = UNITS.values()


def duration(seconds: float | None) -> str:
    """Return a time as people say it: 49 s, 3 min 2 s, 3 h 2 min, 2 d 4 h."""
    if seconds is None:
        return NOTHING
    whole = round(seconds)
    if whole < 0:
        return "-" + duration(-seconds)
    if whole < 60:
        return say(_SECONDS, n=whole)
    for big, small, unit, per, limit in (
        (_MINUTES, _SECONDS, 1, 60, 3600),
        (_HOURS, _MINUTES, 60, 60, 86400 * 2),
        (_DAYS, _HOURS, 3600, 24, float("inf")),
    ):
        if whole < limit:
            first, second = divmod(round(seconds / unit), per)
            return say(big, n=first) + (f" {say(small, n=second)}" if second else "")
    return NOTHING


def brief(seconds: float | None) -> str:
    """Return a time for a narrow column: 49 s, 48 min, 13.8 h, 2.1 d."""
    if seconds is None:
        return NOTHING
    if seconds < 59.5:
        return say(_SECONDS, n=f"{seconds:.0f}")
    if seconds < 99.5 * 60:
        return say(_MINUTES, n=f"{seconds / 60:.0f}")
    if seconds < 47.95 * 3600:
        return say(_HOURS, n=number(seconds / 3600, 1))
    return say(_DAYS, n=number(seconds / 86400, 1))


def or_nothing(text: object) -> str:
    """Return a text, or nothing at all where there is none."""
    return "" if text is None else str(text)


def age(seconds: float) -> str:
    """Return how old something is, in one unit: 12 min, 9 h, 3 d."""
    if seconds < 3600:
        return say(_MINUTES, n=max(1, round(seconds / 60)))
    if seconds < 48 * 3600:
        return say(_HOURS, n=f"{seconds / 3600:.0f}")
    return say(_DAYS, n=number(seconds / 86400))


def share(value: float | None, digits: int = 1) -> str:
    """Return a share as a percentage: 87.3 %."""
    return NOTHING if value is None else say(_PERCENT, n=number(value * 100, digits))


def value(figure: float | None, unit: str | None) -> str:
    """Return a figure in its unit."""
    if figure is None:
        return NOTHING
    match unit:
        case "seconds":
            return duration(figure)
        case "share":
            return share(figure)
        case "score" | "ratio":
            return number(figure, 2)
        case _:
            return number(figure)


def score(stars: float) -> str:
    """Return one rating: 4 or 4.5."""
    return number(stars, len(f"{stars:g}".partition(".")[2]))


def dots(level: int | None) -> str:
    """Return a level as dots: ●●●○○; ◌ where it is not assessed."""
    return "◌" if level is None else "●" * level + "○" * (5 - level)


def change(moved: Change | None, unit: str | None, *, short: bool = False) -> str:
    """Return a change with its arrow: ▲ is better, ▼ worse, whichever way the number went; = is noise."""
    if moved is None:
        return ""
    if moved.better is None:
        return "="
    size = abs(moved.by)
    if unit == "share":
        n = number(size * 100, 1)
        words = n if short else say("{n} points", n=n)
    else:
        words = brief(size) if short and unit == "seconds" else value(size, unit)
    return f"{'▲' if moved.better else '▼'} {words}"


def points(difference: float) -> str:
    """Return a difference of shares in points, signed: +10, −3, 0."""
    whole = round(difference * 100)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"


def interval(csat: Figure) -> str:
    """Return where the true share lies, 95 % sure: 86.8 % – 99.1 %."""
    if not csat.n:
        return ""
    return f"{share(csat.parts['low'])} – {share(csat.parts['high'])}"


_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float | None]) -> str:
    """Return values as a line of bars from their least to their most; a gap where there is none."""
    known = [number for number in values if number is not None]
    if not known:
        return ""
    low, span = min(known), max(known) - min(known)
    return "".join(
        " " if number is None else _BARS[round((number - low) / span * 7) if span else 3]
        for number in values
    )


_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)
_WEEKDAYS = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)


def weekday(number: int) -> str:
    """Return what a day of the week is called, in short; 1 is Monday."""
    return say(_WEEKDAYS[number - 1])


def _month(day: dt.date) -> str:
    return say(_MONTHS[day.month - 1])


def moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) as local wall time: Fri 20 Nov 2026 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return say(
        "{weekday} {day} {month} {year} {time}",
        weekday=say(_WEEKDAYS[local.weekday()]),
        day=local.day,
        month=_month(local),
        year=local.year,
        time=f"{local:%H:%M}",
    )


def short_moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) for a narrow column: 20 Nov 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return say(
        "{day} {month} {time}", day=f"{local.day:>2}", month=_month(local), time=f"{local:%H:%M}"
    )


def reach_of_data(instant: dt.datetime, zone: str, year: int) -> str:
    """Return how far data reach: 20 Nov 23:41; of another year than `year` the day: 20 Nov 2025."""
    if instant.year == year:
        return short_moment(instant, zone).strip()
    return day(instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)))


def day(date: dt.date) -> str:
    """Return a day: 1 Nov 2026."""
    return say("{day} {month} {year}", day=date.day, month=_month(date), year=date.year)


def _day_of_year(date: dt.date) -> str:
    return say("{day} {month}", day=date.day, month=_month(date))


def span(first: dt.date, last: dt.date, year: int) -> str:
    """Return days as a lead reads them, the year only where it is not `year`: 24 Oct–20 Nov."""
    end = _day_of_year(last) if last.year == year else day(last)
    if first == last:
        return end
    if first.year != last.year:
        begin = day(first)
    elif first.month != last.month:
        begin = _day_of_year(first)
    else:
        begin = say("{day}", day=first.day)
    return f"{begin}–{end}"


def whole_days(period: Period) -> str:
    """Return a period as a lead reads it: 24 Oct – 20 Nov 2026 (28 days)."""
    same = period.first.year == period.last.year
    return count(
        "{first} – {last} ({n} day)",
        "{first} – {last} ({n} days)",
        period.days,
        first=_day_of_year(period.first) if same else day(period.first),
        last=day(period.last),
    )
