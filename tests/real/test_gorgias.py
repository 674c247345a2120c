"""The vendor's own sample exports through the presets."""

from __future__ import annotations

from pathlib import Path

from queries.config import load_config
from queries.session import open_session
from tests.conftest import report


def test_tickets_and_messages_are_recognised(shared: Path) -> None:
    with open_session([str(shared / "gorgias")], load_config()) as session:
        card = report(session)
    files = {file["file"]: file for file in card["ledger"]["files"]}
    assert files["conversations_gorgias.csv"]["recognised_as"] == "gorgias_tickets"
    assert files["messages_gorgias.csv"]["recognised_as"] == "gorgias_messages"
    assert (files["messages_gorgias.csv"]["rows"], files["messages_gorgias.csv"]["kept"]) == (5, 5)
    measures = card["measures"]
    # First responses 176,495 s and 225,046 s. Resolutions from the pairs of times: 283,483 s and
    # 329,608 s (the export's own column says 329,609 for the second).
    assert measures["first_response_time"]["mean"] == (176_495 + 225_046) / 2
    assert measures["resolution_time"]["mean"] == (283_483 + 329_608) / 2
    # 3 and 1 agent messages
    assert measures["one_touch_rate"] == {"n": 2, "value": 0.5, "k": 1}
    assert {row["channel"] for row in card["channels"]} == {"email", "contact form"}
