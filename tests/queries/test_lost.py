"""Where first answers were lost: each late ticket is exactly one of four."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from queries.behind import behind
from queries.config import load_config
from queries.figures.lost import LOST_TO, Lost, LostTo, cases_lost, where_lost
from queries.session import Session, open_session
from tests.conftest import Desk, ask

START = dt.datetime(2026, 3, 2)  # a Monday
LEVEL = 4  # email: under 4 h


def ticket(
    name: str, created: dt.datetime, answered: dt.datetime | None, **more: Any
) -> dict[str, Any]:
    return {
        "ticket_id": name,
        "created_at": created,
        "channel": "email",
        "status": "solved" if answered else "open",
        "first_response_at": answered or "",
        "agent": "Ana",
        **more,
    }


def nights(days: int = 14) -> list[dict[str, Any]]:
    """One agent, 9–17: three answers each hour to tickets of that hour, but for 16–17, when there are two.

    A ticket each hour of the night, at half past, is answered the next evening, at ten to five.
    """
    rows = []
    for day in range(days):
        for hour in range(24):
            at = START + dt.timedelta(days=day, hours=hour)
            if 9 <= hour < 17:
                for n in range(2 if hour == 16 else 3):
                    created = at + dt.timedelta(minutes=5 * n)
                    rows.append(
                        ticket(f"D{day}-{hour}-{n}", created, created + dt.timedelta(minutes=4))
                    )
            else:
                evening = START + dt.timedelta(days=day + (hour >= 17), hours=16, minutes=50)
                rows.append(ticket(f"N{day}-{hour}", at + dt.timedelta(minutes=30), evening))
    return rows


def lost(session: Session, period: str = "all") -> Lost:
    found = where_lost(session.workspace.asking(session.request(period)), LEVEL, LEVEL)
    assert found is not None
    return found


def lost_to(session: Session, to: LostTo) -> set[str]:
    own = replace(behind(session.config.figures, "first_response_time"), own=cases_lost(LEVEL, to))
    rows = own.cases(session.workspace.asking(session.request("all")), 100_000)
    return {row["ticket_id"] for row in rows}


def late_ids(rows: Iterable[dict[str, Any]]) -> set[str]:
    return {
        row["ticket_id"]
        for row in rows
        if row["first_response_at"]
        and row["first_response_at"] - row["created_at"] >= dt.timedelta(hours=4)
    }


def test_nobody_was_there_in_the_night_beyond_the_bound(desk: Desk) -> None:
    rows = nights()
    session = desk(rows)
    found = lost(session)
    # Of a ticket at 17.30 … 4.30 the four hours end before nine: 12 of the 16 of a night; the other four, 5.30 to
    # 8.30, run into the day.
    expected = {f"N{day}-{hour}" for day in range(14) for hour in (*range(5), *range(17, 24))}
    assert lost_to(session, "nobody") == expected
    assert found.to["nobody"] == len(expected) == 14 * 12
    assert found.late == 14 * 16 == sum(found.to.values())
    assert found.ceiling == pytest.approx(1 - 168 / found.n)
    assert not found.from_messages
    assert found.agent_hours == 14 * 8


def test_late_is_the_four_to_the_ticket_and_each_list_has_its_own(desk: Desk) -> None:
    rows = nights()
    session = desk(rows)
    found, lists = lost(session), {to: lost_to(session, to) for to in LOST_TO}
    assert {to: len(ids) for to, ids in lists.items()} == found.to
    assert set().union(*lists.values()) == late_ids(rows)
    assert sum(map(len, lists.values())) == len(late_ids(rows))
    for groups in found.by.values():
        assert sum(one.late for one in groups) == found.late
        assert sum(one.n for one in groups) == found.n


def test_a_reply_before_its_ticket_and_one_never_answered_change_no_others_class(
    desk: Desk,
) -> None:
    rows = nights()
    before = {to: lost_to(desk(rows), to) for to in LOST_TO}
    noon = START + dt.timedelta(days=3, hours=20)
    odd = [
        ticket("early", noon, noon - dt.timedelta(hours=20)),
        ticket("never", START + dt.timedelta(days=2, hours=1), None),
    ]
    session = desk([*rows, *odd])
    after = {to: lost_to(session, to) for to in LOST_TO}
    assert {to: ids - {"early", "never"} for to, ids in after.items()} == before
    assert "never" in set().union(*after.values())
    assert "early" not in set().union(*after.values())  # how long it waited is not known
    assert lost(session).late == sum(len(ids) for ids in after.values())


def test_with_few_agent_hours_it_cannot_be_told(desk: Desk) -> None:
    found = lost(desk(nights(3)))  # 24 agent-hours
    assert found.agent_hours == 24
    assert found.to["free"] == found.to["busy"] == 0
    assert found.to["unknown"] == found.late - found.to["nobody"] > 0


def test_one_reply_an_hour_cannot_tell_who_is_busy(desk: Desk) -> None:
    rows = [row for row in nights() if not row["ticket_id"].endswith(("-1", "-2"))]
    rows = [row for row in rows if row["ticket_id"][0] == "D"]
    late = START + dt.timedelta(days=5, hours=9, minutes=30)
    rows.append(ticket("late", late, late + dt.timedelta(hours=20)))
    found = lost(desk(rows))
    assert (found.late, found.to["unknown"]) == (1, 1)


def test_somebody_free_and_all_busy(desk: Desk) -> None:
    # By day Ana answers ten an hour, but on the sixth day one an hour; a ticket of each morning waits for a day.
    rows = []
    for day in range(12):
        for hour in range(9, 17):
            at = START + dt.timedelta(days=day, hours=hour)
            for n in range(1 if day == 5 else 10):
                created = at + dt.timedelta(minutes=3 * n)
                rows.append(
                    ticket(f"D{day}-{hour}-{n}", created, created + dt.timedelta(minutes=2))
                )
        morning = START + dt.timedelta(days=day, hours=10, minutes=1)
        evening = START + dt.timedelta(days=day, hours=23)
        rows.append(ticket(f"M{day}", morning, evening, agent="Ben"))
    session = desk(rows)
    assert lost_to(session, "free") == {"M5"}
    assert lost_to(session, "busy") == {f"M{day}" for day in range(12) if day != 5}
    assert lost(session).busy_from == 10


def test_where_hours_are_set_a_deadline_lies_in_open_time(desk: Desk) -> None:
    week = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    # Four open hours after Friday at 16.00 it is Monday, noon: Ana was there on Monday.
    rows = [
        row for row in nights() if row["ticket_id"][0] == "D" and row["created_at"].weekday() < 5
    ]
    friday = START + dt.timedelta(days=4, hours=16)
    rows.append(ticket("friday", friday, friday + dt.timedelta(days=3, hours=21)))
    session = desk(rows, team={"hours": week})
    found = lost(session)
    assert found.late == 1
    assert found.to["nobody"] == 0


def test_by_hour_of_the_week(desk: Desk) -> None:
    rows = nights(7)
    hours = {one.name: one for one in lost(desk(rows)).by["hour"]}
    assert len(hours) == 168
    assert (hours["0"].n, hours["0"].late) == (1, 1)  # Monday, 0.30
    assert (hours["9"].n, hours["9"].late) == (3, 0)


def test_the_samples_late_ones_are_the_four() -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        [row] = ask(session, "reach", "28d")
        found = lost(session, "28d")
        assert found.n == row["response_known_4"]
        assert found.late == row["response_known_4"] - row["response_within_4"] == 342
        assert sum(found.to.values()) == found.late
        assert found.from_messages
        solves = where_lost(session.workspace.asking(session.request("28d")), 4, 3)
        assert solves is not None
        assert (
            sum(one.late for one in solves.solves) == row["solve_known_3"] - row["solve_within_3"]
        )
