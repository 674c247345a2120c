"""The panes' slots on the screen: one, or all of them in a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size

from tui.layout import Layout, Shape, Sizes, heights
from tui.panes import PANES
from tui.widgets.rows import Rows


class Slots(Container):
    """A title and a list for each pane; the lists' content is swapped."""

    DEFAULT_CSS = """
    Slots { height: 1fr; }
    Slots.grid { layout: grid; grid-gutter: 0 1; }
    Slots.stack { layout: vertical; }
    Slots .title { height: 1; }
    Slots.single .title, Slots.single .other { display: none; }
    """

    def __init__(self, shape: Layout) -> None:
        """Begin in a shape."""
        super().__init__(id="panes", classes=_class_of(shape))

    def compose(self) -> ComposeResult:
        """Yield them."""
        for number in range(len(PANES)):
            with Vertical(id=f"pane-{number}", classes="other" if number else ""):
                yield Rows(id=f"title-{number}", classes="title")
                yield Rows(id=f"slot-{number}")

    def slot(self, pane: int, shape: Layout) -> Rows:
        """Return the list that shows a pane."""
        return self.query_one(f"#slot-{pane if shape.panes == len(PANES) else 0}", Rows)

    @property
    def stand(self) -> bool:
        """Whether everything is composed: not where it ends before that."""
        return bool(self.query(f"#slot-{len(PANES) - 1}"))

    def divide(self, shape: Layout, sizes: Sizes, needed: Callable[[int, int], int]) -> None:
        """Give the grid its columns and rows; the last pane takes what is left of its row.

        `needed` says how many lines a pane needs at a width: a row is as high as its panes need at the top.
        """
        columns = shape.columns
        self.styles.grid_size_columns = columns
        self.styles.grid_size_rows = -(-len(PANES) // columns)
        last = self.query_one(f"#pane-{len(PANES) - 1}", Vertical)
        last.styles.column_span = 1 + -len(PANES) % columns
        if shape.shape is Shape.GRID and self.size.height:
            rows = _rows(self.size, columns, sizes.pane, needed)
            self.styles.grid_rows = " ".join(map(str, rows))

    def take_shape(self, shape: Layout) -> bool:
        """Lie in another shape from now on; say whether it is another."""
        changed = not self.has_class(_class_of(shape))
        if changed:
            self.set_classes(_class_of(shape))
        return changed


def _class_of(shape: Layout) -> str:
    return (Shape.SINGLE if shape.shape is Shape.TOO_SMALL else shape.shape).value


def _rows(size: Size, columns: int, least: int, needed: Callable[[int, int], int]) -> Sequence[int]:
    needs = [needed(pane, size.width // columns - 1) for pane in range(len(PANES))]
    rows = [needs[first : first + columns] for first in range(0, len(needs), columns)]
    return heights(rows, size.height, least)
