"""Exports of many helpdesks under the headers they have: each is known by its preset, and read right.

`tests/cases/presets`: small files, one a kind of trap, and `headers.json`, headers of exports and of others.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries.config import load_config
from queries.exports.errors import ExportsError
from queries.exports.fingerprint import names_of
from queries.exports.grades import grades
from queries.exports.helpdesks import fitting, presets
from queries.exports.ledger import Ledger
from tests.conftest import config_with, loaded
from tests.said import error_words, told

CASES = Path(__file__).parents[2] / "cases" / "presets"
HEADERS = json.loads((CASES / "headers.json").read_text(encoding="utf-8"))
Header = list[str]


def unticked(header: Header, name: str, chance: random.Random) -> Header:
    """Leave out three in ten of the columns that a preset does not ask for."""
    asked = presets().fingerprints[name]
    hit = [any(names_of((column,)).hit(word) for word in asked.words()) for column in header]
    free = [at for at, is_asked in enumerate(hit) if not is_asked]
    gone = chance.sample(free, len(free) * 3 // 10)
    return [column for at, column in enumerate(header) if at not in gone]


DISTURBED: dict[str, Callable[[Header, random.Random], Header]] = {
    "as it is": lambda header, _: header,
    "reordered": lambda header, chance: chance.sample(header, len(header)),
    "in capitals": lambda header, _: [name.upper() for name in header],
    "in small letters": lambda header, _: [f" {name.lower()} " for name in header],
    "behind a byte order mark": lambda header, _: [f"\ufeff{header[0]}", *header[1:]],
    "behind a mark saved twice": lambda header, _: [f"ï»¿{header[0]}", *header[1:]],
    "with long dashes": lambda header, _: [name.replace(" - ", " – ") for name in header],
    "written flat": lambda header, _: [name.replace(".", "__") for name in header],
    "with six columns of one's own": lambda header, _: header + [f"Own {n}" for n in range(6)],
}


@pytest.mark.parametrize("entry", HEADERS, ids=lambda entry: entry["name"])
def test_a_header_is_that_of_one_preset_or_of_none(entry: dict[str, Any]) -> None:
    chance = random.Random(entry["name"])
    expected = (entry["preset"],) if entry["preset"] else ()
    for how, disturb in DISTURBED.items():
        assert fitting(tuple(disturb(entry["header"], chance))) == expected, how
    if expected:
        for _ in range(3):
            assert fitting(tuple(unticked(entry["header"], expected[0], chance))) == expected


def test_every_preset_can_be_read_and_fills_what_is_required() -> None:
    for name in presets():
        assert presets()[name].system


def read(file: str, tmp_path: Path, **settings: Any) -> tuple[dict[str, dict[str, Any]], Ledger]:
    """Return the rows of a file by the ticket's id, and the ledger."""
    config = config_with(tmp_path, {"cache": {"folder": str(tmp_path / "cache")}, **settings})
    with loaded([CASES / file], config, tmp_path) as (found, _):
        [rows] = (tmp_path / "cache").rglob("0.parquet")
        with duckdb.connect() as db:
            table = db.execute("from read_parquet(?)", [str(rows)])
            columns = [column[0] for column in table.description]
            cells = [dict(zip(columns, row, strict=True)) for row in table.fetchall()]
        return {str(row["ticket_id"]): row for row in cells}, found.ledger


# File → preset → ticket → what is right of it. Times of response and solution are seconds; `_open_` business time.
RIGHT: dict[str, tuple[str, dict[str, dict[str, object]]]] = {
    # Resolution time is whole hours and not read: 2 h 30 min; an answer at once is one.
    "zendesk_account_41.csv": (
        "zendesk_tickets",
        {
            "41001": {"first_response_s": 1500, "solve": 9000, "csat": 5},
            "41002": {"first_response_s": None, "answered": False, "csat": None},
            "41003": {"first_response_s": 0, "answered": True, "solve": 240, "csat": 1},
        },
    ),
    # Only business hours are there: 31 min.
    "zendesk_account_23.csv": (
        "zendesk_tickets",
        {
            "52001": {"first_response_s": None, "first_response_open_s": 1860, "solve": 21600},
            "52002": {"answered": False},
        },
    ),
    "zendesk_account_br.csv": (
        "zendesk_tickets",
        {"63001": {"first_response_s": None, "answered": True, "solve": 5400, "csat": 5}},
    ),
    # 12.5 min and 24.5 h in one file.
    "zendesk_explore.csv": (
        "zendesk_explore",
        {"71001": {"first_response_s": 750, "solve": 88200}, "71002": {"csat": None}},
    ),
    "freshdesk_29.csv": (
        "freshdesk_tickets",
        {
            "9001": {"first_response_s": 5400, "csat": 5},
            "9002": {"first_response_s": 26880, "first_response_open_s": 0, "answered": True},
            "9003": {"first_response_s": None, "answered": False},
            "9004": {"first_response_s": None, "first_response_open_s": None},
            "9005": {"first_response_open_s": 696 * 3600},
            "9006": {"started_by": "agent"},
        },
    ),
    # 00:00:00 alone does not say whether anybody answered.
    "freshdesk_few.csv": (
        "freshdesk_tickets",
        {"9101": {"first_response_s": None, "first_response_open_s": None, "answered": None}},
    ),
    "freshservice.csv": (
        "freshdesk_tickets",
        {"INC-12": {"first_response_s": 1200, "solve": 10800}},
    ),
    "gorgias_31.csv": (
        "gorgias_tickets",
        {"300001": {"first_response_s": 600, "csat": 5}, "300002": {"started_by": "agent"}},
    ),
    # 01:30 to 03:30 on the day on which the clocks skip an hour.
    "intercom_vancouver.csv": (
        "intercom_conversations",
        {"215470000000001": {"first_response_s": 3600, "csat": 4}},
    ),
    "intercom_csat.csv": ("intercom_csat", {"215470000000001": {"score": 5, "agent": "Agent One"}}),
    "hubspot_12.csv": (
        "hubspot_tickets",
        {
            "25000000001": {"first_response_s": 94500, "status": "solved", "solve": 7200},
            "25000000002": {"status": "open"},
        },
    ),
    "salesforce_report.csv": ("salesforce_case_report", {"00001026": {"solve": 61200}}),
    "jira_sm_62.csv": ("jira_sm", {"HELP-1": {"solve": 28800, "csat": 4, "reason": "Get help"}}),
    # What is left of a promise is no response time.
    "jira_sm_es.csv": (
        "jira_sm",
        {"HELP-2": {"first_response_s": None, "solve": 28800, "csat": 5}},
    ),
    "jira_data_pipeline.csv": (
        "jira_data_pipeline_issues",
        {"HELP-1": {"solve": 28800, "excluded": None}, "DEV-1": {"excluded": "not a service desk"}},
    ),
    "zoho_backup_60.csv": (
        "zoho_desk_tickets",
        {"101": {"first_response_s": 1800, "solve": 7200, "csat": 5}, "102": {"status": "open"}},
    ),
    "zoho_report.csv": ("zoho_desk_report", {"101": {"solve": 7200}, "102": {"agent": None}}),
    "zoho_analytics.csv": (
        "zoho_desk_analytics",
        {"100000000000000101": {"first_response_open_s": 1800}},
    ),
    # The row with four updates, not the one with none.
    "servicenow_uci.csv": ("servicenow_incident", {"INC0000045": {"solve": 36780, "version": 4}}),
    "zammad_report.csv": (
        "zammad_report",
        {
            "10001": {"first_response_s": 1800, "created_at": "2026-03-02 07:14:00"},  # Berlin
            "10002": {"excluded": "merged"},
        },
    ),
    "otrs_es.csv": (
        "otrs_ticket_list",
        {
            "2026030210000011": {
                "first_response_s": 861,
                "created_at": "2026-03-02 13:46:29",
            },  # Lima
            "2026030210000012": {"excluded": "merged", "first_response_open_s": None},
        },
    ),
    "osticket_25.csv": ("osticket", {"000123": {"first_response_s": None, "status": "solved"}}),
    "chatwoot_csat_de.csv": ("chatwoot_csat", {"42": {"score": 5}}),
    "chatwoot_csat_es.csv": ("chatwoot_csat", {"42": {"score": 5}}),
    "aircall_41.csv": (
        "aircall_calls",
        {
            "3000000001": {"first_response_s": 20, "solve": 310, "abandoned": False},
            "3000000002": {"first_response_s": None, "agent": None, "abandoned": True},
            "3000000003": {"started_by": "agent"},
        },
    ),
    # A fraction of a day: 0.000069 is 5.9616 s.
    "talkdesk_fraction.csv": ("talkdesk_explore_calls", {"a1b2": {"first_response_s": 5.9616}}),
    "talkdesk_2026.csv": ("talkdesk_explore_calls", {"a1b2": {"first_response_s": 6}}),
    "genesys_interactions.csv": (
        "genesys_interactions",
        {
            "00000000-0000-4000-8000-000000000001": {
                "agent": "Agent Two",
                "team": "Billing",
                "solve": 300,
            }
        },
    ),
    "gladly.csv": ("gladly_conversation_export", {"conv1": {"solve": 3600, "agent": "Agent One"}}),
    "threecx_cdr.csv": (
        "threecx_cdr",
        {"00000000A_1": {"first_response_s": 20, "abandoned": False}},
    ),
}


@pytest.mark.short(2)
@pytest.mark.parametrize("file", RIGHT)
def test_a_file_is_read_by_its_preset(file: str, tmp_path: Path) -> None:
    preset, right = RIGHT[file]
    rows, ledger = read(file, tmp_path)
    assert ledger.files[0].recognised_as == preset
    assert rows.keys() == right.keys()
    for ticket, fields in right.items():
        row = rows[ticket]
        for field, value in fields.items():
            if field == "solve":
                found: object = (row["resolved_at"] - row["created_at"]).total_seconds()
            else:
                found = (
                    str(row[field]) if field == "created_at" else row.get(field)
                )  # a column that holds nothing is not written
            assert found == (pytest.approx(value) if isinstance(value, float) else value), field


@pytest.mark.parametrize(
    ("file", "words"),
    {
        "chatwoot_agents.csv": "chatwoot_report) of averages or sums",
        "genesys_aggregate.csv": "fetch instead: Performance → Workspace → Interactions → Export",
        "kustomer_export.csv": 'a Kustomer export (kustomer_data_export) in which column "Created At"',
        "foreign_trades.csv": "not an export that rung knows. `rung inspect FILE` proposes",
        "foreign_jira_software.csv": "not an export that rung knows: nearest is jira_sm",
    }.items(),
)
def test_a_file_that_grades_nothing_is_refused_by_name(
    file: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(ExportsError) as refused:
        read(file, tmp_path)
    assert words in error_words(refused.value)


def test_a_kind_that_nobody_has_seen_is_asked_for_once(tmp_path: Path) -> None:
    rows, ledger = read("zendesk_view.csv", tmp_path)
    assert rows["81001"]["status"] is None
    assert "say `preset: zendesk_view` for it in your config" in " ".join(told(ledger.warnings))


def test_named_in_the_settings_it_counts(tmp_path: Path) -> None:
    entry = {"paths": [str(CASES / "zendesk_view.csv")], "preset": "zendesk_view"}
    rows, ledger = read("zendesk_view.csv", tmp_path, exports=[entry])
    assert rows["81001"]["status"] == "open"
    assert not ledger.warnings


def test_what_a_preset_can_grade_follows_from_the_ladder() -> None:
    found = grades("osticket", load_config().ladder)
    assert "resolution_time" in found.can
    assert {"first_response_time", "answered_share", "csat"} <= set(found.cannot)
    assert "ost_thread_entry" in found.second
