"""From the terminal's size to the layout: one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_WIDTH, LEAST_HEIGHT = 60, 15
GRID_WIDTH, GRID_HEIGHT = 120, 36
STACK_HEIGHT = 60


class Shape(StrEnum):
    """How the panes stand."""

    TOO_SMALL = "too-small"
    SINGLE = "single"
    GRID = "grid"
    STACK = "stack"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the panes stand, and how many show at once."""

    shape: Shape
    panes: int


def layout(width: int, height: int, *, zoomed: bool = False) -> Layout:
    """Return the layout for a terminal of `width` × `height` cells."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Layout(Shape.TOO_SMALL, 0)
    if zoomed:
        return Layout(Shape.SINGLE, 1)
    if width >= GRID_WIDTH and height >= GRID_HEIGHT:
        return Layout(Shape.GRID, 4)
    if width < GRID_WIDTH and height >= STACK_HEIGHT:
        return Layout(Shape.STACK, 4)
    return Layout(Shape.SINGLE, 1)
