"""The SQL macros against values computed with other tools (methods.md §1)."""

from __future__ import annotations

import duckdb
import pytest

from queries.sqltext import sql_file


@pytest.fixture(scope="module")
def db() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(sql_file("cases/macros"))
    return connection


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (8, 10, 0.4901624715, 0.9433178485),
        (9, 10, 0.5958499732, 0.9821237869),
        (10, 10, 0.7224672001, 1.0),
        (3, 3, 0.4385029682, 1.0),
        (18, 20, 0.6989663548, 0.9721335188),
        (45, 50, 0.7863976856, 0.9565242351),
        (0, 5, 0.0, 0.4344824648),
    ],
)
def test_wilson(db: duckdb.DuckDBPyConnection, k: int, n: int, low: float, high: float) -> None:
    row = db.execute("select wilson_low($k, $n), wilson_high($k, $n)", {"k": k, "n": n}).fetchone()
    assert row == (pytest.approx(low, abs=5e-11), pytest.approx(high, abs=5e-11))


def test_wilson_never_leaves_0_to_1_and_knows_nothing_of_no_ratings(
    db: duckdb.DuckDBPyConnection,
) -> None:
    row = db.execute(
        "select wilson_low(0, 5) >= 0, wilson_high(5, 5) <= 1, wilson_low(0, 0)"
    ).fetchone()
    assert row == (True, True, None)


def test_a_share_is_drawn_towards_the_teams(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute("select shrunk(9, 10, 0.8, 20)").fetchone()
    assert row == (pytest.approx((9 + 16) / 30),)


def test_percentiles_are_exact_and_interpolated(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute(
        "select percentile(x, 0.9) from (values (1),(2),(3),(4),(5),(6),(7),(8),(9),(99)) t(x)"
    )
    assert row.fetchone() == (pytest.approx(18.0),)
