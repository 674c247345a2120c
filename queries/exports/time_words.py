"""Times and durations in words: the words are data (time_words.yaml), here they become SQL.

`spelled(x)` writes a date in words, signs or digits of another script as the reader knows dates: the year first
where the words say which part is which, else with the day and month in the order that they have.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from queries.config.document import parse
from queries.config.model import Section
from queries.sqltext import literal, literal_list

_FILE = Path(__file__).with_name("time_words.yaml")
UNITS = ("days", "hours", "minutes", "seconds")
_MARKS = {"days": "d", "hours": "h", "minutes": "m", "seconds": "s"}
# Digits of other scripts, each from 0 to 9, and the spaces that stand for one.
_ZEROS = "٠۰०๐０"
_SPACES = "\u00a0\u2007\u2009\u202f\u3000"
_SCRIPTS = r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}]+"
# What stands in brackets behind an offset, or is a day of the week in one sign: it changes nothing.
_ASIDE = r"([+-][0-9]{2}:?[0-9]{2} )\([^)]*\)$|\([\p{Han}\p{Hangul}]\)"
_MONTH = r"([^0-9 .,:/()+-]{3,12})\.?"
# Dates in which the words or the signs say what is what: the groups' names, and a pattern.
_NAMED = (
    ("dmy", r"(?:^|[^0-9])([0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?[ ./-]*(?:of |de |del )?"
            + _MONTH + r"[ ,./-]*(?:de |del )?([0-9]{4})(?:[^0-9]|$)"),
    # A year of two digits stands before a time; of a day alone nobody can tell which number it is.
    ("dmy", r"(?:^|[^0-9])([0-9]{1,2})\.?[ ./-]+" + _MONTH + r"[ ./-]+([0-9]{2}),? +[0-9]{1,2}[:.h]"),
    ("mdy", _MONTH + r"[ -]+([0-9]{1,2})(?:st|nd|rd|th)?,?[ -]+([0-9]{4})(?:[^0-9]|$)"),
    ("mdy", _MONTH + r" +([0-9]{1,2}) +[0-9:.]+ +(?:[a-z]+ )?([0-9]{4})$"),
    ("ymd", r"(?:^|[^0-9])([0-9]{4})[ ./-]*" + _MONTH + r"[ ./-]*([0-9]{1,2})(?:[^0-9]|$)"),
)  # fmt: skip
_SIGNED = "([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일號号]?"
_NUMBERED = "[0-9]{1,4}([./-]) ?[0-9]{1,2}[./-] ?[0-9]{1,4}"
_PACKED = "^([0-9]{4})([0-9]{2})([0-9]{2})t([0-9]{2})([0-9]{2})"
_CLOCK = (
    "(?:^|[^0-9])([0-9]{1,2})(?:[:.]| ?h ?| ?[时時点點시] ?)([0-9]{2})"
    "(?:(?:[:.]| ?m(?:in)? ?| ?[分분] ?)([0-9]{2})(?:[.,]([0-9]+))?)?"
)


class Written(Section):
    """All of time_words.yaml."""

    months: dict[str, tuple[tuple[str, ...], ...]]
    beside: dict[str, tuple[str, ...]]
    mornings: tuple[str, ...]
    afternoons: tuple[str, ...]
    durations: dict[str, tuple[str, ...]]


@cache
def written() -> Written:
    """Return the words."""
    return Written.model_validate(parse(_FILE.read_bytes(), _FILE.name).data)


@cache
def in_words() -> str:
    """Return the pattern of a duration in words, days first, whose groups are the numbers of each unit.

    Both DuckDB and Python read it; a text that is none may match with no group.
    """
    units, joined = [], ""
    for unit in UNITS:
        words = "|".join(map(re.escape, sorted(written().durations[unit], key=len, reverse=True)))
        units.append(rf"(?:{joined}([0-9]+(?:,[0-9]{{1,2}}|\.[0-9]+)?) ?(?:{words})\.?)?")
        joined = ",? ?(?:(?:and|und|et|y|e|en) )?"
    return f"^{''.join(units)}$"


@cache
def time_macros() -> str:
    """Return the macros `spelled(x)` and `worded_seconds(x)` (see macros.sql)."""
    return ";\n".join((*_spelling(), _durations()))


def _durations() -> str:
    names = literal_list(_MARKS[unit] for unit in UNITS)
    return (
        "create or replace macro worded_seconds(x) as case when x between '0' and ':' then "
        f"coalesce(parts_in_seconds(regexp_extract(strip_accents(lower(x)), {literal(in_words())}, {names})), "
        "days_and_clock(x)) end"
    )


def _spelling() -> tuple[str, ...]:
    words, numbers = zip(*_months(), strict=True)
    known = sorted({*words, *_beside(), "t", "z", "gmt", "utc", "h", "m", "min", "s"})
    digits = "".join(chr(ord(zero) + n) for zero in _ZEROS for n in range(10))
    plain = "0123456789" * len(_ZEROS) + " " * len(_SPACES)
    dates = [
        f"named_day(regexp_extract(s, {literal(pattern)}, {literal_list(groups)}))"
        for groups, pattern in _NAMED
    ]
    dates.append(f"numbered_day(regexp_extract(s, {literal(_SIGNED)}, ['y', 'm', 'd']))")
    dates.append(f"nullif(replace(regexp_extract(s, {literal(_NUMBERED)}), ' ', ''), '')")
    bare = f"regexp_replace(s, {literal(_NUMBERED)}, ' ')"
    clock = f"regexp_extract({bare}, {literal(_CLOCK)}, ['h', 'm', 's', 'f'])"
    zone = "regexp_extract(s, ':[0-9]{2}[^+-]*([+-][0-9]{2}):?([0-9]{2})?', ['h', 'm'])"
    return (
        "create or replace macro small(x) as regexp_replace(strip_accents(lower(translate("
        f"ltrim(x, ''''), {literal(digits + _SPACES)}, {literal(plain)}))), {literal(_ASIDE)}, '\\1', 'g')",
        f"create or replace macro month_of(word) as ({list(numbers)})"
        f"[nullif(list_position({literal_list(words)}, word), 0)]",
        "create or replace macro day_text(y, m, d) as case when strlen(y) = 2 then '20' || y else y end "
        "|| '-' || lpad(m::varchar, 2, '0') || '-' || lpad(d, 2, '0')",
        "create or replace macro named_day(found) as list_transform([found], lambda p: "
        "list_transform([month_of(p.m)], "
        "lambda m: case when m is not null then day_text(p.y, m, p.d) end)[1])[1]",
        "create or replace macro numbered_day(found) as list_transform([found], "
        "lambda p: case when p.y <> '' then day_text(p.y, p.m, p.d) end)[1]",
        f"create or replace macro day_said(s) as coalesce({', '.join(dates)})",
        "create or replace macro hour_said(h, s) as case "
        f"when h < 12 and {_half('s', written().afternoons)} then h + 12 "
        f"when h = 12 and {_half('s', written().mornings)} then 0 else h end",
        "create or replace macro clock_text(found, s) as list_transform([found], "
        "lambda p: case when p.h = '' then '' else ' ' "
        "|| lpad(hour_said(p.h::integer, s)::varchar, 2, '0') || ':' || p.m "
        "|| ':' || coalesce(nullif(p.s, ''), '00') || case when p.f = '' then '' else '.' || p.f end end)[1]",
        "create or replace macro zone_text(found, s) as list_transform([found], lambda p: case when p.h <> '' "
        "then p.h || ':' || coalesce(nullif(p.m, ''), '00') "
        "when regexp_matches(s, '[0-9] ?\\(?(z|gmt|utc)([^a-z]|$)') then '+00:00' else '' end)[1]",
        "create or replace macro only_known(s) as len(list_filter("
        f"regexp_extract_all({_without_halves('s')}, {literal(_SCRIPTS)}), "
        f"lambda w: not list_contains({literal_list(known)}, w))) = 0",
        "create or replace macro spelled(x) as list_transform([regexp_replace(regexp_replace(small(x), "
        f"{literal(_PACKED + '([0-9]{2})')}, '\\1-\\2-\\3 \\4:\\5:\\6'), "
        f"{literal(_PACKED)}, '\\1-\\2-\\3 \\4:\\5')], lambda s: case when only_known(s) "
        f"then day_said(s) || clock_text({clock}, s) || zone_text({zone}, s) end)[1]",
    )


def _months() -> list[tuple[str, int]]:
    found = {
        word: number
        for months in written().months.values()
        for number, words in enumerate(months, 1)
        for word in words
    }
    return list(found.items())


def _beside() -> set[str]:
    return {word for words in written().beside.values() for word in words}


def _half(text: str, words: tuple[str, ...]) -> str:
    """Return the SQL for whether one of the words for half a day stands in a text."""
    return f"regexp_matches({text}, {literal(_halves(words))})"


def _halves(words: tuple[str, ...]) -> str:
    signs = [word for word in words if ord(word[0]) > 0x2E80]  # written without spaces
    others = "|".join(re.escape(word) for word in words if word not in signs)
    return rf"(?:^|[ 0-9,])(?:{others})(?:[ ,)]|$)|{'|'.join(signs)}"


def _without_halves(text: str) -> str:
    both = _halves((*written().mornings, *written().afternoons))
    return f"regexp_replace({text}, {literal(both)}, ' ', 'g')"
