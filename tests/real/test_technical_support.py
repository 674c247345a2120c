"""A real ticket export against figures computed independently (its README), to six digits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.running import run_rung

MAPPING = {
    "ticket_id": "Ticket ID",
    "created_at": "Created time",
    "channel": "Source",
    "agent": "Agent Name",
    "team": "Agent Group",
    "status": "Status",
    "first_response_at": "First response time",
    "resolved_at": "Resolution time",
    "agent_replies": "Agent interactions",
    "csat": {"column": "Survey results", "scale": "1-5"},
    "reason": "Topic",
}
AGENTS = {  # rated, CSAT share in %
    "Connor Danielovitch": (171, 69.005848),
    "Sheela Cutten": (187, 60.427807),
    "Michele Whyatt": (91, 58.241758),
    "Nicola Wane": (181, 54.696133),
    "Bernard Beckley": (181, 52.486188),
    "Adolpho Messingham": (101, 52.475248),
    "Heather Urry": (92, 52.173913),
    "Kristos Westoll": (169, 50.887574),
}


@pytest.fixture
def settings(shared: Path, tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(
        json.dumps(
            {
                "exports": [
                    {"paths": [str(shared / "technical_support" / "*.csv")], "columns": MAPPING}
                ]
            }
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def guide(settings: Path) -> Iterator[dict[str, Any]]:
    done = run_rung(
        "snapshot",
        "--config",
        settings,
        "--format",
        "json",
        "--period",
        "all",
        "--definitions",
        "guide",
    )
    assert done.returncode == 0, done.stderr
    yield json.loads(done.stdout)


def close(value: float) -> Any:
    return pytest.approx(value, abs=5e-7)


def test_response_and_resolution_over_answered_tickets(guide: dict[str, Any]) -> None:
    response = guide["measures"]["first_response_time"]
    assert response["n"] == 2310
    assert response["median"] / 60 == close(5.532717)
    assert response["mean"] / 60 == close(26.826965)
    assert response["p90"] / 60 == close(52.399248)
    resolution = guide["measures"]["resolution_time"]
    assert resolution["n"] == 1912
    assert resolution["median"] / 3600 == close(21.887109)
    assert resolution["mean"] / 3600 == close(33.237958)
    assert resolution["p90"] / 3600 == close(88.661723)


def test_csat(guide: dict[str, Any]) -> None:
    csat = guide["measures"]["csat"]
    assert (csat["n"], csat["mean"], csat["share"] * 100) == (
        1173,
        close(3.510656),
        close(56.692242),
    )


def test_channels(guide: dict[str, Any]) -> None:
    rows = {row["channel"]: row for row in guide["channels"]}
    expected = {
        "email": (1234, 32.176483, 618, 57.928803),
        "chat": (850, 1.247875, 434, 56.451613),
        "phone": (246, 1.233925, 121, 51.239669),
    }
    for name, (tickets, median, rated, share) in expected.items():
        row = rows[name]
        assert row["tickets"] == tickets
        assert row["first_response_time"]["median"] / 60 == close(median)
        assert (row["csat"]["n"], row["csat"]["share"] * 100) == (rated, close(share))


def test_agents(guide: dict[str, Any]) -> None:
    rows = {row["agent"]: row for row in guide["agents"] if row["rated"]}
    assert {name: row["rated"] for name, row in rows.items()} == {
        n: r for n, (r, _) in AGENTS.items()
    }
    for name, (_, share) in AGENTS.items():
        assert rows[name]["share"] * 100 == close(share)


def test_the_two_impossible_first_responses_stand_in_the_ledger(guide: dict[str, Any]) -> None:
    ledger = guide["ledger"]
    assert [(r["line"], r["column"], r["reason"]) for r in ledger["rejects"]] == [
        (231, "First response time", "first response before the ticket was created"),
        (894, "First response time", "first response before the ticket was created"),
    ]
    file = ledger["files"][0]
    assert (file["rows"], file["kept"], file["rejected"], file["values_rejected"]) == (
        2330,
        2330,
        0,
        2,
    )


def test_one_touch_among_resolved_and_states(settings: Path) -> None:
    done = run_rung("snapshot", "--config", settings, "--format", "json", "--period", "all")
    card = json.loads(done.stdout)
    one_touch = card["measures"]["one_touch_rate"]
    assert (one_touch["n"], one_touch["value"] * 100) == (1912, close(16.474895))
    # In progress 400 + open 18
    assert card["measures"]["backlog"]["n"] == 418
    assert card["measures"]["first_response_time"]["unanswered"] == 18
