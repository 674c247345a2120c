"""The SQL behind a figure, on the screen and from the shell."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from queries.session import Session
from tests.tui.desk import Desk, sit_down
from tests.tui.running import run_rung

Story = Callable[[Desk], Awaitable[None]]


def tell(story: Story, session: Session) -> None:
    async def run() -> None:
        async with sit_down([], session.config) as desk:
            await story(desk)

    asyncio.run(run())


def test_s_shows_the_question_and_y_copies_it(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("2", "s")
        desk.expect(
            "Agents › SQL", "First response", "From a ticket's creation to the first public reply"
        )
        desk.expect(
            "definitions helpdesk", "rung sql first_response_time", "How long do customers wait"
        )
        await desk.press("y")
        desk.expect("sent to the terminal")
        assert "tickets_by(['agent'], 1)" in desk.app.clipboard
        await desk.press("escape", "enter", "enter", "s")
        desk.expect("› SQL")
        await desk.press("escape", "escape", "escape")
        desk.expect("Mehmet Aydin")

    tell(story, loaded)


def test_behind_a_share_within_a_bound_and_a_part_it_is_the_list(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("enter", "down", "s", "y")
        assert "response_within_level >= 4" in desk.app.clipboard
        await desk.press("escape", "escape", "c", "down", "down", "s", "y")
        assert "created_at >= timestamp '2026-11-01 23:00:00'" in desk.app.clipboard
        await desk.press("escape", "escape", "4", "s")
        desk.expect_no("no figures yet")

    tell(story, loaded)


def test_the_shell_prints_a_file_runs_it_and_knows_every_figure() -> None:
    printed = run_rung("sql", "csat", "--demo", "--period", "28d")
    assert printed.returncode == 0
    assert printed.stdout.startswith("-- CSAT, ratings of 4 and 5: Ratings of 4 and 5")
    ran = run_rung("sql", "csat", "--demo", "--run")
    head, row = (line.split("\t") for line in ran.stdout.splitlines())
    assert dict(zip(head, row, strict=True))["n"] == "268"
    unknown = run_rung("sql", "csta", "--demo")
    assert unknown.returncode == 2
    assert "csat" in unknown.stderr
