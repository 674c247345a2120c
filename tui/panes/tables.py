"""Declared columns (tui/report/columns.py) as the lines of a pane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.language import say
from tui.report.columns import Column, R
from tui.widgets import table as drawn
from tui.widgets.cell import Drawing, Span
from tui.widgets.lines import Line
from tui.widgets.order import Order

Cell = drawn.Cell


def lines(
    columns: Sequence[Column[R]],
    rows: Sequence[tuple[object, R]],
    width: int,
    cell: Callable[[Column[R], R], Cell] = Column.in_pane,
    head: Drawing | None = None,
    order: Order | None = None,
    last: Sequence[tuple[object, R]] = (),
) -> list[Line]:
    """Return the head and a line a row, each with its target; `cell` says what stands in one.

    A column that is drawn stands under `head`. The `rows` stand in `order`, `last` below them.
    """
    shown = [column for column in columns if column.title or (column.drawn and head)]
    if order is not None:
        rows = order.sorted(rows, lambda place, row: shown[place].value(row[1]))
    cells = [(target, [cell(column, row) for column in shown]) for target, row in (*rows, *last)]

    def title(place: int, column: Column[R]) -> str | Drawing | Span:
        if head and column.drawn:
            return head
        if order is None:
            return say(column.title)
        words = say(column.title) + order.arrow(place)
        return Span(words, "marked") if order.marked == place else words

    heads = [
        drawn.Column(title(i, c), c.side, c.rank, c.least, c.whole) for i, c in enumerate(shown)
    ]
    found = drawn.table(heads, cells, width)
    if order is not None:
        order.shown = [place for *_, place in found[0].heads if not shown[place].drawn]
        order.numbers = frozenset(i for i, column in enumerate(shown) if column.side == "right")
    return found
