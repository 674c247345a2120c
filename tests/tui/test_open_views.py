"""What is open inside the panes: opened, closed, shown anew; without a screen."""

from __future__ import annotations

from tui.screens.open_views import OpenViews
from tui.widgets.lines import Line, View


def view(name: str, opened: object = None) -> View:
    made = View(name, lambda _: [Line((), target=n) for n in range(5)], opened=opened)
    made.lay_out(80)
    return made


def test_another_scorecard_keeps_the_cursor_and_what_can_be_opened_again() -> None:
    views = OpenViews(2)
    agents = view("Agents")
    views.show((agents, view("Channels")), again=False)
    agents.cursor = 3
    views.open(0, view("Ann", opened="ann"))
    views.open(0, view("Help"))  # a page that hangs on no figures
    assert views.names(0) == ["Agents", "Ann", "Help"]
    anew = view("Agents")
    views.show((anew, view("Channels")), again=False)
    assert views.names(0) == ["Agents", "Ann"]
    assert views.first(0) is anew
    assert anew.cursor == 3
    assert views.opened() == [(0, 1, "ann")]


def test_what_is_gone_is_closed_and_what_is_there_stands_where_it_stood() -> None:
    views = OpenViews(1)
    views.show([view("Agents")], again=False)
    views.open(0, view("Ann", opened="ann"))
    monday, anew = view("Monday", opened="monday"), view("Monday, anew", opened="monday")
    views.open(0, monday)
    monday.cursor = 4
    views.show_again({(0, 1): None, (0, 2): anew, (0, 9): None})
    assert views.names(0) == ["Agents", "Monday, anew"]
    assert views.last(0) is anew
    assert anew.cursor == 4


def test_a_panes_own_view_is_never_closed() -> None:
    views = OpenViews(1)
    assert not views.close(0)
    views.show([view("Agents")], again=False)
    assert not views.close(0)
    assert views.above(0) is None
    inside = view("Ann")
    views.open(0, inside)
    views.forget(inside)
    views.open(0, view("Ben"))
    assert views.close_all(0)
    assert views.names(0) == ["Agents"]
