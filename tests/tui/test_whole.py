"""On a wide terminal nothing is cut: every view of the sample at 200 × 60, and the grid's rows by what they hold."""

from __future__ import annotations

import asyncio

import pytest
from rich.cells import cell_len

from queries.session import Session
from tests.tui.desk import sit_down
from tui.drill import drill
from tui.layout import heights
from tui.panes.targets import OpenCoverage, OpenWeek

VIEWS: dict[str, str] = {
    "panes": "",
    "dimension": "enter",
    "late tickets": "enter down enter",
    "ticket": "enter down enter enter",
    "week": "enter v",
    "ratings": "down down enter",
    "criteria": "G up enter",
    "changed": "c",
    "changed by reason": "c v v",
    "measures": "v",
    "agent": "2 enter",
    "waiting": "2 G enter",
    "channel": "3 enter",
    "coverage": "3 v",
    "reasons": "3 v v",
    "missing": "4 down enter",
    "questions": "4 enter",
    "ledger": "i",
    "actions": "colon",
    "help": "question_mark",
    "scorecard alone": "z",
}


@pytest.mark.parametrize("target", [OpenCoverage(), OpenWeek("first_response_time", 4)])
def test_a_map_has_all_its_hours_in_a_pane_of_the_grid(loaded: Session, target: object) -> None:
    card = loaded.scorecard(loaded.request("28d"))
    view = drill(loaded, card, target)
    assert view is not None
    for width in (59, 78, 99):  # of the grid at 120 cells, of 80 cells, of the grid at 200
        lines = ["".join(span.text for span in line.spans) for line in view.draw(width)]
        assert max(map(cell_len, lines)) <= width


def test_no_view_is_cut_at_200_by_60(loaded: Session) -> None:
    async def story() -> dict[str, list[str]]:
        found = {}
        async with sit_down([], loaded.config, (200, 60)) as desk:
            for name, keys in VIEWS.items():
                await desk.press("1", "g", *keys.split())
                found[name] = [line for line in desk.lines if "…" in line]
                await desk.press(*(["z"] if keys == "z" else ["escape"] * len(keys.split())))
        return found

    assert {name: cut for name, cut in asyncio.run(story()).items() if cut} == {}


def test_the_sentence_of_what_changed_is_whole_in_the_grid(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config, (140, 45)) as desk:
            desk.expect("1 Scorecard", "Changed  First response 66 %", "Without it 76 % in time.")

    asyncio.run(story())


@pytest.mark.parametrize(
    ("needs", "room", "rows"),
    [
        ([[23, 20], [10, 30]], 41, [23, 18]),  # the first pane is whole, the rest is the last row's
        ([[23, 200], [10, 30]], 41, [23, 18]),  # a long list beside it takes no more than half
        ([[23, 200], [10, 30]], 80, [40, 40]),
        ([[60, 20], [10, 30]], 41, [29, 12]),  # no row under 12
        ([[5, 4], [10, 30]], 41, [12, 29]),
        ([[20, 9], [20, 9], [9, 9]], 60, [20, 20, 20]),
    ],
)
def test_rows_of_the_grid(needs: list[list[int]], room: int, rows: list[int]) -> None:
    assert heights(needs, room, 12) == rows
