"""Hostile text, made harmless where it enters.

Text in exports, file names and settings may hold terminal escapes, bidi overrides or invisible
characters. `clean` turns each of them into a visible placeholder; `sql_macros` gives DuckDB the same
rule, so that a row cleaned in SQL and a name cleaned in Python read alike.
"""

from __future__ import annotations

import re
import unicodedata

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
MAX_LENGTH = 2000

# What a terminal, a bidi algorithm or a markdown reader could act upon, as code point ranges.
_UNSAFE = (
    (0x00, 0x1F),  # C0: escape sequences start here
    (0x7F, 0x9F),  # DEL and C1
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers: blank but not space
    (0x180B, 0x180F),
    (0x200B, 0x200F),  # zero width, directional marks
    (0x2028, 0x202E),  # line and paragraph separators, bidi embeddings and overrides
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),  # tag characters, further variation selectors
)
_SPACES = re.compile(r"[\t\n\r ]+")
_EDGES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # the separators that DuckDB's trim takes
_TRIM = re.compile(f"^[{_EDGES}]+|[{_EDGES}]+$")
_PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_UNSAFE_CHARACTERS = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _UNSAFE) + "]")


def clean(text: str, length: int = MAX_LENGTH) -> str:
    """Return `text` on one line, NFC, without control or invisible characters, at most `length` long."""
    text = _TRIM.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    text = _UNSAFE_CHARACTERS.sub(PLACEHOLDER, _PILED_MARKS.sub(r"\1", text))
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
    unsafe = "".join(rf"\x{{{a:x}}}-\x{{{b:x}}}" for a, b in _UNSAFE if not 0xD800 <= a <= 0xDFFF)
    return rf"""{cut}
create or replace macro words(x) as nullif(trim(x), '');
create or replace macro clean(x) as nullif(
  case when strlen(x) <= {MAX_LENGTH} and not regexp_matches(x, '[^ -~]|  |^ | $') then x
  else cut(regexp_replace(regexp_replace(
         trim(regexp_replace(nfc_normalize(x), '[\t\n\r ]+', ' ', 'g')),
         '([\x{{300}}-\x{{36f}}]{{2}})[\x{{300}}-\x{{36f}}]+', '\1', 'g'),
         '[{unsafe}]', '{PLACEHOLDER}', 'g'))
  end, '')"""
