"""The one line-rendering list: lines of spans, a cursor, scrolling; it never takes the focus.

Moving the cursor repaints two lines and showing another view repaints the list, nothing else: over
SSH that is the whole cost of a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.glyphs import NONE, Twins, over_time
from tui.widgets.cell import Span
from tui.widgets.lines import CURSOR, STYLES, Line, View


class Rows(Widget, can_focus=False):
    """Shows one View."""

    DEFAULT_CSS = """
    Rows { height: 1fr; width: 1fr; }
    Rows > .rows--head { text-style: bold; }
    Rows > .rows--marked { text-style: bold underline; }
    Rows > .rows--title { text-style: bold; }
    Rows > .rows--muted { text-style: dim; }
    Rows > .rows--good { color: $text-success; }
    Rows > .rows--bad { color: $text-error; }
    Rows > .rows--warn { color: $text-warning; }
    Rows > .rows--accent { color: $text-primary; text-style: bold; }
    Rows > .rows--cursor { text-style: reverse; }
    Rows > .rows--cursor-other { text-style: underline; }
    """
    COMPONENT_CLASSES = {f"rows--{style}" for style in STYLES}  # noqa: RUF012 - Textual's own form
    ALLOW_SELECT = False
    twins: ClassVar[Twins] = NONE  # one terminal, one set of glyphs
    colours: ClassVar[Mapping[str, Style]] = {}  # of the settings, over the theme's

    class Picked(Message):
        """A line was clicked: the cursor stands on it; twice: open it."""

        def __init__(self, rows: Rows, *, opened: bool) -> None:
            """Say which list, and whether to open."""
            self.rows = rows
            self.opened = opened
            super().__init__()

    class Headed(Message):
        """The head of a column was clicked."""

        def __init__(self, rows: Rows, column: int) -> None:
            """Say in which list, and which column."""
            self.rows = rows
            self.column = column
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Begin empty."""
        super().__init__(id=id, classes=classes)
        self.view: View | None = None
        self._next: View | None = None
        self.active = True
        self._painted: list[tuple[object, ...]] = []
        self._stale = False

    def show(self, view: View) -> None:
        """Show another view, or the same one after it changed."""
        self.view = view
        self._lay_out()
        self._repaint()

    def show_soon(self, view: View) -> None:
        """Show another view as soon as nothing waits: until then there may be yet another."""
        self._next = view
        self._repaint()

    def redraw(self) -> None:
        """Draw the view again, since what it draws changed."""
        if self.view is not None:
            self.view.change()
            self.show(self.view)

    def raise_cursor(self) -> None:
        """Show what lies below the cursor's line."""
        if self.view is not None:
            self.view.raise_cursor(self.size.height)
            self._repaint()

    def move(self, steps: int) -> None:
        """Move the cursor."""
        if self.view is not None:
            self.view.move(steps, self.size.height)
            self._repaint()

    def set_active(self, active: bool) -> None:
        """Show whether the keys go to this list."""
        self.active = active
        self._repaint()

    def _repaint(self) -> None:
        """Repaint as soon as nothing waits: behind many keys once, not once a key."""
        self._stale = True
        self.check_idle()

    def on_idle(self) -> None:
        """Repaint the lines that look different now, and no other."""
        if not self._stale:
            return
        self._stale = False
        if self._next is not None:
            self.view, self._next = self._next, None
        self._lay_out()
        if self.view is not None and self.size.width:
            self.view.show_cursor(self.size.height)
        before, self._painted = self._painted, [self._look(y) for y in range(self.size.height)]
        if len(before) != len(self._painted):
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, look in enumerate(self._painted) if look != before[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _look(self, y: int) -> tuple[object, ...]:
        """Return all that decides how line `y` of the screen looks."""
        place = self._line_at(y)
        if self.view is None or place >= len(self.view.lines):
            return ()
        line = self.view.lines[place]
        on_cursor = place == self.view.cursor and line.target is not None
        column = self.view.column if line.cells else 0
        return line.spans, on_cursor and ("active" if self.active else "other", column)

    @property
    def page(self) -> int:
        """How many lines a page is."""
        return max(1, self.size.height - (self.view.fixed if self.view else 0) - 1)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        if self.view is None:
            self._painted = [()] * self.size.height  # blank lines are what stands there
        else:
            self._painted = []
            self._lay_out()
            self._repaint()

    def _lay_out(self) -> None:
        if self.view is not None and self.size.width:
            self.view.lay_out(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked line; a second click opens it."""
        if self.view is None:
            return
        line = self._line_at(event.y)
        if 0 <= line < len(self.view.lines):
            for begin, end, column in self.view.lines[line].heads:
                if begin <= event.x < end:
                    self.post_message(self.Headed(self, column))
        if 0 <= line < len(self.view.lines) and self.view.lines[line].target is not None:
            opened = line == self.view.cursor and self.active
            self.move(self.view.places.index(line) - self.view.places.index(self.view.cursor))
            self.post_message(self.Picked(self, opened=opened))

    def on_mouse_scroll_down(self) -> None:
        """Move down."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """Move up."""
        self.move(-1)

    def _line_at(self, y: int) -> int:
        if self.view is None:
            return -1
        return y if y < self.view.fixed else y + self.view.top

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width, view = self.size.width, self.view
        base = self.rich_style
        if view is None:
            return Strip.blank(width, base)
        place = self._line_at(y)
        if place >= len(view.lines):
            return Strip.blank(width, base)
        line, style = view.lines[place], base
        on_cursor = place == view.cursor and line.target is not None
        if on_cursor and line.cells:
            line, on_cursor = self._with_cell(line, line.cells[view.column][0]), False
        if on_cursor:
            style += self._style("cursor" if self.active else "cursor-other")
        twins = Rows.twins
        segments = [
            Segment(
                span.text.translate(over_time(twins) if span.style == "bars" else twins),
                style + self._style(span.style) if span.style and not on_cursor else style,
            )
            for span in line.spans
        ]
        if on_cursor and segments:
            first = segments[0]
            segments[0] = Segment(CURSOR.translate(twins) + first.text[1:], first.style)
        used = sum(cell_len(segment.text) for segment in segments)
        if used > width > 1:  # nothing is cut in silence
            cut = Strip(segments).crop(0, width - 1)
            return Strip([*cut, Segment("…".translate(twins), style)]).simplify()
        segments.append(Segment(" " * max(0, width - used), style))
        return Strip(segments).simplify().crop(0, width)

    def _with_cell(self, line: Line, place: int) -> Line:
        """Return a line of a map with the cursor around one of its cells."""
        text = f"[{line.spans[place].text[1:]}"
        here = Span(text, "cursor" if self.active else "cursor-other")
        return Line((*line.spans[:place], here, *line.spans[place + 1 :]))

    def move_column(self, steps: int) -> bool:
        """Move the cursor to another cell of a map; say whether there is one."""
        moved = self.view is not None and self.view.move_column(steps)
        if moved:
            self._repaint()
        return moved

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(f"rows--{name}", partial=True)
        own = Rows.colours.get(name)
        return style + own if own else style


def color_of(colour: str) -> Style:
    """Return the style of a colour's name, or of #rrggbb."""
    return Style(color=colour)
