"""What a list shows, as plain data: lines of spans, a cursor, scrolling. The list itself is rows.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tui import words
from tui.widgets.cell import Span, sentence, wrap
from tui.widgets.order import Order

STYLES = (
    "head",
    "marked",
    "muted",
    "good",
    "bad",
    "warn",
    "accent",
    "title",
    "cursor",
    "cursor-other",
    "bars",  # over time: as plain as any text, of other glyphs in ASCII
)
CURSOR = "›"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: spans that passed through cell(), and what Enter on it opens (None: nothing).

    `heads` are the columns whose heads stand in it: from which cell to which, and the column's place. A line
    of a map has `cells` instead of one target: which span each is, and what it opens.
    """

    spans: tuple[Span, ...] = ()
    target: object = None
    heads: tuple[tuple[int, int, int], ...] = ()
    cells: tuple[tuple[int, object], ...] = ()


@dataclass(slots=True)
class View:
    """What a list shows: how to draw it at a width, and where its cursor and scroll stand.

    It is drawn once somebody looks at its lines or its cursor's target: of what is shown and gone again before
    that nothing is drawn. The first `fixed` lines do not scroll. `order` is what its table is sorted by,
    `copied` what `y` sends of it where that is no line. `v` shows what `turned` makes, or opens `turn`, in its
    place; `following` is what the key that opened it shows next, `opened` the target that did. `beside` says
    more of what the cursor stands on. In a map the cursor stands in a `column`, too. A list of the first of
    more is `sorted` anew, by one of `sorts`: what each of its columns is called there; None: it is sorted where
    it stands. `answers`: keys answer the practices on its lines.
    """

    name: str
    draw: Callable[[int], Sequence[Line]]
    fixed: int = 0
    order: Order | None = None
    copied: str = ""
    turn: object = None
    opened: object = None
    beside: Callable[[object], str] | None = None
    column: int = 0
    cursor: int = -1
    top: int = 0
    width: int = 0
    turned: Callable[[], View] | None = None
    following: Callable[[], View] | None = None
    sorts: Sequence[str | None] = ()
    sorted: Callable[[Any], View] | None = None
    answers: bool = False
    _lines: Sequence[Line] = field(default=(), init=False)
    _drawn: int = field(default=0, init=False)

    def lay_out(self, width: int) -> None:
        """Be as wide as `width` from now on."""
        self.width = width

    def change(self) -> None:
        """Draw anew, since what is drawn changed."""
        self._drawn = 0

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are at its width; the cursor stays on its target, else on the first.

        A fault in drawing them is said in their place: whatever it is, the user reads it in words.
        """
        if self._drawn != self.width:
            self._drawn, old = self.width, self._target
            try:
                self._lines = self.draw(self.width)
            except Exception as error:  # noqa: BLE001 - it becomes words for the user
                self._lines = list(said_lines([sentence(words.own_fault(error))], self.width))
            places = [i for i, line in enumerate(self._lines) if line.target is not None]
            same = [place for place in places if self._lines[place].target == old]
            if old is not None and same:
                self.cursor = same[0]
            elif self.cursor not in places:
                self.cursor = places[0] if places else -1
        return self._lines

    def begin_at(self, target: object) -> None:
        """Put the cursor on the line that opens `target`, once it is drawn."""
        self._lines, self.cursor = (Line((), target),), 0

    def stand_as(self, other: View) -> None:
        """Put cursor and scroll where those of another view stand, which shows the same."""
        self.cursor, self.top, self.column = other.cursor, other.top, other.column
        self._lines = other._lines

    @property
    def places(self) -> list[int]:
        """The lines that the cursor can stand on."""
        return [i for i, line in enumerate(self.lines) if line.target is not None]

    @property
    def target(self) -> object:
        """What the cursor stands on."""
        return self._target if self.lines else None

    @property
    def _target(self) -> object:
        if not 0 <= self.cursor < len(self._lines):
            return None
        line = self._lines[self.cursor]
        return line.cells[self.column][1] if line.cells else line.target

    def move_column(self, steps: int) -> bool:
        """Move the cursor to the next cell of a map; say whether there are any."""
        lines = self.lines
        cells = lines[self.cursor].cells if 0 <= self.cursor < len(lines) else ()
        if cells:
            self.column = max(0, min(len(cells) - 1, self.column + steps))
        return bool(cells)

    def part(self, height: int) -> tuple[int, int, int] | None:
        """Return which of the places are seen, from the first to the last, and of how many; None: all."""
        places, top = self.places, self._top(height)
        first, last = self.fixed + top, top + height
        seen = [
            n for n, place in enumerate(places, 1) if place < self.fixed or first <= place < last
        ]
        return (seen[0], seen[-1], len(places)) if seen and len(seen) < len(places) else None

    def move(self, steps: int, height: int) -> bool:
        """Move the cursor by `steps` places, or scroll where there is none; say whether it moved."""
        places, before = self.places, self.cursor
        if not places:
            self.scroll(steps, height)
            return False
        here = places.index(before) if before in places else 0
        self.cursor = places[max(0, min(len(places) - 1, here + steps))]
        self.show_cursor(height)
        return self.cursor != before

    def scroll(self, steps: int, height: int) -> None:
        """Scroll by `steps` lines."""
        most = max(0, len(self.lines) - height)
        self.top = max(0, min(most, self.top + steps))

    def show_cursor(self, height: int) -> None:
        """Scroll as little as it takes to see the cursor; at the first place, see what is above it."""
        self.top = self._top(height)

    def _top(self, height: int) -> int:
        places, room = self.places, height - self.fixed
        if self.cursor < 0:
            return self.top
        position, top = self.cursor - self.fixed, self.top
        if places and self.cursor == places[0]:
            top = 0
        if places and self.cursor == places[-1]:
            top = max(top, len(self.lines) - self.fixed - room)
        return max(0, position - room + 1, min(top, position))

    def raise_cursor(self, height: int) -> None:
        """Scroll until the cursor's line is the first that scrolls, as far as there are lines below it."""
        if self.lines and self.cursor >= self.fixed:
            self.top = self.cursor - self.fixed
            self.scroll(0, height)


def said_lines(told: Iterable[str], width: int, style: str = "") -> Iterator[Line]:
    """Yield sentences of our own as lines, wrapped where they are too long."""
    for text in told:
        for part in wrap(text, max(20, width - 2)):
            yield Line((Span(" "), Span(part, style)))
