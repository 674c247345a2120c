"""A fault of our own is a page of words with a way back, wherever it lies; the app stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from queries.session import Session
from tests.tui.desk import Desk, at_the_desk, sit_down
from tui import sitting
from tui.screens import filters
from tui.widgets.lines import Line, View

TOLD = "This is a fault of rung, not of your data: KeyError:"


def broken(*_: Any, **__: Any) -> Any:
    raise KeyError("a\x1b]0;title\x07b")


async def is_told_and_left(desk: Desk, *keys: str) -> None:
    await desk.press(*keys)
    desk.expect(TOLD).expect_no("\x1b", "\x07")
    await desk.press("escape")
    desk.expect("Level 3  Average").expect_no(TOLD)


@at_the_desk
async def test_in_a_key_in_what_is_chosen_and_in_what_is_typed(
    loaded: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit_down([], loaded.config) as desk:
        monkeypatch.setattr(sitting.Sitting, "next_definitions", broken)
        await is_told_and_left(desk, "d")
        monkeypatch.setattr(sitting.Sitting, "choose_period", broken)
        await is_told_and_left(desk, "p", "down", "enter")
        await is_told_and_left(desk, "p", *"2026-10", "enter")
        monkeypatch.setattr(filters, "choices", broken)
        await is_told_and_left(desk, "f")
        await desk.press("2")
        desk.expect("[2 Agents]", "Priya Nair")


@at_the_desk
async def test_in_a_drawing_at_any_size(loaded: Session) -> None:
    def at(width: int) -> Callable[[int], Sequence[Line]]:
        return lambda now: broken() if now >= width else [Line()]

    async with sit_down([], loaded.config) as desk:
        desk.app.desk.push(0, View("Broken", at(0)))
        await is_told_and_left(desk)
        desk.app.desk.push(0, View("Broken", at(90)))
        desk.expect_no(TOLD)
        await desk.pilot.resize_terminal(100, 24)
        await is_told_and_left(desk)
        await desk.press("2")
        desk.expect("[2 Agents]", "Priya Nair")


@at_the_desk
async def test_beside_the_screen(loaded: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit_down([], loaded.config) as desk:
        monkeypatch.setattr(sitting, "_opened", broken)
        await desk.press("enter")
        desk.expect("Unexpected: KeyError:").expect_no("\x1b")
        await desk.press("escape")
        desk.expect("Level 3  Average").expect_no("Unexpected")
