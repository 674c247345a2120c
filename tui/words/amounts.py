"""Numbers, times and changes in words: one unit, as people say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.figures.measure import Figure


NOTHING = "–"


def duration(seconds: float | None) -> str:
    """Return a time as people say it: 49 s, 3 min 2 s, 3 h 2 min, 2 d 4 h."""
    if seconds is None:
        return NOTHING
    whole = round(seconds)
    if whole < 0:
        return "-" + duration(-seconds)
    for big, small, size, limit in (
        ("min", "s", 60, 3600),
        ("h", "min", 3600, 86400 * 2),
        ("d", "h", 86400, float("inf")),
    ):
        if whole < 60:
            return f"{whole} s"
        if whole < limit:
            unit = {"min": 1, "h": 60, "d": 3600}[big]
            units = round(seconds / unit)
            per = size // unit
            return (
                f"{units // per} {big} {units % per} {small}"
                if units % per
                else f"{units // per} {big}"
            )
    return NOTHING


def brief(seconds: float | None) -> str:
    """Return a time for a narrow column: 49 s, 48 min, 13.8 h, 2.1 d."""
    if seconds is None:
        return NOTHING
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    if seconds < 99.5 * 60:
        return f"{seconds / 60:.0f} min"
    if seconds < 47.95 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} d"


def or_nothing(text: object) -> str:
    """Return a text, or nothing at all where there is none."""
    return "" if text is None else str(text)


def age(seconds: float) -> str:
    """Return how old something is, in one unit: 12 min, 9 h, 3 d."""
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))} min"
    return f"{seconds / 3600:.0f} h" if seconds < 48 * 3600 else f"{seconds / 86400:,.0f} d"


def share(value: float | None, digits: int = 1) -> str:
    """Return a share as a percentage: 87.3 %."""
    return NOTHING if value is None else f"{value * 100:.{digits}f} %"


def value(number: float | None, unit: str | None) -> str:
    """Return a figure in its unit."""
    if number is None:
        return NOTHING
    match unit:
        case "seconds":
            return duration(number)
        case "share":
            return share(number)
        case "score" | "ratio":
            return f"{number:.2f}"
        case _:
            return f"{number:,.0f}"


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
        words = f"{size * 100:.1f}" if short else f"{size * 100:.1f} points"
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


def moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) as local wall time: Fri 20 Nov 2026 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def short_moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) for a narrow column: 20 Nov 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return f"{local.day:>2} {local:%b %H:%M}"


def span(first: dt.date, last: dt.date, year: int) -> str:
    """Return days as a lead reads them, the year only where it is not `year`: 24 Oct–20 Nov."""
    end = f"{last.day} {last:%b}" + (f" {last.year}" if last.year != year else "")
    if first == last:
        return end
    begin = (
        f"{first.day}"
        if (first.year, first.month) == (last.year, last.month)
        else f"{first.day} {first:%b}"
    )
    return f"{begin}{f' {first.year}' if first.year != last.year else ''}–{end}"
