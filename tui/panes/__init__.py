"""The panes: each knows one question and how its answer looks as lines. A pane is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.language import mark
from tui.panes import agents, channels, checklist, scorecard
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Pane:
    """One pane: its title, and how it is made of a scorecard and the names of the parts that stand open.

    The title is said where it is shown.
    """

    title: str
    view: Callable[[Scorecard, set[str]], View]


# In the order of their keys, tabs and places in the grid; all of these follow from it.
PANES = (
    Pane(mark("Scorecard"), scorecard.view),
    Pane(mark("Agents"), agents.view),
    Pane(mark("Channels"), channels.view),
    Pane(mark("Checklist"), checklist.view),
)
