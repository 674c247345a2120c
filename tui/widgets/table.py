"""Rows of cells → lines of spans: widths by content, what matters least gives way first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from tui.widgets.cell import WIDE, Drawing, Side, Span, Yielding, cell, parts
from tui.widgets.lines import Line

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column; columns of a high `rank` are left out first when there is no room, and where they
    hold nothing at all.

    `least` is the narrowest a column may get before another is dropped; None: it does not shrink. Of a
    `whole` one nothing is cut: its words are what is asked for.
    """

    title: str | Drawing | Span
    side: Side = "left"
    rank: int = 0
    least: int | None = None
    whole: bool = False


Cell = str | Span | Drawing | Yielding


def table(
    columns: Sequence[Column],
    rows: Sequence[tuple[object, Sequence[Cell]]],
    width: int,
    indent: str = " ",
) -> list[Line]:
    """Return the header line and a line a row; each row is its target (None: no cursor) and cells.

    Where it is wide, what a column that may shrink has no room for goes on in lines below its row's; what a
    `whole` one has not, at any width.
    """
    widths = [
        max([cell_len(_text(column.title)), *(cell_len(_text(cells[i])) for _, cells in rows)])
        for i, column in enumerate(columns)
    ]
    filled = [
        i
        for i, column in enumerate(columns)
        if not column.rank or not rows or any(_text(cells[i]).strip() for _, cells in rows)
    ]
    full = list(widths)
    shown = _fit(columns, widths, filled, width - len(indent))
    broken = {i for i in shown if widths[i] < full[i] and (columns[i].whole or width >= WIDE)}

    def whole(cells: Sequence[Cell], target: object) -> list[Line]:
        pieces = [
            _pieces(content, widths[i]) if i in broken else [content]
            for i, content in enumerate(cells)
        ]
        first, *below = zip_longest(*pieces, fillvalue="")
        return [line(first, target), *(line(more) for more in below)]

    def line(cells: Sequence[Cell], target: object = None) -> Line:
        spans: list[Span] = []
        for i in shown:
            gap = " " * GAP if spans else indent
            spans += [Span(gap), _placed(cells[i], widths[i], columns[i].side)]
        return Line(tuple(spans), target)

    head = line([_head(column.title) for column in columns])
    heads, begin = [], len(indent)
    for i in shown:
        heads.append((begin, begin + widths[i], i))
        begin += widths[i] + GAP
    body = [one for target, cells in rows for one in whole(cells, target)]
    return [Line(head.spans, heads=tuple(heads)), *body]


def _pieces(content: Cell, room: int) -> list[Cell]:
    """Return a cell's content in as many pieces as it takes, none wider than `room`."""
    if isinstance(content, Drawing):
        return [content]
    style = content.style if isinstance(content, Span) else ""
    return [Span(part, style) for part in parts(_text(content), room, WIDE)]


def _head(title: str | Drawing | Span) -> Cell:
    if isinstance(title, str):
        return Span(title, "head")
    return title if isinstance(title, Span) else title._replace(style="head")


def _placed(content: Cell, width: int, side: Side) -> Span:
    """Return a cell's content, exactly `width` wide."""
    if isinstance(content, Drawing):
        return Span(set_cell_size(content.text, width), content.style)
    if isinstance(content, Yielding):
        return Span(content.fit(width))
    text, style = content if isinstance(content, Span) else (content, "")
    return Span(cell(text, width, side), style)


def _text(content: Cell) -> str:
    if isinstance(content, Drawing):
        return content.text
    return cell(content if isinstance(content, str) else content.text)


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
            _shrink(widths, dict(slack), over)
            break
        shown.remove(max(dropable, key=lambda i: (columns[i].rank, i)))
    return shown


def _shrink(widths: list[int], free: dict[int, int], over: int) -> None:
    """Take `over` cells from the widest, as long as it has `free` ones: what is short stays whole."""
    for _ in range(min(over, sum(free.values()))):
        widest = max((i for i in free if free[i]), key=lambda i: widths[i])
        widths[widest] -= 1
        free[widest] -= 1
