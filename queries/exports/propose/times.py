"""A column's words → times, in the forms that the settings can say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from queries.exports.date_formats import date_formats
from queries.exports.propose.proposal import Order

_READ, _READ_BY_NAME = 0.8, 0.6
_EPOCH = dt.datetime(1970, 1, 1)
_DAYS_TO_1970 = 25_569  # of spreadsheets
_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ([AaPp][Mm]))?"
_ISO = re.compile(
    rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?:[T ]+{_CLOCK})?(?: ?(?:Z|z|UTC|[+-]\d{{2}}:?(?:\d{{2}})?))?"
)
_NUMERIC = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?:[T ,]+{_CLOCK})?")
_CLOCK_ONLY = re.compile(_CLOCK)
_NUMBER = re.compile(r"\d{1,15}(?:\.\d+)?")
_LETTERS = re.compile(r"[A-Za-z]{3}")

# From, to, what the settings call it, how many are a second, seconds from its beginning to 1970.
_COUNTS = (
    (3e8, 4.1e9, "epoch seconds", 1.0, 0.0),
    (3e11, 4.1e12, "epoch milliseconds", 1000.0, 0.0),
    (30_000, 60_000, "excel serial", 1 / 86400, _DAYS_TO_1970 * 86400.0),
)

_FROM_1970 = ("epoch seconds", "epoch milliseconds")

Form = Literal["iso", "numeric", "formatted"]


@dataclass(frozen=True, slots=True)
class Times:
    """A column read as times.

    `at`: seconds since 1970 by word, as if all stood in UTC. `share` of the words could be read, and
    `clocked` say a time of day. `format` is what the settings must say, `order` what the dates prove:
    ambiguous where both orders read all of them and differ. `dates` is the order that the settings
    must say.
    """

    form: Form
    at: Mapping[str, float]
    share: float
    clocked: float
    format: str | None = None
    order: Order | Literal["ambiguous", "mixed"] | None = None
    dates: Order | None = None


def read_times(words: Collection[str], *, named: bool, weights: Mapping[str, int]) -> Times | None:
    """Return different words as times, None where they are none.

    `named`: the column's name speaks of a time, which numbers need and which makes do with fewer.
    `weights` say how often each word stands.
    """
    least = _READ_BY_NAME if named else _READ
    total = sum(weights[word] for word in words)
    if not total:
        return None
    best: Times | None = None
    for times in _tries(words, named):
        none = weights.get("0", 0) if times.format in _FROM_1970 else 0
        share = sum(weights[word] for word in times.at) / max(total - none, 1)
        if share >= least and (best is None or share > best.share + 0.05):
            clocked = sum(weights[w] for w in times.at if times.clocked or ":" in w)
            read = sum(weights[w] for w in times.at)
            best = replace(times, share=share, clocked=clocked / read)
            if share > 0.99:
                break
    return best


def in_order(words: Collection[str], order: Order) -> dict[str, float]:
    """Return numeric dates read in one order."""
    return {w: at for w in words if (at := _numeric(w, order)) is not None}


def clock_times(words: Collection[str]) -> dict[str, float] | None:
    """Return words as times of day in seconds since midnight, None where they are none."""
    read = {}
    for word in words:
        found = _CLOCK_ONLY.fullmatch(word)
        if found is None or (seconds := _seconds(*found.groups())) is None:
            continue
        read[word] = seconds
    return read if len(read) >= _READ * len(words) and read else None


def _tries(words: Collection[str], named: bool) -> Iterable[Times]:
    iso = {w: at for w in words if (at := _iso(w)) is not None}
    if iso:
        yield Times("iso", iso, 0, 0)
    if numeric := [w for w in words if _NUMERIC.fullmatch(w)]:
        yield _in_some_order(numeric)
    lettered = [w for w in words if _LETTERS.search(w) and any(c.isdigit() for c in w)]
    if len(lettered) >= _READ_BY_NAME * len(words):
        yield from (t for w in lettered[:3] for f in date_formats(w) if (t := _formatted(words, f)))
    if named:
        yield from _of_numbers(words)


def _of_numbers(words: Collection[str]) -> Iterable[Times]:
    """Yield what numbers may count, under a name of a time; a zero is nothing."""
    numbers = {w: float(w) for w in words if _NUMBER.fullmatch(w)}
    for least, most, form, per_second, since in _COUNTS:
        read = {w: n / per_second - since for w, n in numbers.items() if least <= n < most}
        if read:
            clocked = 1.0 if form != "excel serial" or any("." in w for w in read) else 0.0
            yield Times("formatted", read, 0, clocked, form)
    for digits, form in ((6, "%y%m%d"), (8, "%Y%m%d"), (14, "%Y%m%d%H%M%S")):
        if (sized := [w for w in numbers if len(w) == digits]) and (t := _formatted(sized, form)):
            yield t


def _in_some_order(words: list[str]) -> Times:
    day, month = (in_order(words, order) for order in ("day-first", "month-first"))
    only_day, only_month = day.keys() - month.keys(), month.keys() - day.keys()
    order: Order | Literal["ambiguous", "mixed"] | None = None
    if only_day and only_month:
        order = "mixed"
    elif only_day or only_month:
        order = "day-first" if only_day else "month-first"
    elif any(day[w] != month[w] for w in day):
        order = "ambiguous"
    read = (
        month
        if order == "month-first" or (order == "mixed" and len(only_month) > len(only_day))
        else day
    )
    form = None
    if any(re.search(r"\d[AaPp][Mm]$", w) for w in words[:3]):
        form = next((f for f in date_formats(words[0]) if _formatted(words, f)), None)
    return Times("numeric", read, 0, 0, form, order)


def _formatted(words: Collection[str], form: str) -> Times | None:
    read = {}
    for word in words:
        try:
            at = dt.datetime.strptime(word, form)
        except ValueError:
            continue
        read[word] = (at.replace(tzinfo=None) - _EPOCH).total_seconds()
    if not read:
        return None
    return Times("formatted", read, 0, float("%H" in form or "%I" in form), form)


def _iso(word: str) -> float | None:
    found = _ISO.fullmatch(word)
    if found is None:
        return None
    year, _, month, day, *clock = found.groups()
    return _at(int(year), int(month), int(day), clock)


def _numeric(word: str, order: Order) -> float | None:
    found = _NUMERIC.fullmatch(word)
    if found is None:
        return None
    first, _, second, year, *clock = found.groups()
    day, month = (first, second) if order == "day-first" else (second, first)
    full = int(year) if len(year) == 4 else 2000 + int(year) - 100 * (int(year) > 68)
    return _at(full, int(month), int(day), clock)


def _at(year: int, month: int, day: int, clock: list[str | None]) -> float | None:
    seconds = _seconds(*clock) if clock[0] is not None else 0.0
    try:
        midnight = dt.datetime(year, month, day)
    except ValueError:
        return None
    return None if seconds is None else (midnight - _EPOCH).total_seconds() + seconds


def _seconds(
    hour: str | None, minute: str | None, second: str | None, half: str | None
) -> float | None:
    if hour is None or minute is None:
        return None
    hours = int(hour) % 12 + 12 * (half.casefold() == "pm") if half else int(hour)
    if hours > 24 or int(minute) > 59:
        return None
    return hours * 3600.0 + int(minute) * 60 + int(second or 0)


def looks_like_a_time(word: str) -> bool:
    """Whether a word is a time in a usual form."""
    return _iso(word) is not None or _NUMERIC.fullmatch(word) is not None
