"""The one screen: header, tabs, panes, footer. It holds the keys and knows the active pane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from tui import words
from tui.language import say
from tui.layout import SHIPPED, Layout, Shape, Sizes, layout
from tui.panes import PANES
from tui.panes.targets import Back, Fold, OpenCalled, OpenPractice, OpenSorted
from tui.screens import bars
from tui.screens.desk_keys import DESK_KEYS
from tui.screens.open_views import OpenViews
from tui.screens.slots import Slots
from tui.screens.typing import Typing
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from queries.scorecard import Scorecard


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


class Desk(Screen[None]):
    """The panes over one Scorecard."""

    BINDINGS: ClassVar[list[BindingType]] = DESK_KEYS
    DEFAULT_CSS = """
    Desk { layers: base; }
    Desk > Rows { height: 1; }
    """

    class Ready(Message):
        """The screen stands."""

    def __init__(self, host: Host) -> None:
        """Begin without a scorecard."""
        super().__init__()
        self.host = host
        self.card: Scorecard | None = None
        self.active = 0
        self.zoomed = False
        self.views = OpenViews(len(PANES))
        self.unfolded: set[str] = set()
        self.header: Callable[[int], Sequence[Span]] = lambda _: (Span(" rung", "title"),)
        self.warning: Sequence[Span] = ()
        self.shape = Layout(Shape.SINGLE, 1)
        self.sizes = SHIPPED
        self.keymap: Mapping[str, str] = {}
        self.typing: Typing | None = None
        self.told = ""

    def compose(self) -> ComposeResult:
        """Lines of one list each; the panes are slots whose content is swapped."""
        yield Rows(id="header")
        yield Rows(id="tabs")
        yield Rows(id="crumbs")
        self.shape = layout(self.app.size.width, self.app.size.height, len(PANES))
        yield Slots(self.shape)
        yield Rows(id="footer")

    def on_mount(self) -> None:
        """Say that lines can be shown."""
        if self._stands:
            self._divide()
            self.post_message(self.Ready())

    @property
    def _stands(self) -> bool:
        """Whether everything is composed: not where it ends before that."""
        return bool(self.query(Slots)) and self.slots.stand and bool(self.query("#footer"))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again, once the lists have their new size."""
        if self._shape(event.size) != self.shape or self.views.first(0):
            self.call_after_refresh(self._arrange)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────

    def find(self) -> None:
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

    def show_card(self, card: Scorecard, *, again: bool = False) -> None:
        """Show another scorecard, or more of the same (`again`).

        Each pane keeps its cursor, and what is open in it where that can be opened from the new one.
        """
        self.card = card
        if not again:
            self.end_typing()
        self.views.show((pane.view(card, self.unfolded) for pane in PANES), again=again)
        if self.shape.panes > 1:
            self._divide()
        self._fill()

    def show_header(
        self, header: Callable[[int], Sequence[Span]], warning: Sequence[Span] = ()
    ) -> None:
        """Show the header line, which is made for the terminal's width, and the warning beside the tabs."""
        self.header, self.warning = header, warning
        self._line("header", header)

    def show_notice(self, lines: Sequence[Line] | Callable[[int], Sequence[Line]]) -> None:
        """Show lines instead of panes, while there is no scorecard."""
        draw = lines if callable(lines) else lambda _: lines
        self.typing = None
        self.views.show_instead(View("", draw) for _ in PANES)
        self._fill()

    def redraw(self) -> None:
        """Draw again what is open inside the active pane: the answers it shows may be others now."""
        if self.view is not None and self.shape.panes:
            self.rows.redraw()

    def push(self, pane: int, view: View) -> None:
        """Open a view inside a pane."""
        self.views.open(pane, view)
        self._fill()

    def show_again(self, views: Mapping[tuple[int, int], View | None]) -> None:
        """Show views anew where they stand, by pane and place; None: it is not there any more."""
        self.views.show_again(views)
        self._fill()

    @property
    def view(self) -> View | None:
        """What the active pane shows."""
        return self.views.last(self.active)

    @property
    def rows(self) -> Rows:
        """The list that shows the active pane."""
        return self.slots.slot(self.active, self.shape)

    @property
    def slots(self) -> Slots:
        """Where the panes are shown."""
        return self.query_one(Slots)

    def use_sizes(self, sizes: Sizes) -> None:
        """Lay out by other sizes from now on."""
        if sizes != self.sizes:
            self.sizes = sizes
            self._arrange()

    def _shape(self, size: Size) -> Layout:
        return layout(size.width, size.height, len(PANES), zoomed=self.zoomed, sizes=self.sizes)

    def _arrange(self) -> None:
        """Lay the panes out for the terminal's size, and fill them once they have theirs."""
        if not self._stands:
            return
        self.shape = self._shape(self.size)
        self._divide()
        if self.slots.take_shape(self.shape):
            self.call_after_refresh(self._fill)
        else:
            self._fill()

    def _divide(self) -> None:
        """Let each row of the grid be as high as what its panes hold at the top needs."""

        def needed(pane: int, width: int) -> int:
            view = self.views.first(pane)
            return 1 + len(view.draw(width)) if view else 1

        self.slots.divide(self.shape, self.sizes, needed)

    def _fill(self) -> None:
        """Give every slot and line its content."""
        if self.shape.shape is Shape.TOO_SMALL:
            width, height = self.sizes.least
            told = " " + say("rung needs {width} × {height} characters", width=width, height=height)
            for name in ("header", "tabs", "crumbs", "footer"):
                self._line(name, lambda _: ())
            self.query_one("#slot-0", Rows).show(View("", lambda _: [Line((Span(told, "warn"),))]))
            return
        self._line("header", self.header)
        for pane in range(len(PANES)) if self.shape.panes > 1 else (self.active,):
            if view := self.views.last(pane):
                slot = self.slots.slot(pane, self.shape)
                slot.active = pane == self.active
                slot.show(view)
                self._title(pane)
        self._bars()

    def _title(self, pane: int) -> None:
        """Name a pane of the grid; the tab line names it where one shows at a time."""
        if self.shape.panes > 1:
            trail = [say(PANES[pane].title), *self.views.names(pane)[1:]]
            here = pane == self.active
            self._line(f"title-{pane}", lambda width: bars.title(pane, trail, width, here=here))

    def _bars(self) -> None:
        """Tabs, breadcrumb and footer for where the cursor is."""
        names, deep = self.views.names(self.active), self.views.is_deep(self.active)
        self._line(
            "tabs",
            lambda width: bars.tabs(
                [say(pane.title) for pane in PANES], self.active, self.warning, width
            ),
        )
        self._rule(names if deep else [])
        self._line("footer", lambda width: self._footer(deep, width))

    def _footer(self, deep: bool, width: int) -> Sequence[Span]:
        """Return the keys, or what is said for a moment."""
        typing = self.typing is not None
        if self.told:
            keys = () if typing else bars.help_and_quit(deep, self.keymap)
            return bars.telling(self.told, keys, width)
        if typing:
            return bars.typing_footer()
        answers = self.view is not None and self.view.answers
        return bars.footer(deep, width, self.keymap, answers=answers)

    def _rule(self, names: Sequence[str]) -> None:
        """Show the way down and where one stands, or what is typed."""
        typing = self.typing
        if typing is None:
            self._line("crumbs", lambda width: bars.crumbs(names, width, self._beside()))
        else:
            self._line("crumbs", lambda width: bars.typed(typing.crumb(), width))

    def _beside(self) -> str:
        """Return what is said of where the cursor stands, or which lines are seen, where not all are."""
        view = self.view
        if view is None:
            return ""
        if view.beside is not None:
            return view.beside(view.target)
        part = view.part(self.rows.size.height)
        return words.part_of_a_list(*part) if part else ""

    def tell(self, told: str) -> None:
        """Say a few words in the place of the keys until the next one or a moment later; '' takes them back."""
        self.told = told
        self._bars()

    def _line(self, name: str, draw: Callable[[int], Sequence[Span]]) -> None:
        """Show one line, made for whatever width its list has."""
        rows = self.query_one(f"#{name}", Rows)
        rows.show_soon(View(name, lambda width: [Line(tuple(draw(width)))]))

    # ── typing ──────────────────────────────────────────────────────────────────────────────────

    def begin(self, typing: Typing) -> None:
        """Let something be chosen, or found, in the active pane's list."""
        self.end_typing()
        self.typing = typing
        self.push(self.active, typing.view)

    def end_typing(self, *, keep: bool = False) -> None:
        """End it; `keep` leaves the narrowed list."""
        typing, self.typing = self.typing, None
        if typing is None:
            return
        typing.left = keep
        if not keep:
            self.views.forget(typing.view)
        self._fill()

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

    def action_find(self) -> None:
        """Narrow the list by what is typed."""
        self.find()

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

    def replace(self, view: View) -> None:
        """Show a view in place of the one that is open in the active pane."""
        self.views.replace(self.active, view)
        self._fill()

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
