"""The desk: what the keys do with what stands on the one screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.binding import BindingType

from tui.language import say
from tui.panes import PANES
from tui.panes.targets import Back, Fold, OpenCalled, OpenPractice, OpenSorted
from tui.screens.desk_keys import DESK_KEYS
from tui.screens.stage import Stage
from tui.screens.typing import Typing
from tui.widgets.cell import cell
from tui.widgets.lines import View
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    pass


class Host(Protocol):
    """What does at once what is asked for at the desk: the next key finds it done, or under way."""

    def open(self, pane: int, target: object) -> None:
        """Open what stands behind a line: Enter on it."""
        ...

    def sort(self, pane: int, place: int, target: OpenSorted) -> None:
        """Ask for a list anew, sorted: where it stands, and as what."""
        ...

    def do(self, chosen: Callable[[], None]) -> None:
        """Do what was chosen, or typed."""
        ...

    def stop(self) -> None:
        """Stop a load that is under way: Esc where there is nothing to go back from."""
        ...


class Desk(Stage):
    """The panes and their keys."""

    BINDINGS: ClassVar[list[BindingType]] = DESK_KEYS

    def __init__(self, host: Host) -> None:
        """Begin without a scorecard."""
        super().__init__()
        self.host = host

    # ── typing ──────────────────────────────────────────────────────────────────────────────────

    def action_find(self) -> None:
        """Narrow the list by what is typed."""
        view = self.view
        if view is not None and view.places:
            typing = Typing(say("Find"), view, free=self._call)
            # Of the list it narrows the way down has the name already.
            typing.view.name = typing.title
            self.begin(typing)

    def _call(self, ticket_id: str) -> None:
        """Open the ticket of an id that no line shows."""
        self.host.open(self.active, OpenCalled(ticket_id))

    def hear(self, event: events.Key) -> bool:
        """Say whether a key was typed: while something is, every one is. What was said goes at any key."""
        if self.told:
            self.tell("")
        typing = self.typing
        if typing is None or not self.shape.panes:
            return False
        match event.key:
            case "escape":
                self.end_typing()
            case "enter":
                self._take(typing)
            case "up" | "down" | "pageup" | "pagedown" | "home" | "end":
                self._walk(event.key)
            case "backspace" | "ctrl+h":
                typing.remove()
                self._narrow(typing)
            case _ if event.is_printable and event.character:
                typing.add(event.character)
                self._narrow(typing)
        return True

    def paste(self, text: str) -> None:
        """Type what was pasted, on one line; where nothing is typed it is nothing."""
        if self.typing is not None and self.shape.panes:
            self.typing.add(cell(text))
            self._narrow(self.typing)

    def _take(self, typing: Typing) -> None:
        """Enter: take the line, or what was typed where no line is left."""
        target = typing.view.target
        if typing.then is None and (target is not None or not typing.text.strip()):
            typing.view.name = f"{typing.title}: {cell(typing.text)}"
            self.end_typing(keep=bool(typing.text))
            return
        self.end_typing()
        if target is not None and typing.then is not None:
            self.host.do(partial(typing.then, target))
        elif typing.free is not None and typing.text.strip():
            self.host.do(partial(typing.free, typing.text.strip()))

    def _walk(self, key: str) -> None:
        steps = {"up": -1, "down": 1, "home": -1_000_000, "end": 1_000_000}
        if key in steps:
            self.action_move(steps[key])
        else:
            self.action_page(1 if key == "pagedown" else -1)

    def _narrow(self, typing: Typing) -> None:
        typing.view.top = 0
        self.rows.redraw()
        self._rule([])

    # ── keys ────────────────────────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys do nothing where nothing can be shown; among the questions n is an answer."""
        if action == "next_of_kind" and self.view is not None:
            target = self.view.target
            if isinstance(target, OpenPractice) and target.asked:
                return False
        return bool(self.shape.panes)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.rows.move(steps)
        self._moved()

    def stand_on(self, target: object) -> None:
        """Put the cursor on the line of a target, where there is one."""
        view = self.view
        if view is None:
            return
        targets = [view.lines[place].target for place in view.places]
        if target in targets and view.target in targets:
            self.action_move(targets.index(target) - targets.index(view.target))

    def action_move_column(self, steps: int) -> None:
        """Move the cursor within a map; elsewhere open, or go back."""
        if self.rows.move_column(steps):
            self._moved()
        elif steps > 0:
            self.action_open()
        else:
            self.action_back()

    def _moved(self) -> None:
        """Say on the rule where the cursor stands now."""
        if self.typing is None:
            deep = self.views.is_deep(self.active)
            self._rule(self.views.names(self.active) if deep else [])

    def action_turn(self) -> None:
        """Show the next view of what is shown, in its place."""
        view = self.view
        if view is not None and isinstance(view.turn, Back):
            self.action_back()
        elif view is not None and view.turned is not None:
            self.replace(view.turned())
        elif view is not None and view.turn is not None and self.typing is None:
            self.views.close(self.active)
            self.host.open(self.active, view.turn)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        self.action_move(pages * self.rows.page)

    def action_open(self) -> None:
        """Open what the cursor stands on."""
        view = self.view
        if self.typing is not None:
            self._take(self.typing)  # by a click
            return
        if view is None or view.target is None:
            return
        if isinstance(view.target, Fold):
            self.unfolded ^= {view.target.name}
            self.rows.redraw()
            if view.target.name in self.unfolded:
                self.rows.raise_cursor()
        else:
            self.host.open(self.active, view.target)

    def action_back(self) -> None:
        """Step back; at the top it stops what is loading, and nothing else."""
        if self.views.close(self.active):
            self._fill()
        else:
            self.host.stop()

    def back_to_the_top(self) -> bool:
        """Close every view opened inside the active pane; say whether there was one."""
        deep = self.views.close_all(self.active)
        if deep:
            self._fill()
        return deep

    def action_pane(self, pane: int) -> None:
        """Make another pane the active one."""
        if pane == self.active:
            return
        self.end_typing()
        before, self.active = self.rows, pane
        if self.shape.panes > 1:
            self._bars()
            before.set_active(False)
            self.rows.set_active(True)
            for number in range(len(PANES)):
                self._title(number)
        else:
            self._fill()

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.action_pane((self.active + 1) % len(PANES))

    def action_next_of_kind(self, steps: int) -> None:
        """Instead of what is open open what stands below it in the list it was opened from, or above."""
        before = self.views.above(self.active)
        if before is None or self.typing is not None:
            return
        height = self.rows.size.height
        moved = before.move(steps, height)
        if not moved or before.target is None or isinstance(before.target, Fold):
            if moved:
                before.move(-steps, height)
            self.tell(say("the last one") if steps > 0 else say("the first one"))
            return
        self.views.close(self.active)
        self.host.open(self.active, before.target)

    def action_mark(self, steps: int) -> None:
        """Mark another column."""
        if self.view is not None and self.view.order is not None:
            self.view.order.mark(steps)
            self.rows.redraw()

    def action_sort(self, turned: bool) -> None:
        """Sort by the marked column."""
        if self.view is not None and self.view.order is not None:
            self.view.order.sort(turned=turned)
            self._sort(self.view, self.rows, self.active)

    def _sort(self, view: View, rows: Rows, pane: int) -> None:
        """Show a list sorted; where it is the first of more, ask for the first of all in that order."""
        order = view.order
        if view.sorted is None or order is None or order.by is None:
            rows.redraw()
            return
        by = view.sorts[order.by]
        if by is None:
            rows.redraw()
            self.tell(say("only what is listed is sorted: all there are cannot be by this column"))
            return
        of = view.opened.of if isinstance(view.opened, OpenSorted) else view.opened
        place = self.views.place(pane)
        self.host.sort(pane, place, OpenSorted(of, by, order.down))

    def on_rows_headed(self, message: Rows.Headed) -> None:
        """A click on the head of a column sorts by it."""
        view = message.rows.view
        if view is not None and view.order is not None:
            view.order.pick(message.column)
            place = (message.rows.id or "").removeprefix("slot-")
            pane = int(place) if place.isdigit() and self.shape.panes > 1 else self.active
            self._sort(view, message.rows, pane)

    def action_zoom(self) -> None:
        """Show one pane, or all where there is room for it."""
        if self.zoomed or self.shape.panes > 1:
            self.zoomed = not self.zoomed
            self._arrange()

    def on_rows_picked(self, message: Rows.Picked) -> None:
        """A click makes its pane the active one; on the cursor's line it opens."""
        place = (message.rows.id or "").removeprefix("slot-")
        if place.isdigit() and self.shape.panes > 1:
            self.action_pane(int(place))
        if message.opened:
            self.action_open()
