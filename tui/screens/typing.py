"""Choosing and finding in the lines of the one list: what is typed stands where the breadcrumb does.

No dialog floats and no focus moves: typing narrows what the list shows, and Esc gives it back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from tui.language import say
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View

_MOST = 200  # letters
_AROUND = 3  # cells around a hint


@dataclass(slots=True)
class Typing:
    """A list that is narrowed while something is typed.

    `then` takes the target that Enter chose, `free` what was typed where no line is left. Without `then`
    Enter leaves the narrowed list to its own keys: `left`. Until then its lines are drawn once a width, not
    once a key.
    """

    title: str
    source: View
    then: Callable[[object], None] | None = None
    free: Callable[[str], None] | None = None
    hint: str = ""
    text: str = ""
    left: bool = False
    view: View = field(init=False)
    _drawn: tuple[int, Sequence[Line]] = field(init=False, default=(0, ()))

    def __post_init__(self) -> None:
        """Begin with every line."""
        source = self.source
        self.view = View(
            source.name,
            self._draw,
            source.fixed,
            source.order,
            cursor=source.cursor,
            top=source.top,
        )

    def add(self, letters: str) -> None:
        """Type more."""
        self.text = (self.text + letters)[:_MOST]

    def remove(self) -> None:
        """Take the last letter back."""
        self.text = self.text[:-1]

    def _lines(self, width: int) -> Sequence[Line]:
        """Return every line of the list."""
        if self.left or self._drawn[0] != width:
            self._drawn = width, self.source.draw(width)
        return self._drawn[1]

    def _draw(self, width: int) -> Sequence[Line]:
        lines = self._lines(width)
        sought = self.text.casefold().split()
        if not sought:
            return lines
        head = lines[: self.source.fixed]
        found = [line for line in lines[self.source.fixed :] if _holds(line, sought)]
        return [*head, *found]

    def crumb(self, width: int) -> str:
        """Return the line to type into: what is asked, what is typed, how many lines are left.

        A hint gives way where it is wider than `width`.
        """
        left = sum(line.target is not None for line in self.view.lines)
        whole = sum(line.target is not None for line in self._lines(max(1, self.view.width)))
        count = f"  {say('{n} of {of}', n=left, of=whole)}" if self.text else ""
        told = f"{self.title}: {self.text}▏{count}"
        if self.text or not self.hint:
            return told
        return f"{told}  {cell(self.hint, max(0, width - cell_len(told) - _AROUND)).rstrip()}"


def _holds(line: Line, sought: Sequence[str]) -> bool:
    text = "".join(span.text for span in line.spans).casefold()
    return line.target is not None and all(word in text for word in sought)


def options(name: str, choices: Sequence[tuple[object, str]], chosen: object = None) -> View:
    """Return the view of `choices` (value, words); the cursor begins on `chosen`."""

    def draw(width: int) -> Sequence[Line]:
        return [
            Line((Span("  "), Span(cell(words, width - 3).rstrip())), value)
            for value, words in choices
        ]

    values = [value for value, _ in choices]
    return View(name, draw, cursor=values.index(chosen) if chosen in values else 0)
