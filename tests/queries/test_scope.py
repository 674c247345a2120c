"""Periods as a lead writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from queries.scope import Stop, StoppedError, parse_period
from tests.said import refused
from tui.words import whole_days

START, END = dt.datetime(2025, 11, 21), dt.datetime(2026, 11, 20, 22, 41)  # UTC: 23:41 in Berlin


@pytest.mark.parametrize(
    ("text", "first", "last", "before"),
    [
        ("7d", "2026-11-14", "2026-11-20", "2026-11-07"),
        ("28d", "2026-10-24", "2026-11-20", "2026-09-26"),
        ("2026-10", "2026-10-01", "2026-10-31", "2026-09-01"),
        ("2026-01", "2026-01-01", "2026-01-31", "2025-12-01"),
        ("2026-12", "2026-12-01", "2026-12-31", "2026-11-01"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2025-10-01"),
        ("2026-q4", "2026-10-01", "2026-12-31", "2026-07-01"),
        ("2026-10-05..2026-10-07", "2026-10-05", "2026-10-07", "2026-10-02"),
        ("2026-10-05..2026-10-05", "2026-10-05", "2026-10-05", "2026-10-04"),
    ],
)
def test_a_period_and_the_one_before(text: str, first: str, last: str, before: str) -> None:
    period = parse_period(text, START, END, "Europe/Berlin")
    assert str(period.first) == first
    assert str(period.past - dt.timedelta(days=1)) == last
    earlier = period.earlier()
    assert earlier is not None
    assert (str(earlier.first), earlier.past) == (before, period.first)


@pytest.mark.parametrize("text", ["7d", "2026-10", "2026-12", "2026-Q4", "2026-10-05..2026-10-07"])
def test_one_back_and_one_on_is_the_same_days(text: str) -> None:
    period = parse_period(text, START, END, "Europe/Berlin")
    earlier = period.earlier()
    again = earlier and earlier.later()
    assert again is not None
    assert (again.first, again.past) == (period.first, period.past)


@pytest.mark.parametrize("text", ["all", "28d", "2026-10", "2026-Q3", "2026-10-05..2026-10-07"])
def test_a_period_is_named_as_it_was_written(text: str) -> None:
    assert parse_period(text, START, END, "Europe/Berlin").name == text


def test_nothing_starts_once_it_was_stopped() -> None:
    stop = Stop()
    with stop.guarding(lambda: None):
        pass
    stop.stop()
    with pytest.raises(StoppedError), stop.guarding(lambda: None):
        pytest.fail("it started")


def test_all_is_everything_and_has_nothing_before_it() -> None:
    period = parse_period("all", START, END, "Europe/Berlin")
    assert (str(period.first), str(period.past)) == ("2025-11-21", "2026-11-21")
    assert (period.earlier(), period.later()) == (None, None)


def test_days_begin_at_local_midnight() -> None:
    period = parse_period("2026-10-25..2026-10-25", START, END, "Europe/Berlin")
    assert (period.start, period.end) == (
        dt.datetime(2026, 10, 24, 22),
        dt.datetime(2026, 10, 25, 23),
    )


def test_the_last_day_is_the_local_day_of_the_last_instant() -> None:
    late = dt.datetime(2026, 11, 20, 23, 30)  # already the 21st in Berlin
    assert str(parse_period("7d", START, late, "Europe/Berlin").past) == "2026-11-22"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0d",
        "28",
        "2026-13",
        "2026-Q5",
        "2026-10-31..2026-10-01",
        "2026-02-30..2026-03-01",
        "yesterday",
        "99999d",
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_there_are(text: str) -> None:
    with refused(ValueError, match="is not a period; write 7d, 28d"):
        parse_period(text, START, END, "UTC")


def test_words() -> None:
    weeks = parse_period("28d", START, END, "Europe/Berlin")
    assert whole_days(weeks) == "24 Oct – 20 Nov 2026 (28 days)"
    every = parse_period("all", START, END, "UTC")
    assert whole_days(every) == "21 Nov 2025 – 20 Nov 2026 (365 days)"
