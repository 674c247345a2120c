"""Text is wrapped by the cells that a terminal gives each letter."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.cell import wrap


def test_wide_letters_count_two() -> None:
    assert wrap("日本語 チーム ab", 8) == ["日本語", "チーム", "ab"]
    assert wrap("日本語 ab", 9) == ["日本語 ab"]


def test_a_word_wider_than_a_line_is_broken() -> None:
    assert wrap("abcdefgh ij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("", 10) == []


@given(st.text(alphabet="abc 日é ", max_size=80), st.integers(2, 30))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="abcdef", min_size=1, max_size=9)), st.integers(10, 40))
def test_plain_words_break_as_everywhere(words: list[str], width: int) -> None:
    assert wrap(" ".join(words), width) == textwrap.wrap(" ".join(words), width)
