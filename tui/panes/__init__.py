"""The panes: each knows one question and how its answer looks as lines. A pane is a module and a line here.

A pane's module is read once there are figures to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from tui.language import mark

if TYPE_CHECKING:
    from queries.scorecard import Scorecard
    from tui.widgets.lines import View


@dataclass(frozen=True, slots=True)
class Pane:
    """One pane: its title, which is said where it is shown, and the module in which its view is made."""

    title: str
    module: str

    def view(self, card: Scorecard, unfolded: set[str]) -> View:
        """Return it, made of a scorecard and the names of the parts that stand open."""
        view: View = import_module(f"tui.panes.{self.module}").view(card, unfolded)
        return view


# In the order of their keys, tabs and places in the grid; all of these follow from it.
PANES = (
    Pane(mark("Scorecard"), "scorecard"),
    Pane(mark("Agents"), "agents"),
    Pane(mark("Channels"), "channels"),
    Pane(mark("Checklist"), "checklist"),
)
