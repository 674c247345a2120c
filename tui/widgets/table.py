"""Rows of cells → lines of spans: widths by content, what matters least gives way first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.widgets.cell import Side, Span, cell
from tui.widgets.rows import Line

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column; columns of a high `rank` are left out first when there is no room, and where they
    hold nothing at all.

    `least` is the narrowest a column may get before another is dropped; None: it does not shrink.
    """

    title: str
    side: Side = "left"
    rank: int = 0
    least: int | None = None


Cell = str | Span


def table(
    columns: Sequence[Column],
    rows: Sequence[tuple[object, Sequence[Cell]]],
    width: int,
    indent: str = " ",
) -> list[Line]:
    """Return the header line and a line a row; each row is its target (None: no cursor) and cells."""
    widths = [
        max([cell_len(column.title), *(cell_len(_text(cells[i])) for _, cells in rows)])
        for i, column in enumerate(columns)
    ]
    filled = [
        i
        for i, column in enumerate(columns)
        if not column.rank or not rows or any(_text(cells[i]).strip() for _, cells in rows)
    ]
    shown = _fit(columns, widths, filled, width - len(indent))

    def line(cells: Sequence[Span], target: object = None) -> Line:
        spans: list[Span] = []
        for i in shown:
            text, style = cells[i]
            gap = " " * GAP if spans else indent
            spans += [Span(gap), Span(cell(text, widths[i], columns[i].side), style)]
        return Line(tuple(spans), target)

    head = line([Span(column.title, "head") for column in columns])
    return [head, *(line([_span(content) for content in cells], target) for target, cells in rows)]


def _span(content: Cell) -> Span:
    return content if isinstance(content, Span) else Span(content)


def _text(content: Cell) -> str:
    return cell(_span(content).text)


def _fit(columns: Sequence[Column], widths: list[int], shown: list[int], room: int) -> list[int]:
    """Return which of the columns `shown` fit; shrink `widths` of those that may."""
    while shown:
        over = sum(widths[i] + GAP for i in shown) - GAP - room
        if over <= 0:
            break
        slack = [
            (i, widths[i] - least)
            for i in shown
            if (least := columns[i].least) is not None and widths[i] > least
        ]
        dropable = [i for i in shown if columns[i].rank]
        if sum(free for _, free in slack) >= over or not dropable:
            for i, free in sorted(slack, key=lambda item: -widths[item[0]]):
                taken = min(free, over)
                widths[i] -= taken
                over -= taken
            break
        shown.remove(max(dropable, key=lambda i: (columns[i].rank, i)))
    return shown
