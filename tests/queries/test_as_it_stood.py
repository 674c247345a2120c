"""The period before is compared as it stood at its own end, as old as the period is now; by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from queries.scope import Request
from queries.session import Session
from tests.conftest import Desk

# The data end on 10 Mar 12:00, half a day before the period 1–10 Mar is over; so 19–28 Feb stands as it did on
# 28 Feb 12:00. Then 1 was solved; 2 waited since 28 h; 3 was answered, not solved; 4, closed unread since, waited
# since three days; 5 was answered, and whether it had been solved before it was opened again cannot be told.
TICKETS = """
ticket_id | created_at       | channel | status | first_response_at | resolved_at      | reopens | agent_replies
0         | 2026-01-15 08:00 | email   | solved | 2026-01-15 09:00  | 2026-01-15 10:00 | 0       | 1
1         | 2026-02-20 08:00 | email   | solved | 2026-02-20 09:00  | 2026-02-20 10:00 | 0       | 1
2         | 2026-02-27 08:00 | email   | solved | 2026-03-01 08:00  | 2026-03-01 09:00 | 0       | 1
3         | 2026-02-20 08:00 | email   | solved | 2026-02-20 10:00  | 2026-03-02 08:00 | 0       | 2
4         | 2026-02-25 12:00 | email   | solved |                   | 2026-03-03 12:00 | 0       | 0
5         | 2026-02-21 08:00 | email   | solved | 2026-02-21 12:00  | 2026-03-04 08:00 | 1       | 2
6         | 2026-03-08 08:00 | email   | open   | 2026-03-08 12:00  |                  | 0       | 1
7         | 2026-03-10 11:00 | email   | open   | 2026-03-10 12:00  |                  | 0       | 1
"""
HOUR = 3600.0


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk(TICKETS)


@pytest.fixture
def asked(session: Session) -> Request:
    return session.request("2026-03-01..2026-03-10")


def test_what_it_stood_at(asked: Request) -> None:
    assert asked.before is not None
    assert (asked.before.first, asked.before.last) == (date(2026, 2, 19), date(2026, 2, 28))
    assert asked.before_as_of == datetime(2026, 2, 28, 12)


def test_an_answer_given_since_had_not_been_given_then(session: Session, asked: Request) -> None:
    stood = session.scorecard(asked).measured.whole("before")
    first = stood["first_response_time"]
    # Answered: 1, 3, 5 after 1, 2 and 4 h; 2 and 4 waited, the longest since 25 Feb 12:00.
    assert (first.n, first.value) == (3, 2 * HOUR)
    assert (first.parts["unanswered"], first.parts["oldest_unanswered"]) == (2, 72 * HOUR)
    assert first.parts["closed_unanswered"] == 0
    share = stood["answered_share"]
    assert (share.n, share.value) == (5, pytest.approx(3 / 5))


def test_a_solve_since_had_not_been_made_then(session: Session, asked: Request) -> None:
    solved = session.scorecard(asked).measured.whole("before")["resolution_time"]
    # 1 after 2 h; 2, 3, 4, 5 were open, the oldest since 20 Feb 08:00.
    assert (solved.parts["solved"], solved.value) == (1, 2 * HOUR)
    assert (solved.parts["unsolved"], solved.parts["oldest_unsolved"]) == (4, (8 * 24 + 4) * HOUR)


def test_within_a_bound_as_it_was_known_then(session: Session, asked: Request) -> None:
    within = session.scorecard(asked).within
    # Within a day: 1, 3, 5; late: 2 (28 h) and 4 (72 h).
    assert within.share("first_response_time", 3, "before") == (pytest.approx(3 / 5), 5)
    # Within 2 d: 2 was too young to judge then.
    assert within.share("first_response_time", 2, "before") == (pytest.approx(3 / 4), 4)
    assert within.untold("resolution_time") == 1  # 5


def test_one_touch_cannot_be_held_back(session: Session) -> None:
    assert not session.config.figures["one_touch_rate"].as_it_stood


def test_a_running_month_is_held_against_the_same_days(session: Session) -> None:
    asked = session.request("2026-03")
    # Ten days of March have begun: 1–10 Feb, as they stood on 10 Feb 12:00.
    assert asked.before is not None
    assert (asked.before.first, asked.before.last) == (date(2026, 2, 1), date(2026, 2, 10))
    assert asked.before_as_of == datetime(2026, 2, 10, 12)


def test_nothing_changed_against_days_that_lie_mostly_before_the_data(session: Session) -> None:
    assert session.request("2026-02-01..2026-02-10").before is not None  # 22–31 Jan
    assert session.request("2026-01-18..2026-01-27").before is None  # 8–17 Jan: from 15 Jan on
