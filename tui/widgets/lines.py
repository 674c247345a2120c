"""What a list shows, as plain data: lines of spans, a cursor, scrolling. The list itself is rows.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tui.widgets.cell import Span

STYLES = ("head", "muted", "good", "bad", "warn", "accent", "title", "cursor", "cursor-other")
CURSOR = "›"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: spans that passed through cell(), and what Enter on it opens (None: nothing)."""

    spans: tuple[Span, ...] = ()
    target: object = None


@dataclass(slots=True)
class View:
    """What a list shows: how to draw it at a width, and where its cursor and scroll stand.

    The first `fixed` lines do not scroll. `turned` makes what `v` shows in its place, `following` what the key
    that opened it shows next. `behind` is the target that opened it, `copied` what is copied where that is no
    line.
    """

    name: str
    draw: Callable[[int], Sequence[Line]]
    fixed: int = 0
    cursor: int = -1
    top: int = 0
    width: int = 0
    lines: Sequence[Line] = field(default_factory=list)
    turned: Callable[[], View] | None = None
    following: Callable[[], View] | None = None
    behind: object = None
    copied: str = ""

    def lay_out(self, width: int) -> None:
        """Draw for `width`, once a width; the cursor stays on its target, else on the first."""
        if width != self.width:
            old = self.target
            self.lines, self.width = self.draw(width), width
            places = self.places
            same = [place for place in places if self.lines[place].target == old]
            if old is not None and same:
                self.cursor = same[0]
            elif self.cursor not in places:
                self.cursor = places[0] if places else -1

    @property
    def places(self) -> list[int]:
        """The lines that the cursor can stand on."""
        return [i for i, line in enumerate(self.lines) if line.target is not None]

    @property
    def target(self) -> object:
        """What the cursor stands on."""
        return self.lines[self.cursor].target if 0 <= self.cursor < len(self.lines) else None

    def move(self, steps: int, height: int) -> None:
        """Move the cursor by `steps` places, or scroll where there is none."""
        places = self.places
        if not places:
            self.scroll(steps, height)
            return
        here = places.index(self.cursor) if self.cursor in places else 0
        self.cursor = places[max(0, min(len(places) - 1, here + steps))]
        self.show_cursor(height)

    def scroll(self, steps: int, height: int) -> None:
        """Scroll by `steps` lines."""
        most = max(0, len(self.lines) - height)
        self.top = max(0, min(most, self.top + steps))

    def show_cursor(self, height: int) -> None:
        """Scroll as little as it takes to see the cursor; at the first place, see what is above it."""
        if self.cursor < 0:
            return
        places, room = self.places, height - self.fixed
        position = self.cursor - self.fixed
        if places and self.cursor == places[0]:
            self.top = 0
        if places and self.cursor == places[-1]:
            self.top = max(self.top, len(self.lines) - self.fixed - room)
        self.top = max(0, position - room + 1, min(self.top, position))
