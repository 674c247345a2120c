"""Formats of strftime that a written time may have: guesses, to be tried on the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\d{1,2}(\W+)[A-Za-z]{3,9}(\W+)\d{4}", ("%d{0}%b{1}%Y", "%d{0}%B{1}%Y")),
    (r"\d{1,2}(\W+)[A-Za-z]{3,9}(\W+)\d{2}(?!\d)", ("%d{0}%b{1}%y", "%d{0}%B{1}%y")),
    (r"[A-Za-z]{3,9}(\W+)\d{1,2}(\W+)\d{4}", ("%b{0}%d{1}%Y", "%B{0}%d{1}%Y")),
    (r"(?<!\d)\d{14}(?!\d)", ("%Y%m%d%H%M%S",)),
    (r"(?<!\d)\d{8}(?!\d)", ("%Y%m%d", "%d%m%Y", "%m%d%Y")),
    (r"(?<!\d)\d{4}([-/. ])\d{1,2}\1\d{1,2}(?!\d)", ("%Y{0}%m{0}%d", "%Y{0}%d{0}%m")),
    (r"(?<!\d)\d{1,2}([-/.] ?)\d{1,2}\1\d{4}(?!\d)", ("%d{0}%m{0}%Y", "%m{0}%d{0}%Y")),
    (
        r"(?<!\d)\d{1,2}([-/.] ?)\d{1,2}\1\d{2}(?!\d)",
        ("%d{0}%m{0}%y", "%m{0}%d{0}%y", "%y{0}%m{0}%d"),
    ),
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}([:.h])\d{2}(?:[:.m]\d{2}(?P<part>[.,]\d+)?)?(?P<half>\s*[AaPp][Mm]\b)?"
)
_DIGITS_TIME = re.compile(r"(?<!\d)\d{2}\d{2}(\d{2})?(?!\d)")
_WEEKDAY = re.compile(r"^[A-Za-z]{3,9}(?=,? )")
_ZONE = re.compile(r"[+-]\d{2}:?\d{2}$")


def date_formats(written: str) -> Iterator[str]:
    """Yield what may be the format of a time: what is neither date nor time stands in it as it is."""
    for pattern, forms in _DATES:
        if found := re.search(pattern, written):
            before, after = written[: found.start()], written[found.end() :]
            for form in forms:
                date = form.format(*(_literally(group) for group in found.groups()))
                for lead in dict.fromkeys((_literally(before), *_weekdays(before))):
                    yield lead + date + _time(after)
            return


def _weekdays(before: str) -> list[str]:
    if _WEEKDAY.match(before):
        return [day + _literally(_WEEKDAY.sub("", before)) for day in ("%a", "%A")]
    return []


def _time(rest: str) -> str:
    """Return the format of what follows a date."""
    found = _TIME.search(rest)
    if found is None:
        digits = _DIGITS_TIME.search(rest)
        if digits is None:
            return _zone(rest)
        form = "%H%M%S" if digits[1] else "%H%M"
        return _literally(rest[: digits.start()]) + form + _zone(rest[digits.end() :])
    half = found["half"]
    form = f"{'%I' if half else '%H'}{found[1]}%M"
    marks = re.findall(r"\D+", found[0].removesuffix(half or ""))
    if len(marks) > 1:
        form += f"{marks[1]}%S"
    if found["part"]:
        form += f"{found['part'][0]}%f"
    if half:
        form += half[: len(half) - 2] + "%p"
    return _literally(rest[: found.start()]) + form + _zone(rest[found.end() :])


def _zone(rest: str) -> str:
    if found := _ZONE.search(rest):
        return _literally(rest[: found.start()]) + "%z"
    return _literally(rest)


def _literally(text: str) -> str:
    return text.replace("%", "%%")
