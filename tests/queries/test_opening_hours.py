"""Open time: only the team's hours count, over weekends, holidays and changes of the clock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Desk, ask

WEEK = {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
EASTER = ["2026-04-03", "2026-04-06"]
CASES = [
    ("2026-03-27 17:00", "2026-03-30 10:00", 2),  # Friday 1 h, Monday 1 h, over the change of clock
    ("2026-04-02 17:30", "2026-04-07 09:30", 1),  # Thursday ½ h, Tuesday ½ h, over Easter
    ("2026-03-24 08:00", "2026-03-24 09:00", 0),  # before opening
    ("2026-03-24 10:00", "2026-03-24 12:30", 2.5),
    ("2026-03-28 10:00", "2026-03-30 09:15", 0.25),  # Saturday
]


@pytest.mark.parametrize(("created", "answered", "hours"), CASES)
def test_open_time_between_two_instants(
    desk: Desk, created: str, answered: str, hours: float
) -> None:
    row = _first_response(desk, created, answered, hours=WEEK, holidays=EASTER)
    assert row["value"] == hours * 3600


def test_a_day_of_clock_change_is_as_long_as_it_was(desk: Desk) -> None:
    always = {day: ["00:00-24:00"] for day in (*WEEK, "sat", "sun")}
    spring = _first_response(desk, "2026-03-29 00:00", "2026-03-30 00:00", hours=always)
    assert spring["value"] == 23 * 3600
    autumn = _first_response(desk, "2026-10-24 18:00", "2026-10-25 09:00", hours=always)
    assert autumn["value"] == 16 * 3600  # naive subtraction says 15


def test_a_lunch_break_does_not_count(desk: Desk) -> None:
    hours = {"tue": ["09:00-12:00", "13:00-17:00"]}
    row = _first_response(desk, "2026-03-24 11:30", "2026-03-24 13:15", hours=hours)
    assert row["value"] == 45 * 60


def test_levels_two_to_four_are_judged_in_open_time_and_five_in_calendar_time(desk: Desk) -> None:
    rows = [
        {
            "ticket_id": i,
            "created_at": "2026-03-27 17:00",
            "channel": "email",
            "first_response_at": "2026-03-30 10:00",
        }
        for i in range(40)
    ]
    rows.append(
        {
            "ticket_id": "late",
            "created_at": "2026-04-07 17:00",
            "channel": "email",
            "first_response_at": "2026-04-07 17:01",
        }
    )
    session = desk(rows, team={"timezone": "Europe/Berlin", "hours": WEEK})
    [held] = ask(session, "reach")
    # 40 waited from Friday 17 h to Monday 10 h: 2 h of open time, within level 4's 4 h, and 64 h by the wall (65, one
    # skipped), not within level 5's hour. One was answered after a minute.
    assert [held[f"response_within_{level}"] for level in (2, 3, 4, 5)] == [41, 41, 41, 1]
    assert held["response_known_5"] == 41


def _first_response(desk: Desk, created: str, answered: str, **team: Any) -> dict[str, Any]:
    business = {
        "use": "ours",
        "sets": {
            "ours": {
                "statistic": "median",
                "clock": "business",
                "response_per": "reply",
                "one_touch_of": "solved",
                "unanswered": "at_age",
                "resolution_by": "created",
            }
        },
    }
    session = desk(
        f"ticket_id | created_at | channel | first_response_at\n1 | {created} | email | {answered}",
        team={"timezone": "Europe/Berlin", **team},
        definitions=business,
    )
    return ask(session, "first_response", by="all")[0]
