"""The dialogs: choose one of several, type a line, read a page. They alone take the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows

_CSS = """
{name} {{ align: center middle; background: $background; }}
{name} > Vertical {{ width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
                    border: round $primary; }}
{name} Rows {{ height: auto; }}
"""


class Page(ModalScreen[None]):
    """Lines to read; any of the ways out closes it."""

    DEFAULT_CSS = _CSS.format(name="Page")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "dismiss", "close", id="page.close"),
        Binding("down,j", "step(1)", show=False, id="page.down"),
        Binding("up,k", "step(-1)", show=False, id="page.up"),
        Binding("pagedown,space", "step(10)", show=False, id="page.next"),
        Binding("pageup", "step(-10)", show=False, id="page.back"),
    ]

    def __init__(self, title: str, draw: Callable[[int], Sequence[Line]]) -> None:
        """Show what `draw` gives for a width, under `title`."""
        super().__init__()
        self.title_line = title
        self.draw = draw

    def compose(self) -> ComposeResult:
        """One list in a frame."""
        with Vertical():
            yield Rows(id="page")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(Rows).show(View("page", self._draw))
        self._fit()

    def on_resize(self) -> None:
        """Be as high as there is to read, and as the terminal allows."""
        self._fit()

    def _fit(self) -> None:
        lines = len(self._draw(min(72, self.size.width - 4)))
        self.query_one(Rows).styles.height = min(lines, max(3, self.size.height - 3))

    def _draw(self, width: int) -> list[Line]:
        more = "  ↓ more" if len(self.draw(width)) + 2 > self.size.height - 3 else ""
        title = Line(
            (Span(cell(self.title_line, max(0, width - 8)).rstrip(), "title"), Span(more, "muted"))
        )
        return [title, Line(), *self.draw(width)]

    def action_step(self, steps: int) -> None:
        """Scroll."""
        self.query_one(Rows).move(steps)


def said(words: str, width: int) -> list[Line]:
    """Return words as lines to read, wrapped."""
    return [
        Line((Span(f" {line}"),))
        for part in words.splitlines()
        for line in wrap(cell(part), max(20, width - 2)) or [""]
    ]


class Choose(ModalScreen[str | None]):
    """A list of which one is chosen; Esc chooses none."""

    DEFAULT_CSS = _CSS.format(name="Choose")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,left,backspace,q", "none", "back", id="choose.back"),
        Binding("g,home", "step(-1000)", show=False, id="choose.first"),
        Binding("G,end", "step(1000)", show=False, id="choose.last"),
        Binding("enter,l,right,space", "take", "choose", id="choose.take"),
        Binding("down,j", "step(1)", show=False, id="choose.down"),
        Binding("up,k", "step(-1)", show=False, id="choose.up"),
        Binding("pagedown", "step(10)", show=False, id="choose.next"),
        Binding("pageup", "step(-10)", show=False, id="choose.previous"),
    ]

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], chosen: str | None = None
    ) -> None:
        """Offer `options` (value, words); the cursor begins on `chosen`."""
        super().__init__()
        self.title_line = title
        self.options = options
        self.chosen = chosen

    def compose(self) -> ComposeResult:
        """One list in a frame."""
        with Vertical():
            yield Rows(id="choices")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(Rows)
        self._fit()
        view = View("choices", self._draw, fixed=2)
        values = [value for value, _ in self.options]
        view.cursor = values.index(self.chosen) + 2 if self.chosen in values else -1
        rows.show(view)

    def _draw(self, width: int) -> list[Line]:
        return [
            Line((Span(cell(f"{self.title_line}   (enter chooses, esc keeps)", width), "title"),)),
            Line(),
            *(
                Line((Span("  "), Span(cell(words, width - 3))), value)
                for value, words in self.options
            ),
        ]

    def action_step(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(steps)

    def on_resize(self) -> None:
        """Be as high as the options, and as the terminal allows."""
        self._fit()

    def _fit(self) -> None:
        height = min(len(self.options) + 2, max(4, self.size.height - 3))
        self.query_one(Rows).styles.height = height

    def action_take(self) -> None:
        """Choose what the cursor stands on."""
        view = self.query_one(Rows).view
        self.dismiss(str(view.target) if view is not None and view.target is not None else None)

    def action_none(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def on_rows_picked(self, message: Rows.Picked) -> None:
        """Choose by a click on what the cursor stands on."""
        if message.opened:
            self.action_take()


class Ask(ModalScreen[str | None]):
    """One line to type; Esc gives nothing."""

    DEFAULT_CSS = _CSS.format(name="Ask")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "none", "back", id="ask.back")]

    def __init__(self, title: str, begin: str = "") -> None:
        """Ask under `title`, beginning with `begin`."""
        super().__init__()
        self.title_line = title
        self.begin = begin

    def compose(self) -> ComposeResult:
        """A title and an input that does not blink."""
        with Vertical():
            yield Rows(id="question")
            field = Input(self.begin, id="answer")
            field.cursor_blink = False
            yield field

    def on_mount(self) -> None:
        """Fill the title."""
        rows = self.query_one(Rows)
        rows.styles.height = 1
        rows.show(
            View("question", lambda width: [Line((Span(cell(self.title_line, width), "title"),))])
        )
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(event.value.strip() or None)

    def action_none(self) -> None:
        """Give nothing."""
        self.dismiss(None)
