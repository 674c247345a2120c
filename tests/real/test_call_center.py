"""5,000 real calls with ratings and abandonment, against independent figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.session import open_session
from tests.conftest import config_with, report

MAPPING = {
    "ticket_id": "Call Id",
    "created_at": {"date": "Date", "time": "Time"},
    "channel": {"value": "phone"},
    "agent": "Agent",
    "first_response": {"column": "Speed of answer in seconds", "unit": "seconds"},
    "abandoned": {"column": "Answered (Y/N)", "when": "N"},
    "csat": {"column": "Satisfaction rating", "scale": "1-5"},
    "reason": "Topic",
}
AGENTS = {
    "Jim": (536, 50.0),
    "Martha": (514, 52.723735),
    "Dan": (523, 49.904398),
    "Diane": (501, 49.101796),
    "Becky": (517, 50.483559),
    "Greg": (502, 48.007968),
    "Joe": (484, 47.520661),
    "Stewart": (477, 51.362683),
}


def test_csat_abandonment_and_speed_of_answer(shared: Path, tmp_path: Path) -> None:
    path = shared / "pwc_call_center" / "Call-Center-Dataset.csv"
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": MAPPING}]})
    with open_session([str(path)], config) as session:
        card = report(session)
    measures = card["measures"]
    assert (measures["tickets"], measures["abandonment_rate"]["n"]) == (5000, 5000)
    assert measures["abandonment_rate"]["value"] == pytest.approx(0.1892, abs=5e-9)
    speed = measures["first_response_time"]
    assert (speed["n"], speed["median"], speed["p90"]) == (4054, 68, 114)
    assert speed["mean"] == pytest.approx(67.52072, abs=5e-6)
    assert speed["closed_unanswered"] == 946
    csat = measures["csat"]
    assert (csat["n"], csat["mean"]) == (4054, pytest.approx(3.403552, abs=5e-7))
    assert csat["share"] * 100 == pytest.approx(49.901332, abs=5e-7)
    rows = {row["agent"]: row for row in card["agents"] if row["rated"]}
    for name, (rated, share) in AGENTS.items():
        assert rows[name]["rated"] == rated
        assert rows[name]["share"] * 100 == pytest.approx(share, abs=5e-7)


def test_both_encodings_give_the_same_report(shared: Path, tmp_path: Path) -> None:
    cards = []
    for name, time in (
        ("Call-Center-Dataset.csv", {}),
        ("Call-Center-Dataset_semicolon_variant.csv", {"unit": "days"}),  # 0.38400462962963
    ):
        path = shared / "pwc_call_center" / name
        columns = {**MAPPING, "created_at": {"date": "Date", "time": "Time", **time}}
        config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": columns}]})
        with open_session([str(path)], config) as session:
            card = report(session)
        ledger = card.pop("ledger")
        assert (ledger["files"][0]["kept"], ledger["rejects_total"]) == (5000, 0)
        cards.append(card)
    assert cards[0] == cards[1]
