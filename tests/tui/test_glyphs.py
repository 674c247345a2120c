"""ASCII twins: chosen by the locale and the terminal, each as wide as what it stands for."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.glyphs import ASCII, NONE, over_time, twins


@pytest.mark.parametrize(
    ("glyphs", "environment", "ascii_wanted"),
    [
        ("auto", {"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}, False),
        ("auto", {"TERM": "xterm"}, False),
        ("auto", {"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE.ISO-8859-1"}, True),
        ("auto", {"LC_CTYPE": "C.utf8", "LANG": "C"}, False),
        ("auto", {"LANG": "C", "TERM": "xterm"}, True),
        ("auto", {"LANG": "en_GB.UTF-8", "TERM": "linux"}, True),
        ("ascii", {"LANG": "en_GB.UTF-8"}, True),
        ("unicode", {"LC_ALL": "C", "TERM": "linux"}, False),
    ],
)
def test_which_glyphs(glyphs: str, environment: dict[str, str], ascii_wanted: bool) -> None:
    assert (twins(glyphs, environment) is ASCII) == ascii_wanted
    assert (twins(glyphs, environment) is NONE) != ascii_wanted


def test_every_twin_is_ascii_and_as_wide() -> None:
    assert all(
        typed.isascii() and cell_len(typed) == cell_len(chr(drawn))
        for drawn, typed in ASCII.items()
    )


def test_a_drawing_in_ascii() -> None:
    assert "●●●○○ ▲ 5 › ✓ ‹──●─".translate(ASCII) == "***-- ^ 5 > y <--*-"
    assert "▁▅█".translate(over_time(ASCII)) == "158"
    assert "▁▅█".translate(over_time(NONE)) == "▁▅█"


def test_the_shade_beside_a_number_is_no_digit() -> None:
    assert " 5░  9▒  5▓ 10█".translate(ASCII) == " 5.  9:  5+ 10#"  # never 108
