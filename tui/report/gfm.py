"""GitHub-flavoured markdown: text made harmless, sections, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from queries.text import MAX_LENGTH, SHOWN, clean

# What markdown could act upon. A hyphen or full stop inside a word or number, a colon before a space
# and marks that no rule knows stay as they are, so that the raw text reads well.
_ACTIVE = re.compile(r"(?<=\w)-(?=\w)|(?<=\d)[.:](?=\d)|[:&](?= )|([!#$&*+\-.:;<=>?@\[-`{-~])")


def text(data: str, length: int = SHOWN) -> str:
    """Return text from an export or a setting with every active mark escaped."""
    shown = clean(data, length)
    return _ACTIVE.sub(lambda found: "\\" + found[1] if found[1] else found[0], shown)


def sentence(words: str) -> str:
    """Return a sentence of our own, as long as it is: what it quotes is cut already."""
    return text(words, MAX_LENGTH)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a titled section."""
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def table(head: Sequence[str], sides: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; `sides` is l or r for each column. Cells are already harmless."""
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---:" if side == "r" else "---" for side in sides) + " |"
    for row in rows:
        yield "| " + " | ".join(cell or " " for cell in row) + " |"
