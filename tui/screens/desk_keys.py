"""The keys of the one screen, by their ids."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.language import mark
from tui.panes import PANES


def key(keys: str, action: str, told: str, name: str) -> Binding:
    """Return a binding that is shown by the help and can be remapped by its id."""
    return Binding(keys, action, told, show=False, id=name)


DESK_KEYS: list[BindingType] = [
    key("down,j", "move(1)", mark("move down"), "move.down"),
    key("up,k", "move(-1)", mark("move up"), "move.up"),
    key("pagedown", "page(1)", mark("a page down"), "move.page_down"),
    key("pageup", "page(-1)", mark("a page up"), "move.page_up"),
    key("g,home", "move(-1000000)", mark("to the first"), "move.first"),
    key("G,end", "move(1000000)", mark("to the last"), "move.last"),
    key("enter,l", "open", mark("open"), "open"),
    key("escape,h,backspace", "back", mark("back"), "back"),
    *(
        key(str(number), f"pane({number - 1})", pane.title, f"pane.{number}")
        for number, pane in enumerate(PANES, 1)
    ),
    key("n", "next_of_kind(1)", mark("next ticket, agent, channel"), "kind.next"),
    key("N", "next_of_kind(-1)", mark("previous ticket, agent, channel"), "kind.previous"),
    key("left", "move_column(-1)", mark("in a map the cell to the left, else back"), "move.left"),
    key(
        "right",
        "move_column(1)",
        mark("in a map the cell to the right, else open"),
        "move.right",
    ),
    key("v", "turn", mark("the next view of what is shown"), "view.next"),
    key("tab", "next_pane", mark("next pane"), "pane.next"),
    key("slash", "find", mark("find in the list"), "find"),
    key("less_than_sign", "mark(-1)", mark("mark the column to the left"), "column.left"),
    key("greater_than_sign", "mark(1)", mark("mark the column to the right"), "column.right"),
    key("o", "sort(False)", mark("sort by the marked column"), "sort"),
    key("O", "sort(True)", mark("sort the other way round"), "sort.reverse"),
    key("z", "zoom", mark("one pane or all"), "zoom"),
]
