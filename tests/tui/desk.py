"""A desk without a terminal: press keys, expect lines. Tests read as a story."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import time_machine
from textual.pilot import Pilot

from queries.config import Config
from tui.app import RungApp
from tui.screens.filters import Filter
from tui.widgets.rows import Rows

ROUNDS = 5  # of nothing to do: a key, its action, its answer, its lines and their place follow each other
NINE = dt.datetime(2026, 11, 21, 8, 0, tzinfo=dt.UTC)  # nine in the morning in Berlin


async def stand(pilot: Pilot[None]) -> None:
    """Wait until no worker runs, every message is handled and drawn, and nothing new comes of it."""
    quiet = 0
    while quiet < ROUNDS:
        quiet = 0 if any(not worker.is_finished for worker in pilot.app.workers) else quiet + 1
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0)


class Desk:
    """The app under a pilot."""

    def __init__(self, app: RungApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> Desk:
        """Press keys, each once everything stands."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()
        return self

    async def settle(self) -> None:
        """Wait until the screen stands."""
        await stand(self.pilot)

    async def drawn(self) -> None:
        """Wait until every message is handled and drawn, whatever still works beside the screen."""
        for _ in range(ROUNDS):
            await self.pilot.pause(0)

    @property
    def lines(self) -> list[str]:
        """What a person sees, by lines."""
        width, height = self.app.size
        rows = [[" "] * width for _ in range(height)]
        for widget in self.app.screen.query(Rows):
            region = widget.region
            if region.width and all(
                above.display for above in widget.ancestors_with_self if hasattr(above, "display")
            ):
                for y in range(region.height):
                    text = widget.render_line(y).text
                    for x, letter in enumerate(text[: region.width]):
                        if 0 <= region.y + y < height and 0 <= region.x + x < width:
                            rows[region.y + y][region.x + x] = letter
        return ["".join(row).rstrip() for row in rows]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def expect(self, *texts: str) -> Desk:
        """Expect every text on the screen."""
        for text in texts:
            assert text in self.text, f"expected {text!r}\n{self.text}"
        return self

    def expect_no(self, *texts: str) -> Desk:
        """Expect none of the texts."""
        for text in texts:
            assert text not in self.text, f"expected no {text!r}\n{self.text}"
        return self


@asynccontextmanager
async def sit_down(
    paths: list[str],
    config: Config,
    size: tuple[int, int] = (80, 24),
    theme: str | None = "ansi",
    period: str = "28d",
) -> AsyncIterator[Desk]:
    """Open the app on exports, at nine in the morning."""
    with time_machine.travel(NINE, tick=True):
        app = RungApp(lambda: (paths, config), period, Filter(), theme)
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(app, pilot)
            await desk.settle()
            yield desk


def at_the_desk(story: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a test that is told as a story at the desk."""

    @functools.wraps(story)
    def test(**given: Any) -> None:
        asyncio.run(story(**given))

    return test
