"""A column's words → numbers and durations, in the forms that the settings can say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from queries.exports.propose.vocabulary import fold
from queries.exports.time_words import in_words

_READ = 0.8
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CLOCK = re.compile(r"(-?)(\d+):([0-5]?\d)(?::([0-5]?\d)(?:\.\d+)?)?")
_DAYS = re.compile(r"(\d+) ?d(?:ays?)?,? (\d+:\d{2}:\d{2}(?:\.\d+)?)", re.IGNORECASE)
_ISO = re.compile(
    r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
SECONDS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "milliseconds": 0.001}


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column read as numbers, by word; `whole`: all of them are whole."""

    of: Mapping[str, float]
    decimal: str | None = None
    thousands: str | None = None

    @property
    def whole(self) -> bool:
        """Whether no number has a fraction."""
        return all(n == int(n) for n in self.of.values())


@dataclass(frozen=True, slots=True)
class Durations:
    """A column read as durations: in seconds by word, where its words say their unit."""

    of: Mapping[str, float]
    unit: str


def read_numbers(words: Collection[str]) -> Numbers | None:
    """Return words as numbers, None where they are none."""
    decimal = "," if any("," in w for w in words) and not any("." in w for w in words) else None
    if any(_THOUSANDS.fullmatch(w) for w in words) and all(
        len(w.partition(",")[2]) != 2 for w in words
    ):
        return _numbers({w: w.replace(",", "") for w in words}, words, None, ",")
    plain = {w: w.replace(",", ".") if decimal else w for w in words if _NUMBER.fullmatch(w)}
    return _numbers(plain, words, decimal, None)


def _numbers(
    plain: Mapping[str, str], words: Collection[str], decimal: str | None, thousands: str | None
) -> Numbers | None:
    read = {}
    for word, number in plain.items():
        try:
            read[word] = float(number)
        except ValueError:
            continue
    if not read or len(read) < _READ * len(words):
        return None
    return Numbers(read, decimal, thousands)


def read_durations(words: Collection[str]) -> Durations | None:
    """Return words as durations that say their own unit, None where they are none; minus signs stay."""
    for unit, read in (("h:mm:ss", _clock), ("2d 3h", _worded), ("ISO 8601", _iso)):
        found = {w: s for w in words if (s := read(w)) is not None}
        if found and len(found) >= _READ * len(words):
            return Durations(found, unit)
    return None


def _clock(word: str) -> float | None:
    found = _CLOCK.fullmatch(word)
    if found is None:
        return None
    sign, hours, minutes, seconds = found.groups()
    return (-1 if sign else 1) * (int(hours) * 3600.0 + int(minutes) * 60 + int(seconds or 0))


def _worded(word: str) -> float | None:
    found = _parts(re.match(in_words(), fold(word)))
    return found if found is not None else _days_and_clock(word)


def _days_and_clock(word: str) -> float | None:
    found = _DAYS.fullmatch(word)
    clock = _clock(found[2]) if found else None
    return None if found is None or clock is None else int(found[1]) * 86400.0 + clock


def _iso(word: str) -> float | None:
    return None if word.endswith("T") else _parts(_ISO.fullmatch(word))


def _parts(found: re.Match[str] | None) -> float | None:
    if found is None or not any(found.groups()):
        return None
    sizes = (86400.0, 3600.0, 60.0, 1.0)
    return sum(
        float((n or "0").replace(",", ".")) * size
        for n, size in zip(found.groups(), sizes, strict=True)
    )
