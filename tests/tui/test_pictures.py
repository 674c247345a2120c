"""Pictures of the screen: each pane and drill-down, small and large, in each theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from textual.pilot import Pilot

from queries.session import Session
from tests.tui.desk import NINE
from tui.app import RungApp
from tui.screens.filters import Filter

KEYS = {
    "scorecard": (),
    "agents": ("2",),
    "channels": ("3",),
    "checklist": ("4",),
    "tickets": ("enter",),
    "ticket": ("enter", "down", "enter"),
}
LARGE = {"grid": (), "tickets": ("2", "enter"), "ticket": ("3", "enter", "enter")}
Compare = Callable[..., bool]


def picture(
    session: Session, theme: str, keys: tuple[str, ...], size: tuple[int, int], compare: Compare
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            for _ in range(6):
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()

    with time_machine.travel(NINE, tick=True):
        app = RungApp(lambda: ([], session.config), "28d", Filter(), theme)
        assert compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("theme", ["ansi", "dark", "light"])
@pytest.mark.parametrize("name", KEYS)
def test_small(name: str, theme: str, loaded: Session, snap_compare: Compare) -> None:
    picture(loaded, theme, KEYS[name], (80, 24), snap_compare)


@pytest.mark.parametrize("theme", ["ansi", "dark", "light"])
@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, theme: str, loaded: Session, snap_compare: Compare) -> None:
    picture(loaded, theme, LARGE[name], (140, 45), snap_compare)
