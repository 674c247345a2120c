"""Local wall time to UTC, held against the standard library."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.exports.zones import zone_macros

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Apia",
)


@pytest.fixture(scope="module", params=ZONES)
def converted(request: pytest.FixtureRequest) -> tuple[str, duckdb.DuckDBPyConnection]:
    db = duckdb.connect()
    for macro in zone_macros(request.param, 1990, 2037):
        db.execute(macro)
    return request.param, db


@settings(max_examples=200, deadline=None, derandomize=True)
@given(wall=st.datetimes(dt.datetime(1991, 1, 1), dt.datetime(2036, 12, 31)))
def test_every_wall_time_is_read_as_the_first_pass(
    converted: tuple[str, duckdb.DuckDBPyConnection], wall: dt.datetime
) -> None:
    zone, db = converted
    expected = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(dt.UTC).replace(tzinfo=None)
    assert db.execute("select to_utc(?)", [wall]).fetchone() == (expected,)


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2026-03-29 02:30", "2026-03-29 01:30"),  # skipped: read with the offset before the change
        ("2026-10-25 02:30", "2026-10-25 00:30"),  # twice: the first pass
        ("2026-07-01 12:00", "2026-07-01 10:00"),
        ("2026-12-01 12:00", "2026-12-01 11:00"),
    ],
)
def test_the_changes_of_the_clock_in_berlin(wall: str, utc: str) -> None:
    db = duckdb.connect()
    for macro in zone_macros("Europe/Berlin", 1990, 2100):
        db.execute(macro)
    row = db.execute("select to_utc(?::timestamp)", [wall]).fetchone()
    assert row == (dt.datetime.fromisoformat(utc),)
