"""What stands on the one screen: header, tabs, panes, footer, and what is open in each pane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from tui import words
from tui.language import say
from tui.layout import SHIPPED, Layout, Shape, Sizes, layout
from tui.panes import PANES
from tui.screens import bars
from tui.screens.open_views import OpenViews
from tui.screens.slots import Slots
from tui.screens.typing import Typing
from tui.widgets.cell import Span
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from queries.scorecard import Scorecard


class Stage(Screen[None]):
    """The panes over one Scorecard. What the keys do there is desk.py's."""

    DEFAULT_CSS = """
    Stage { layers: base; }
    Stage > Rows { height: 1; }
    """

    class Ready(Message):
        """The screen stands."""

    def __init__(self) -> None:
        """Begin without a scorecard."""
        super().__init__()
        self.card: Scorecard | None = None
        self.active = 0
        self.zoomed = False
        self.views = OpenViews(len(PANES))
        self.unfolded: set[str] = set()
        self.header: Callable[[int], Sequence[Span]] = lambda _: (Span(" rung", "title"),)
        self.warning: Sequence[Span] = ()
        self.shape = Layout(Shape.SINGLE, 1)
        self.sizes = SHIPPED
        self.laid_out_for: Size | None = None
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
        self.laid_out_for = event.size
        if self._shape(event.size) != self.shape or self.views.first(0):
            self.call_after_refresh(self._arrange)

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

    def replace(self, view: View) -> None:
        """Show a view in place of the one that is open in the active pane."""
        self.views.replace(self.active, view)
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

    def tell(self, told: str) -> None:
        """Say a few words in the place of the keys until the next one or a moment later; '' takes them back."""
        self.told = told
        self._bars()

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
        view = self.view
        answers = view is not None and view.answers
        turns = view is not None and bool(view.turn or view.turned)
        return bars.footer(deep, width, self.keymap, answers=answers, turns=turns)

    def _rule(self, names: Sequence[str]) -> None:
        """Show the way down and where one stands, or what is typed."""
        typing = self.typing
        if typing is None:
            self._line("crumbs", lambda width: bars.crumbs(names, width, self._beside()))
        else:
            self._line("crumbs", lambda width: bars.typed(typing.crumb(width), width))

    def _beside(self) -> str:
        """Return what is said of where the cursor stands, or which lines are seen, where not all are."""
        view = self.view
        if view is None:
            return ""
        if view.beside is not None:
            return view.beside(view.target)
        part = view.part(self.rows.size.height)
        return words.part_of_a_list(*part) if part else ""

    def _line(self, name: str, draw: Callable[[int], Sequence[Span]]) -> None:
        """Show one line, made for whatever width its list has."""
        rows = self.query_one(f"#{name}", Rows)
        rows.show_soon(View(name, lambda width: [Line(tuple(draw(width)))]))
