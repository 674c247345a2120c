"""From the terminal's size to the layout: one pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Sizes:
    """From which sizes of the terminal (columns, lines) the panes lie how; as in config.yaml."""

    least: tuple[int, int] = (60, 15)
    grid: tuple[int, int] = (120, 36)
    stack: int = 60  # lines
    pane: int = 12  # lines of one pane in the grid


SHIPPED = Sizes()


class Shape(StrEnum):
    """How the panes stand."""

    TOO_SMALL = "too-small"
    SINGLE = "single"
    GRID = "grid"
    STACK = "stack"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the panes stand, how many show at once, and in how many columns."""

    shape: Shape
    panes: int
    columns: int = 1


def layout(
    width: int, height: int, panes: int, *, zoomed: bool = False, sizes: Sizes = SHIPPED
) -> Layout:
    """Return the layout of `panes` panes for a terminal of `width` × `height` cells."""
    least_width, least_height = sizes.least
    if width < least_width or height < least_height:
        return Layout(Shape.TOO_SMALL, 0)
    if zoomed:
        return Layout(Shape.SINGLE, 1)
    wide, high = (size >= asked for size, asked in zip((width, height), sizes.grid, strict=True))
    if wide and high:
        columns = 2
        while -(-panes // columns) * sizes.pane > height and (columns + 1) * least_width <= width:
            columns += 1
        return Layout(Shape.GRID, panes, columns)
    if not wide and height >= sizes.stack:
        return Layout(Shape.STACK, panes)
    return Layout(Shape.SINGLE, 1)


def heights(needs: Sequence[Sequence[int]], room: int, least: int) -> list[int]:
    """Return how many lines each row of a grid gets, of `room`; what is left over is the last one's.

    `needs` are the lines that its panes hold. A row gets what its first pane needs, and what the others do as
    far as that is no more than its even part; none gets fewer than `least`.
    """
    given: list[int] = []
    for place, row in enumerate(needs[:-1]):
        below = least * (len(needs) - place - 1)
        wanted = max(row[0], min(max(row), room // len(needs)))
        given.append(max(least, min(wanted, room - sum(given) - below)))
    return [*given, room - sum(given)]
