"""From the terminal's size to the layout, as a table."""

from __future__ import annotations

import pytest

from tui.layout import Shape, layout


@pytest.mark.parametrize(
    ("width", "height", "zoomed", "shape", "panes"),
    [
        (80, 24, False, Shape.SINGLE, 1),
        (60, 15, False, Shape.SINGLE, 1),
        (59, 24, False, Shape.TOO_SMALL, 0),
        (80, 14, False, Shape.TOO_SMALL, 0),
        (1, 1, False, Shape.TOO_SMALL, 0),
        (0, 0, False, Shape.TOO_SMALL, 0),
        (119, 36, False, Shape.SINGLE, 1),
        (120, 35, False, Shape.SINGLE, 1),
        (120, 36, False, Shape.GRID, 4),
        (140, 45, False, Shape.GRID, 4),
        (500, 500, False, Shape.GRID, 4),
        (120, 36, True, Shape.SINGLE, 1),
        (80, 24, True, Shape.SINGLE, 1),
        (80, 60, False, Shape.STACK, 4),
        (80, 60, True, Shape.SINGLE, 1),
        (50, 100, False, Shape.TOO_SMALL, 0),
    ],
)
def test_layout(width: int, height: int, zoomed: bool, shape: Shape, panes: int) -> None:
    found = layout(width, height, 4, zoomed=zoomed)
    assert (found.shape, found.panes) == (shape, panes)


@pytest.mark.parametrize(
    ("panes", "size", "columns"),
    [
        (4, (140, 45), 2),
        (5, (140, 45), 2),
        (6, (140, 45), 2),
        (6, (120, 36), 2),
        (7, (140, 45), 2),  # no third column of 60
        (7, (180, 45), 3),
        (6, (200, 60), 2),
    ],
)
def test_columns_of_the_grid(panes: int, size: tuple[int, int], columns: int) -> None:
    assert layout(*size, panes).columns == columns
