"""Hostile text, made harmless where it enters.

Text in exports, file names and settings may hold terminal escapes, bidi overrides or invisible
characters. `clean` turns each of them into a visible placeholder; `sql_macros` gives DuckDB the same
rule, so that a row cleaned in SQL and a name cleaned in Python read alike. Characters that join letters
of some scripts and the parts of an emoji stay where they do so: without them a name is another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
MAX_LENGTH = 2000  # of what is kept
SHOWN = 300  # of what is shown or written: more of one text is nobody's name
Range = tuple[int, int]

# Blank or invisible without being a format character: fillers, vowels of one script that are never drawn,
# selectors of a variant, tags. What Unicode calls default-ignorable and no category tells.
_IGNORABLE = (
    (0x34F, 0x34F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0D),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xE0000, 0xE0FFF),
)
# Controls, format characters, line and paragraph separators, halves of letters: what a terminal, a bidi
# algorithm or a markdown reader could act upon.
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
# What belongs to a text after a letter of a script, or an emoji, that needs it: joiners, directional
# marks, how an emoji looks. Anywhere else it is unsafe too.
_JOINERS = ((0x200C, 0x200F), (0xFE0E, 0xFE0F))
_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
_JOINED = (
    *_RIGHT_TO_LEFT,
    (0x900, 0x109F),  # Devanagari to Myanmar
    (0x1780, 0x180A),  # Khmer, Mongolian
    (0x1810, 0x18AF),
    (0x203C, 0x203C),  # signs that are emoji too
    (0x2049, 0x2049),
    (0x20E3, 0x20E3),
    (0x2100, 0x27BF),
    (0x2900, 0x2BFF),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
    (0x1F000, 0x1FAFF),
)
_SPACES = re.compile(r"[\t\n\r ]+")
_EDGES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # the separators that DuckDB's trim takes
_TRIM = re.compile(f"^[{_EDGES}]+|[{_EDGES}]+$")
_KEYCAP = "([0-9#*])\ufe0f(\u20e3)"  # drawn the same without what says how


def _in_ranges(points: Iterable[int]) -> tuple[Range, ...]:
    """Return ascending code points as ranges."""
    ranges: list[Range] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return tuple(ranges)


def _python(ranges: Iterable[Range]) -> str:
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges)


def _re2(ranges: Iterable[Range]) -> str:
    return "".join(rf"\x{{{a:x}}}-\x{{{b:x}}}" for a, b in ranges if not 0xD800 <= a <= 0xDFFF)


@dataclass(frozen=True, slots=True)
class _Table:
    """Characters by their Unicode properties, as Python's own table has them: SQL is given the same."""

    unsafe: tuple[Range, ...]
    piling: tuple[Range, ...]  # marks that stand over, under or around a letter: they pile up
    marks: tuple[Range, ...]  # these, and those with which a script spells


@cache
def _table() -> _Table:
    """Return the characters of each kind, of the planes that have any."""
    unsafe, piling, marks = [], [], []
    joiners = {point for first, last in _JOINERS for point in range(first, last + 1)}
    ignorable = {point for first, last in _IGNORABLE for point in range(first, last + 1)}
    for point in chain(range(0x20000), range(0xE0000, 0xE1000)):
        letter = chr(point)
        category = unicodedata.category(letter)
        if point in joiners:
            continue
        if category in _UNSAFE_CATEGORIES or point in ignorable:
            unsafe.append(point)
        elif category in ("Mn", "Me"):
            marks.append(point)
            if category == "Me" or unicodedata.combining(letter):
                piling.append(point)
    return _Table(_in_ranges(unsafe), _in_ranges(piling), _in_ranges(marks))


def _steps(write: Callable[[Iterable[Range]], str]) -> Iterator[tuple[str, str]]:
    """Yield what is replaced and by what, in order; `write` writes ranges for a character class."""
    table = _table()
    joined, joiners, right = write(_JOINED), write(_JOINERS), write(_RIGHT_TO_LEFT)
    piling, marks = write(table.piling), write(table.marks)
    yield f"([{piling}]{{2}})[{piling}]+", r"\1"
    yield f"([{marks}]{{4}})[{marks}]+", r"\1"  # Burmese and Tibetan spell with as many
    yield _KEYCAP, r"\1\2"
    # Marks before a letter that is written from right to left change nothing.
    yield f"(^|[^{joined}{joiners}])[\u200e\u200f]+([{right}])", r"\1\2"
    yield f"(^|[^{joined}{joiners}])[{joiners}]+", rf"\1{PLACEHOLDER}"
    yield f"([{joiners}][{joiners}])[{joiners}]+", r"\1"
    yield f"[{write(table.unsafe)}]", PLACEHOLDER


@cache
def _harmless() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), by) for pattern, by in _steps(_python))


@lru_cache(maxsize=8192)  # names stand in many lines, which are drawn again and again
def clean(text: str, length: int = MAX_LENGTH) -> str:
    """Return `text` on one line, NFC, without control or invisible characters, at most `length` long."""
    text = _TRIM.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    if not (text.isascii() and text.isprintable()):
        for pattern, by in _harmless():
            text = pattern.sub(by, text)
    return text if len(text) <= length else text[: length - 1] + "…"


def sql_macros(*, plain: bool = False) -> str:
    """Return the DuckDB macros `words(x)` and `clean(x)` for a column of text; '' becomes NULL.

    `words` are the words of a cell, without space around them; `clean` is the function above, for words.
    `plain` promises printable ASCII: the same results for less work.
    """
    cut = (
        "create or replace macro cut(x) as "
        f"case when length(x) > {MAX_LENGTH} then left(x, {MAX_LENGTH - 1}) || '…' else x end;"
    )
    if plain:
        return rf"""{cut}
create or replace macro words(x) as
  case when x < '!' or suffix(x, ' ') then nullif(trim(x), '') else x end;
create or replace macro clean(x) as
  case when strlen(x) <= {MAX_LENGTH} and not contains(x, '  ') then x
  else cut(regexp_replace(x, ' +', ' ', 'g')) end"""
    harmless = "trim(regexp_replace(nfc_normalize(x), '[\\t\\n\\r ]+', ' ', 'g'))"
    for pattern, by in _steps(_re2):
        harmless = f"regexp_replace({harmless}, '{pattern}', '{by}', 'g')"
    return rf"""{cut}
create or replace macro words(x) as nullif(trim(x), '');
create or replace macro clean(x) as nullif(
  case when strlen(x) <= {MAX_LENGTH} and not regexp_matches(x, '[^ -~]|  |^ | $') then x
  else cut({harmless})
  end, '')"""
