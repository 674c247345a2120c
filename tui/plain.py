"""NO_COLOR: no colour code is sent at all; bold, dim, underline and reverse stay."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class WithoutColour(LineFilter):
    """Drops the colours of every line, also the code for a terminal's own."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same text in no colour."""
        return [
            Segment(text, style.without_color if style else None, control)
            for text, style, control in segments
        ]
