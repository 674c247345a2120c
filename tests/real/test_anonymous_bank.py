"""A month of real calls with a short date and times of day beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.session import open_session
from tests.conftest import config_with, report

TIME = "%y%m%d %H:%M:%S"
MAPPING = {
    "ticket_id": {"columns": ["vru+line", "call_id"]},  # no column names a call alone
    "created_at": {"date": "date", "time": "vru_entry", "format": TIME},
    "channel": {"value": "phone"},
    "agent": {"column": "server", "empty": "NO_SERVER"},
    "first_response_at": {
        "date": "date",
        "time": "ser_start",
        "format": TIME,
        "empty": "0:00:00",
    },
    "abandoned": {"column": "outcome", "when": "HANG"},
    "excluded": {"column": "outcome", "values": {"PHANTOM": "phantom call"}},
}


def test_calls_without_phantoms_and_how_many_hung_up(shared: Path, tmp_path: Path) -> None:
    path = shared / "anonymous_bank" / "january.txt"
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": MAPPING}]})
    with open_session([str(path)], config) as session:
        card = report(session)
    file = card["ledger"]["files"][0]
    assert (file["rows"], file["kept"], file["excluded"], file["rejected"]) == (
        31_599,
        31_359,
        240,
        0,
    )
    measures = card["measures"]
    assert measures["tickets"] == 31_359
    # 4,299 of 31,359
    assert measures["abandonment_rate"]["n"] == 31_359
    assert measures["abandonment_rate"]["value"] * 100 == pytest.approx(13.708983, abs=5e-7)
