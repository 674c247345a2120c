"""The README's tour: a lead's five questions, the keys to each answer, on the sample."""

from __future__ import annotations

import asyncio

from queries.session import Session
from tests.conftest import REPO
from tests.tui.desk import sit_down


def test_five_questions(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            desk.expect("Level 3  Average")  # which level
            desk.expect("One week did it, 2–8 Nov: 184 of 356", "103 at the earlier pace")
            await desk.press("c")  # what changed
            desk.expect("2–8 Nov", "The whole")
            await desk.press("escape", "g", "j", "enter")  # why
            desk.expect("789 of 1,010 within 24 h, live 1 h: 78 %; level 4 asks 80 %.")
            await desk.press("G", "enter")  # which tickets
            desk.expect("221 tickets, nearest to their bound first")
            await desk.press("enter")
            desk.expect("Messages", "Came from")
            await desk.press("escape", "escape", "4")  # what next
            desk.expect("19 of the 221 late", "92 of 145 lost stars")
            await desk.press("j", "enter")
            desk.expect("19 ", "Resolution")

    asyncio.run(story())


def test_the_readme_tells_it() -> None:
    told = (REPO / "README.md").read_text(encoding="utf-8")
    for answer in (
        "One week did it, 2–8 Nov: 184 of 356 late, 103 at the earlier pace",
        "789 of 1,010",
        "221 late ones",
        "19 of the 221 late, 92 of 145 lost stars",
    ):
        assert answer in told
