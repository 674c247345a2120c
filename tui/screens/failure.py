"""What could not be done, as a page of words."""

from __future__ import annotations

from tui.widgets.cell import Span, sentence, wrap
from tui.widgets.lines import Line


def said(words: str, width: int) -> list[Line]:
    """Return words as lines to read, wrapped."""
    return [
        Line((Span(f" {line}"),))
        for part in words.splitlines()
        for line in wrap(sentence(part), max(20, width - 2)) or [""]
    ]
