"""By which column a table stands sorted: what `<` and `>` mark, `o` and `O` sort by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

R = TypeVar("R")
DOWN, UP = "↓", "↑"


@dataclass(slots=True)
class Order:
    """A table's columns by their places: which are `shown`, which one is marked, which one it is sorted by.

    `down`: the largest first. Without `by` the table stands as it was given.
    """

    shown: Sequence[int] = ()
    marked: int | None = None
    by: int | None = None
    down: bool = False
    numbers: frozenset[int] = frozenset()

    def mark(self, steps: int) -> None:
        """Mark the next column to the right (1) or to the left (−1)."""
        if not self.shown:
            return
        if self.marked is None or self.marked not in self.shown:
            self.marked = self.shown[0 if steps > 0 else -1]
            return
        place = list(self.shown).index(self.marked) + steps
        self.marked = self.shown[max(0, min(len(self.shown) - 1, place))]

    def sort(self, *, turned: bool) -> None:
        """Sort by the marked column, numbers with the largest first; `turned`: the other way round."""
        if self.marked is None:
            self.mark(1)
        self.by = self.marked
        self.down = (self.by in self.numbers) is not turned

    def pick(self, column: int) -> None:
        """Sort by a column; once more: the other way round."""
        again = self.by == column and self.down is (column in self.numbers)
        self.marked = column
        self.sort(turned=again)

    def sorted(self, rows: Sequence[R], value: Callable[[int, R], Any]) -> list[R]:
        """Return the rows in order; those of which nothing is known are last either way."""
        if self.by is None:
            return list(rows)
        held = [(value(self.by, row), row) for row in rows]
        known = [(v, row) for v, row in held if v is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.down)
        return [row for _, row in known] + [row for v, row in held if v is None]

    def take(self, other: Order) -> None:
        """Sort as another table like it is sorted."""
        self.marked, self.by, self.down = other.marked, other.by, other.down

    def arrow(self, column: int) -> str:
        """Return what stands behind the head of a column: ↓ the largest first, ↑ the smallest."""
        return (DOWN if self.down else UP) if self.by == column else ""
