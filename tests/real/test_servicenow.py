"""A log of updates, 141,712 rows of 24,918 incidents: each counts once, by its newest version."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.session import open_session
from tests.conftest import config_with, report

MAPPING = {
    "ticket_id": "number",
    "created_at": "opened_at",
    "updated_at": {"columns": ["sys_updated_at", "sys_mod_count"]},
    "resolved_at": {"column": "resolved_at", "empty": "?"},
    "status": {
        "column": "incident_state",
        "values": {
            "-100": "open",
            "Awaiting Evidence": "pending",
            "Awaiting Problem": "pending",
            "Awaiting User Info": "pending",
            "Awaiting Vendor": "pending",
        },
    },
    "agent": {"column": "resolved_by", "empty": "?"},
    "channel": "contact_type",
    "reopens": "reopen_count",
    "transfers": "reassignment_count",
}


def test_of_every_incident_its_newest_version_counts(shared: Path, tmp_path: Path) -> None:
    log = shared / "servicenow" / "incident_event_log.csv.zip"
    entry = {"paths": [str(log)], "columns": MAPPING, "dates": "day-first"}
    with open_session([str(log)], config_with(tmp_path, {"exports": [entry]})) as session:
        [file] = session.ledger.files
        card = report(session)
    assert (file.rows, file.kept, file.superseded) == (141_712, 24_918, 116_794)
    solved = card["measures"]["resolution_time"]
    assert solved["n"] == 23_362
    assert solved["median"] == pytest.approx(22.1 * 3600)
    assert solved["mean"] / 3600 == pytest.approx(178.171582, abs=5e-7)
    assert solved["p90"] / 3600 == pytest.approx(381.548333, abs=5e-7)
    contacts = {row["channel"]: row["tickets"] for row in card["channels"]}
    assert contacts["phone"] == 24_688 + 9  # Phone and IVR
    assert contacts["email"] == 59
