"""The lines around the panes, at any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.screens.bars import crumbs, footer, help_and_quit, tabs, telling, title
from tui.widgets.cell import Span


def text(spans: list) -> str:  # type: ignore[type-arg]
    return "".join(span.text for span in spans)


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("answers", [False, True])
def test_the_footer_fits_and_keeps_help_and_the_way_out(
    width: int, deep: bool, answers: bool
) -> None:
    shown = text(footer(deep, width, {}, answers=answers))
    assert cell_len(shown.rstrip()) <= width
    assert "? help" in shown
    assert "q " in shown


def test_where_practices_stand_the_footer_names_the_keys_that_answer_them() -> None:
    assert text(footer(False, 80, {}, answers=True)).rstrip() == (
        " enter open  space answer: yes no n/a  t note  u undo  s SQL  ? help  q quit"
    )
    assert text(footer(True, 80, {}, answers=True)).rstrip() == (
        " esc back  y n x answer  space next  t note  u undo  ? help  q to the top"
    )


def test_the_active_tab_stands_in_brackets() -> None:
    assert text(tabs(("A", "B"), 1, (), 20)).rstrip() == " 1 A  [2 B]"


def test_a_warning_stands_at_the_right_end_where_there_is_room() -> None:
    warning = (Span("5 rejected: i"),)
    assert text(tabs(("A",), 0, warning, 30)) == "[1 A]".ljust(16) + "5 rejected: i "[:-1].rjust(13)
    assert text(tabs(("A",), 0, warning, 10)).rstrip() == "[1 A]"


def test_the_rule_fills_the_line() -> None:
    assert text(crumbs([], 10)) == "─" * 10
    assert text(crumbs(["Agents", "Ana"], 20)) == "─ Agents › Ana " + "─" * 5
    assert cell_len(text(title(2, ["Channels", "日本"], 40, here=True))) == 40


def test_what_is_said_for_a_moment_leaves_the_keys_that_always_show() -> None:
    keys = help_and_quit(False, {})
    assert text(keys) == " ? help  q quit  "
    assert (
        text(telling("sent to the terminal", keys, 40))
        == " sent to the terminal   ? help  q quit  "
    )
    assert text(telling("wrote /a/long/way/to/it.md", keys, 40)) == " wrote /a/long/way/to/it.md"
    assert text(telling("a word", (), 40)) == " a word"  # while something is typed
    assert cell_len(text(telling("x" * 90, keys, 40))) <= 40
