"""Declared columns (tui/report/columns.py) as the lines of a pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.language import say
from tui.report.columns import Column, R
from tui.widgets import table as drawn
from tui.widgets.cell import Drawing
from tui.widgets.lines import Line

Cell = drawn.Cell


def lines(
    columns: Sequence[Column[R]],
    rows: Sequence[tuple[object, R]],
    width: int,
    cell: Callable[[Column[R], R], Cell] = Column.in_pane,
    head: Drawing | None = None,
) -> list[Line]:
    """Return the head and a line a row, each with its target; `cell` says what stands in one.

    A column that is drawn stands under `head`.
    """
    shown = [column for column in columns if column.title or (column.drawn and head)]
    heads = [
        drawn.Column(head if c.drawn and head else say(c.title), c.side, c.rank, c.least)
        for c in shown
    ]
    cells = [(target, [cell(column, row) for column in shown]) for target, row in rows]
    return drawn.table(heads, cells, width)
