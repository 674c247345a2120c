"""What a column of a table is: declared once, panes, markdown and JSON show the same of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from queries.figures.like_for_like import Beside
from tui import words
from tui.language import say

R = TypeVar("R")
Side = Literal["left", "right"]
Words = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it holds of a row, and how a pane (`short`) and markdown (`long`) say that.

    `json` is where the same value lies in the row's JSON, a step a dot; '' where it is made of several.
    `title` stands over the pane's column, `name` over markdown's; '' leaves it out there; both are said when
    they are shown. Columns of a high `rank` give way first where there is no room; `least` is how narrow one
    may become. A `drawn` one a pane draws itself. A table is sorted by what a column holds, or by `sorts` of
    a row. Of a `whole` one a pane cuts nothing.
    """

    json: str
    title: str
    name: str
    holds: Callable[[R], Any]
    short: Words = str
    long: Words | None = None
    side: Side = "right"
    rank: int = 0
    least: int | None = None
    drawn: bool = False
    whole: bool = False
    sorts: Callable[[R], Any] | None = None

    def in_pane(self, row: R) -> str:
        """Return what a pane says of a row."""
        return self.short(self.holds(row))

    def value(self, row: R) -> Any:
        """Return what a row is sorted by; None where nothing is known."""
        if self.sorts is not None:
            return self.sorts(row)
        held = self.holds(row)
        if isinstance(held, Beside):
            return held.share
        return getattr(held, "value", held)

    def in_markdown(self, row: R) -> str:
        """Return what markdown says of a row; not yet harmless."""
        return (self.long or self.short)(self.holds(row))


def markdown_table(
    columns: Sequence[Column[R]], rows: Iterable[R], safe: Words
) -> tuple[list[str], str, Iterator[list[str]]]:
    """Return the heads, the sides and the cells of a markdown table; `safe` makes text harmless."""
    shown = [column for column in columns if column.name]
    sides = "".join(column.side[0] for column in shown)
    cells = ([safe(column.in_markdown(row)) for column in shown] for row in rows)
    return [say(column.name) for column in shown], sides, cells


def in_figures(n: int | None) -> str:
    """Return a count as it stands in a table."""
    return words.NOTHING if n is None else words.number(n)
