"""Hostile text, made harmless where it enters.

Text in exports, file names and settings may hold terminal escapes, bidi overrides or invisible
characters. `clean` turns each of them into a visible placeholder; `sql_macros` gives DuckDB the same
rule, so that a row cleaned in SQL and a name cleaned in Python read alike. Characters that join letters
of some scripts and the parts of an emoji stay where they do so: without them a name is another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
MAX_LENGTH = 2000
Range = tuple[int, int]

# What a terminal, a bidi algorithm or a markdown reader could act upon, as code point ranges: always.
_UNSAFE = (
    (0x00, 0x1F),  # C0: escape sequences start here
    (0x7F, 0x9F),  # DEL and C1
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers: blank but not space
    (0x180B, 0x180F),
    (0x200B, 0x200B),  # zero width space
    (0x2028, 0x202E),  # line and paragraph separators, bidi embeddings and overrides
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFE00, 0xFE0D),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),  # tag characters, further variation selectors
)
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
_PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")


def _python(ranges: Iterable[Range]) -> str:
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges)


def _re2(ranges: Iterable[Range]) -> str:
    return "".join(rf"\x{{{a:x}}}-\x{{{b:x}}}" for a, b in ranges if not 0xD800 <= a <= 0xDFFF)


_STEPS: tuple[tuple[str, tuple[tuple[Range, ...], ...], str], ...] = (
    # Marks before a letter that is written from right to left change nothing.
    ("(^|[^{0}{1}])[\u200e\u200f]+([{2}])", (_JOINED, _JOINERS, _RIGHT_TO_LEFT), r"\1\2"),
    ("(^|[^{0}{1}])[{1}]+", (_JOINED, _JOINERS), rf"\1{PLACEHOLDER}"),
    ("([{0}][{0}])[{0}]+", (_JOINERS,), r"\1"),
    ("[{0}]", (_UNSAFE,), PLACEHOLDER),
)
_HARMLESS = [
    (re.compile(pattern.format(*map(_python, ranges))), by) for pattern, ranges, by in _STEPS
]


def clean(text: str, length: int = MAX_LENGTH) -> str:
    """Return `text` on one line, NFC, without control or invisible characters, at most `length` long."""
    text = _TRIM.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    text = _PILED_MARKS.sub(r"\1", text)
    for pattern, by in _HARMLESS:
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
    harmless = (
        "regexp_replace(trim(regexp_replace(nfc_normalize(x), '[\\t\\n\\r ]+', ' ', 'g')), "
        r"'([\x{300}-\x{36f}]{2})[\x{300}-\x{36f}]+', '\1', 'g')"
    )
    for pattern, ranges, by in _STEPS:
        harmless = (
            f"regexp_replace({harmless}, '{pattern.format(*map(_re2, ranges))}', '{by}', 'g')"
        )
    return rf"""{cut}
create or replace macro words(x) as nullif(trim(x), '');
create or replace macro clean(x) as nullif(
  case when strlen(x) <= {MAX_LENGTH} and not regexp_matches(x, '[^ -~]|  |^ | $') then x
  else cut({harmless})
  end, '')"""
