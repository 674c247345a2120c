"""ASCII twins of the drawings and marks, for terminals whose locale or font has no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Glyphs = Literal["auto", "unicode", "ascii"]
Twins = Mapping[int, str]

NONE: Twins = {}
_DRAWN = "●○◌│┃┤┼─━╌–—−▲▼›‹▸▾→←↓↑✓✗·…≥≤×“”’▁▂▃▄▅▆▇░▒▓█"
_TYPED = '*-o||++------^v><+-><v^yx_~><x""\'1234567.:+#'
# Each as wide as what it stands for.
ASCII: Twins = {ord(drawn): typed for drawn, typed in zip(_DRAWN, _TYPED, strict=True)}
_CONSOLE = "linux"  # its fonts lack ○ ◌ ✓ ▁–▇
_BARS: Twins = {**ASCII, ord("█"): "8"}  # bars over time are digits; beside a number # is none


def over_time(of: Twins) -> Twins:
    """Return what to replace in bars over time, where `of` is replaced elsewhere."""
    return _BARS if of is ASCII else of


def twins(glyphs: Glyphs, environment: Mapping[str, str]) -> Twins:
    """Return what to replace; `auto` by the locale and TERM of the environment.

    A locale that is not set at all says nothing about the terminal: these speak UTF-8.
    """
    if glyphs != "auto":
        return ASCII if glyphs == "ascii" else NONE
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), "")
    in_bytes = bool(locale) and "utf" not in locale.casefold()
    return ASCII if in_bytes or environment.get("TERM") == _CONSOLE else NONE
