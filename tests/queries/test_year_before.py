"""Compared with a year ago: the same month or quarter, else the same weekdays, as it stood then."""

from __future__ import annotations

import datetime as dt

import pytest

from queries.scope import Period, parse_period
from tests.conftest import Desk
from tui.report.method import method_lines


def period(text: str) -> Period:
    last = dt.datetime(2026, 11, 20, 12)
    return parse_period(text, dt.datetime(2025, 1, 1), last, "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("28d", "2025-10-25", "2025-11-21"),  # 24 Oct – 20 Nov 2026, a Saturday to a Friday
        ("2026-02", "2025-02-01", "2025-02-28"),
        ("2026-Q3", "2025-07-01", "2025-09-30"),
        ("2026-10-05..2026-10-11", "2025-10-06", "2025-10-12"),  # Mondays to Sundays
    ],
)
def test_a_year_ago(text: str, first: str, last: str) -> None:
    found = period(text).year_ago()
    assert found is not None
    assert (f"{found.first}", f"{found.last}") == (first, last)
    assert found.first.weekday() == period(text).first.weekday() or text[5] in "0Q"


@pytest.mark.parametrize("text", ["all", "365d"])
def test_what_would_overlap_has_no_year_ago(text: str) -> None:
    assert period(text).year_ago() is None


# March 2026: three tickets, two answered in time; February: one, in time; March 2025: two, one in time.
TICKETS = """
    ticket_id | created_at       | channel | agent | first_response_at | resolved_at      | status
    1         | 2025-03-03 09:00 | email   | Ana   | 2025-03-03 10:00  | 2025-03-03 11:00 | solved
    2         | 2025-03-04 09:00 | email   | Ana   | 2025-03-08 10:00  | 2025-03-08 11:00 | solved
    3         | 2026-02-10 10:00 | email   | Ana   | 2026-02-10 10:30  | 2026-02-10 11:00 | solved
    4         | 2026-03-03 10:00 | email   | Ana   | 2026-03-03 10:01  | 2026-03-03 10:30 | solved
    5         | 2026-03-04 11:00 | email   | Ben   | 2026-03-04 12:00  | 2026-03-04 13:00 | solved
    6         | 2026-03-05 11:00 | email   | Ben   | 2026-03-09 12:00  | 2026-03-09 13:00 | solved
    7         | 2026-03-31 23:00 | chat    | Ben   | 2026-03-31 23:01  | 2026-03-31 23:05 | solved
"""


def test_the_figures_are_held_against_those_of_a_year_ago(desk: Desk) -> None:
    session = desk(TICKETS)
    card = session.scorecard(session.request("2026-03", against="year"))
    assert card.request.before is not None
    assert card.request.before.name == "2025-03"
    assert card.previous is not None
    assert (card.measures["volume"].n, card.previous["volume"].n) == (4, 2)
    # Within 2 d: of the emails of March 2025 one of two.
    assert card.within.share("first_response_time", 2, "before") == (0.5, 2)
    told = "\n".join(method_lines(card))
    assert "Compared with a year ago: 1 Mar – 31 Mar 2025 (31 days)." in told
    assert "period before" not in told
    month = session.scorecard(session.request("2026-03"))
    assert "Compared with the period before: 1 Feb – 28 Feb 2026 (28 days)." in "\n".join(
        method_lines(month)
    )
    assert month.previous is not None
    assert month.previous["volume"].n == 1


def test_data_that_do_not_reach_a_year_back_are_compared_with_nothing(desk: Desk) -> None:
    session = desk(TICKETS)
    assert session.request("2025-03", against="year").before is None
    assert session.request("28d", against="year").before is not None
