"""Bars of our own blocks: shares beside each other with a mark, and shares over time on an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tui.widgets.cell import Drawing

_EIGHTHS = " ▁▂▃▄▅▆▇█"
BAR, GAP = 5, 3  # cells of a bar over time, and between two

T = TypeVar("T")


def latest(over_time: Sequence[T], room: int) -> Sequence[T]:
    """Return as many of what has a bar over time, the latest, as `room` cells hold."""
    return over_time[-max(1, (room + GAP) // (BAR + GAP)) :]


def share_bar(share: float | None, asked: float | None, width: int) -> Drawing:
    """Return a share as a bar of `width` cells, with a mark where the asked one lies: ██████┃··.

    A bar reaches the mark where the share does, and never before.
    """
    if share is None:
        return Drawing(" " * width)
    full, mark = round(share * width), width
    if asked is not None:
        mark = min(width - 1, round(asked * width))
        full = min(full, mark - 1) if share < asked else max(full, mark)
    cells = ["█" if place < full else "·" for place in range(width)]
    if asked is not None:
        cells[mark] = "┃"
    return Drawing("".join(cells))


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares over time: `low` and `high` are the ends of its axis, `rows` lines high."""

    low: float
    high: float
    rows: int

    @classmethod
    def over(cls, shares: Sequence[float | None], asked: float | None, rows: int = 5) -> Chart:
        """Return the chart that shows all of these; a line is five of a hundred, or a multiple."""
        known = [share for share in (*shares, asked) if share is not None] or [0.0]
        low = max(0.0, math.floor(min(known) * 20 - 1e-9) / 20)
        step = max(1, math.ceil((max(known) - low) * 20 / rows - 1e-9)) / 20
        return cls(low, low + step * rows, rows)

    def line(self, row: int, shares: Sequence[float | None], asked: float | None) -> Drawing:
        """Return one line of the bars, 0 the highest; ╌ on the line in which the asked share lies."""
        step = (self.high - self.low) / self.rows
        bottom = self.high - (row + 1) * step
        empty = "╌" if asked is not None and row == self._row(asked) else " "
        bars = []
        for share in shares:
            eighths = 0 if share is None else round((share - bottom) / step * 8)
            block = _EIGHTHS[max(0, min(8, eighths))]
            bars.append((empty if block == " " else block) * BAR)
        return Drawing((empty * GAP).join(bars))

    def _row(self, share: float) -> int:
        """Return the line in which a share lies; one that ends a line belongs to that line."""
        from_the_top = (self.high - share) / (self.high - self.low) * self.rows
        return min(self.rows - 1, math.floor(from_the_top + 1e-9))

    def number(self, row: int) -> int | None:
        """Return what stands beside a line: the share in a hundred at its upper end, every second line."""
        if row % 2:
            return None
        return round((self.high - row * (self.high - self.low) / self.rows) * 100)


def columns(values: Sequence[float | None]) -> Drawing:
    """Return values as bars one line high, the most the fullest; a gap where there is none."""
    most = max((value for value in values if value is not None), default=0.0)
    blocks = (
        " " if value is None else _EIGHTHS[max(1, round(value / most * 8)) if most else 1]
        for value in values
    )
    return Drawing((" " * GAP).join(block * BAR for block in blocks))
