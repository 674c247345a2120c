"""10,000 real requests whose publisher gives its own resolution time in days: a check row by row."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from queries.session import open_session
from tests.conftest import ask, config_with

MAPPING = {
    "ticket_id": "srnumber",
    "created_at": "createddate",
    "channel": "requestsource",
    "resolved_at": "closeddate",
}
DAY = 86_400


def test_every_resolution_is_the_publishers(shared: Path, tmp_path: Path) -> None:
    path = shared / "la311" / "requests_2020.csv"
    config = config_with(
        tmp_path,
        {
            "exports": [{"paths": [str(path)], "columns": MAPPING}],
            "team": {"timezone": "UTC"},  # the publisher subtracts clock times
        },
    )
    with duckdb.connect() as db:
        published = dict(
            db.execute(
                "select srnumber, _daystoclose::double from read_csv(?, all_varchar = true) "
                "where _daystoclose is not null",
                [str(path)],
            ).fetchall()
        )
    with open_session([str(path)], config) as session:
        row = ask(session, "resolution", by="all")[0]
        found = dict(
            session.workspace._db.cursor()
            .execute("select ticket_id, resolution_s from tickets")
            .fetchall()
        )
    assert (row["solved"], row["n"]) == (9951, 9951)
    assert row["median"] / DAY == pytest.approx(1.94375, abs=5e-7)
    assert row["mean"] / DAY == pytest.approx(5.330649, abs=5e-7)
    assert row["p90"] / DAY == pytest.approx(6.164583, abs=5e-7)
    for ticket, days in published.items():
        assert abs(found[ticket] / DAY - days) < 1.25e-5, ticket
