"""Pictures of the screen: each pane and drill-down once, small and large, in one theme or another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from textual.pilot import Pilot

from queries.session import Session
from tests.tui.desk import NINE, stand
from tui.app import RungApp
from tui.screens.filters import Filter

# One picture a pane and view, each theme among them: for style. What stands where is asserted as painted text.
SMALL = {
    "scorecard-dark": (),
    "agents-ansi": ("2",),
    "channels-light": ("3",),
    "checklist-dark": ("4",),
    "changed-dark": ("c",),
    "dimension-light": ("enter",),
    "tickets-light": ("enter", "down", "enter"),
    "sql-light": ("enter", "down", "enter", "s"),
    "week-ansi": ("enter", "v"),
    "agent-ansi": ("2", "enter"),
    "channel-light": ("3", "enter"),
    "coverage-dark": ("3", "v"),
    "reasons-light": ("3", "v", "v"),
    "measures-ansi": ("v",),
    "waiting-light": ("2", "G", "enter"),
    "ticket-ansi": ("enter", "down", "enter", "down", "enter"),
}
LARGE: dict[str, tuple[str, ...]] = {"grid-ansi": (), "grid-light": ("2", "enter")}
Compare = Callable[..., bool]


def picture(
    session: Session, theme: str, keys: tuple[str, ...], size: tuple[int, int], compare: Compare
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await stand(pilot)

    with time_machine.travel(NINE, tick=True):
        app = RungApp(lambda: ([], session.config), "28d", Filter(), theme)
        assert compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("name", SMALL)
def test_small(name: str, loaded: Session, snap_compare: Compare) -> None:
    picture(loaded, name.rpartition("-")[2], SMALL[name], (80, 24), snap_compare)


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, loaded: Session, snap_compare: Compare) -> None:
    picture(loaded, name.rpartition("-")[2], LARGE[name], (140, 45), snap_compare)
