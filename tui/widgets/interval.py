"""Intervals on a numbered axis: ────●─ stands where its numbers are, and what lies outside is marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tui.widgets.cell import Drawing

_STEPS = (0.1, 0.2, 0.5)
_APART = 5  # cells between the numbers of an axis, at least


@dataclass(frozen=True, slots=True)
class Axis:
    """Shares from `low` to 1 on `width` cells."""

    low: float
    width: int

    @classmethod
    def over(cls, lowest: float, width: int) -> Axis:
        """Return the axis that begins at the fifth below `lowest`, and is not too short to read."""
        return cls(min(0.4, max(0.0, int(lowest * 5) / 5)), width)

    def cell(self, share: float) -> int:
        """Return the cell in which a share lies; below 0 where it is off the axis."""
        return round((share - self.low) / (1 - self.low) * (self.width - 1))

    def head(self) -> Drawing:
        """Return the numbers of the axis, each beginning in its own cell; 100 ends in the last."""
        step = next((s for s in _STEPS if self._fits(s)), 1 - self.low)
        cells = [" "] * self.width
        for part in range(round((1 - self.low) / step)):
            percent = round((self.low + part * step) * 100)
            place, text = self.cell(percent / 100), str(percent)
            cells[place : place + len(text)] = text
        cells[-3:] = "100"
        return Drawing("".join(cells))

    def _fits(self, step: float) -> bool:
        parts = (1 - self.low) / step
        return math.isclose(parts, round(parts)) and (self.width - 1) / parts >= _APART

    def bar(self, share: float, low: float, high: float) -> Drawing:
        """Return an interval and the share in it; ‹ in the first cell where it begins below the axis."""
        first, middle, last = self.cell(low), self.cell(share), self.cell(high)
        cells = [
            "●" if i == middle else "─" if first <= i <= last else " " for i in range(self.width)
        ]
        if first < 0:
            cells[0] = "‹"
        return Drawing("".join(cells))
