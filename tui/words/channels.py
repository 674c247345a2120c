"""Channels in words: their own level, and the hours in which somebody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language import mark, say
from tui.words.amounts import NOTHING, dots

if TYPE_CHECKING:
    from queries.figures.standings import ChannelRow


# The classes of channels, as they stand in the settings.
CLASSES = {
    "email": mark("email"),
    "social": mark("social"),
    "live": mark("live"),
    "none": mark("none"),
    "unknown": mark("unknown"),
}


def channel_class(name: str) -> str:
    """Return what a class of channels is called."""
    return say(CLASSES[name])


def _level(row: ChannelRow) -> int | None:
    levels = [level for level in row.levels.values() if level is not None]
    return min(levels) if levels else None


def level_dots(row: ChannelRow) -> str:
    """Return a channel's own level: ●●●○○ 3."""
    level = _level(row)
    if level is None:
        return say("missing") if row.gap else say("not graded")
    return f"{dots(level)} {level}"


def level_number(row: ChannelRow) -> str:
    """Return the same without dots."""
    level = _level(row)
    if level is None:
        return say("missing") if row.gap else say("not graded")
    return f"{level}"


def hours_short(covered: tuple[int, int] | None) -> str:
    """Return the hours of the week covered, of those in which customers write: 68/120."""
    return f"{covered[0]}/{covered[1]}" if covered else NOTHING


def hours_long(covered: tuple[int, int] | None) -> str:
    """Return the same: 68 of 120."""
    return say("{n} of {of}", n=covered[0], of=covered[1]) if covered else NOTHING
