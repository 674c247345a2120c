"""Every table sorts by its columns: by key and by a click on a head; what is unknown stands last."""

from __future__ import annotations

import asyncio
import re

from hypothesis import given
from hypothesis import strategies as st

from queries.session import Session
from tests.tui.desk import Desk, sit_down
from tui.widgets.order import Order

Values = st.lists(st.none() | st.integers(-5, 5), max_size=12)


@given(Values, st.booleans())
def test_what_is_unknown_is_last_and_nothing_is_lost(values: list[int | None], down: bool) -> None:
    order = Order(shown=(0,), by=0, down=down)
    got = order.sorted(values, lambda _, value: value)
    known = sorted((v for v in values if v is not None), reverse=down)
    assert got == known + [None] * values.count(None)


def test_marking_stays_among_the_columns_shown() -> None:
    order = Order(shown=(0, 2, 3))
    marked = []
    for steps in (1, 1, 1, 1, -1, -1, -1, -1):
        order.mark(steps)
        marked.append(order.marked)
    assert marked == [0, 2, 3, 3, 2, 0, 0, 0]


def test_a_click_sorts_and_another_turns_it() -> None:
    order = Order(shown=(0, 1), numbers=frozenset({1}))
    order.pick(1)
    assert (order.by, order.down) == (1, True)  # numbers: the largest first
    order.pick(1)
    assert (order.by, order.down) == (1, False)
    order.pick(0)
    assert (order.by, order.down) == (0, False)  # names: from a


def column(desk: Desk, pattern: str) -> list[str]:
    return [found[1] for line in desk.lines if (found := re.search(pattern, line))]


def test_agents_sort_by_tickets_and_back_to_front(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            await desk.press("2", ">", ">", ">")
            while "Tickets" not in marked(desk):
                await desk.press(">")
            await desk.press("o")
            desk.expect("Tickets↓")
            tickets = tickets_of(desk)
            assert tickets == sorted(tickets, reverse=True)
            assert len(tickets) >= 8
            await desk.press("O")
            desk.expect("Tickets↑")
            assert tickets_of(desk) == sorted(tickets)
            assert desk.text.index("Team") > desk.text.index("Zoë")  # the team stays below
            await desk.press("d")  # other figures keep the order
            desk.expect("Tickets↑")

    asyncio.run(story())


def marked(desk: Desk) -> str:
    order = desk.app.desk.view.order
    lines = desk.app.desk.view.lines
    if order.marked is None:
        return ""
    return "".join(span.text for span in lines[0].spans if span.style == "marked")


def tickets_of(desk: Desk) -> list[int]:
    """Return the tickets of each agent as painted: the numbers under the head."""
    lines = desk.lines
    head = next(line for line in lines if "Tickets" in line)
    end = head.index("Tickets") + len("Tickets") + 1  # the arrow belongs to it
    rows = lines[lines.index(head) + 1 :]
    found = []
    for line in rows:
        if line.startswith((" Team", "›Team")) or not line.strip():
            break
        found.append(int(line[:end].split()[-1].replace(",", "")))
    return found


def test_a_click_on_a_head_of_a_list(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            await desk.press("enter", "down", "enter")
            rows = desk.app.desk.rows
            place = next(i for i, line in enumerate(rows.view.lines) if line.heads)
            begin = rows.view.lines[place].heads[1][0]
            await desk.pilot.click("#slot-0", offset=(begin, place))
            await desk.settle()
            # The oldest of all, not of the 500 that were nearest to their bound.
            desk.expect("Created↑", "500 of 1,018 tickets, by Created", "1–17 of 500")
            assert created(desk) == sorted(created(desk))
            assert created(desk)[0] == "24 Oct 09:07"
            await desk.press("escape", "enter")  # by its own order again
            desk.expect("worst first")
            await desk.press(*">" * 8, "o")
            desk.expect("Subject↑", "only what is listed is sorted")

    asyncio.run(story())


def created(desk: Desk) -> list[str]:
    return column(desk, r"\d{8}  (\d+ \w{3} \d\d:\d\d)")


def test_where_in_a_long_list_one_is(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            await desk.press("enter", "down", "enter")
            desk.expect("1–17 of 500")
            await desk.press("G")
            desk.expect("484–500 of 500")

    asyncio.run(story())


def test_a_ticket_by_its_id_and_the_next_of_its_kind(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            await desk.press("/", *"81753634", "enter")  # stands in no line of the scorecard
            desk.expect("Scorecard › 81753634", "Came from      tickets.csv")
            await desk.press("escape", "/", *"99", "enter")
            desk.expect("no ticket 99")
            await desk.press("enter", "down", "enter", "enter")
            desk.expect("› 81712601 ─")
            await desk.press("n")
            desk.expect("› 81712630 ─")
            await desk.press("N", "N")
            desk.expect("› 81712601 ─", "the first one")
            await desk.press("escape")
            desk.expect("1–17 of 500")

    asyncio.run(story())


def test_y_copies_a_tickets_id(loaded: Session) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config) as desk:
            await desk.press("enter", "down", "enter", "y")
            assert desk.app.clipboard == "81712601"
            await desk.press("down", "enter", "y")
            assert desk.app.clipboard == "81712630"
            # All of the pane, also what is below the screen: two lines of words, the head, 500 tickets.
            await desk.press("escape", "Y")
            copied = desk.app.clipboard.splitlines()
            assert len(copied) == 503
            assert "81712601" in copied[3]
            desk.expect("sent to the terminal")

    asyncio.run(story())
