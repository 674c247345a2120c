"""From the terminal's size to the layout: one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_WIDTH, LEAST_HEIGHT = 60, 15
GRID_WIDTH, GRID_HEIGHT = 120, 36
STACK_HEIGHT = 60
LEAST_PANE = 12  # lines of one pane in the grid


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


def layout(width: int, height: int, panes: int, *, zoomed: bool = False) -> Layout:
    """Return the layout of `panes` panes for a terminal of `width` × `height` cells."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Layout(Shape.TOO_SMALL, 0)
    if zoomed:
        return Layout(Shape.SINGLE, 1)
    if width >= GRID_WIDTH and height >= GRID_HEIGHT:
        columns = 2
        while -(-panes // columns) * LEAST_PANE > height and (columns + 1) * LEAST_WIDTH <= width:
            columns += 1
        return Layout(Shape.GRID, panes, columns)
    if width < GRID_WIDTH and height >= STACK_HEIGHT:
        return Layout(Shape.STACK, panes)
    return Layout(Shape.SINGLE, 1)
