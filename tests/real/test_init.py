"""`rung init` on real exports, Enter at every question: how much is asked, and whether the figures are right."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPO
from tests.tui.running import run_rung
from tests.tui.terminal import RUNG, Terminal

PROMPT = re.compile(r"(: |end\.) ?$")
LAST = "Next, the screen"
HOUR, DAY = 3600.0, 86_400.0


def play(folder: Path, target: Path) -> int:
    """Press Enter at each prompt until the level stands there; return how often."""
    keys = 0
    with Terminal([*RUNG, "init", str(folder), "--config", str(target)], lines=60) as terminal:
        terminal.expect("Enter goes on")
        while keys < 60:
            keys += 1
            before = terminal.bytes
            terminal.press("enter")
            terminal._until(
                lambda before=before: (
                    LAST in terminal.text  # type: ignore[misc]
                    or (terminal.bytes != before and bool(PROMPT.search(last_line(terminal))))
                ),
                "the next question",
            )
            if LAST in terminal.text:
                assert terminal.ended(10) == 0
                return keys
    raise AssertionError("more than 60 keys")


def last_line(terminal: Terminal) -> str:
    """Return the line that the cursor is on, as it was written."""
    return str(terminal.screen.display[terminal.screen.cursor.y])[: terminal.screen.cursor.x]


def figures(target: Path, definitions: str) -> dict[str, Any]:
    """Return the scorecard of all the data by settings."""
    done = run_rung(
        *("snapshot", "--config", target, "--format", "json"),
        *("--period", "all", "--definitions", definitions),
    )
    assert done.returncode == 0, done.stderr
    card: dict[str, Any] = json.loads(done.stdout)
    return card


def close(value: float) -> Any:
    return pytest.approx(value, abs=5e-7)


@pytest.mark.short(3)
@pytest.mark.parametrize(
    "name", ["technical_support", "pwc_call_center", "anonymous_bank", "la311", "servicenow"]
)
def test_enter_alone_gives_the_independent_figures(name: str, shared: Path, tmp_path: Path) -> None:
    target = tmp_path / "rung.yaml"
    keys = play(shared / name, target)
    # One for the overview, one for the practices; each other one is a question.
    assert keys - 2 <= 8
    assert run_rung("config", "validate", target).returncode == 0
    CHECKS[name](figures(target, "helpdesk"))


def technical_support(card: dict[str, Any]) -> None:
    found = card["measures"]
    assert (found["tickets"], found["first_response_time"]["n"]) == (2330, 2310)
    assert found["first_response_time"]["median"] / 60 == close(5.532717)
    assert found["resolution_time"]["n"] == 1912
    assert found["resolution_time"]["mean"] / HOUR == close(33.237958)
    assert (found["csat"]["n"], found["csat"]["mean"]) == (1173, close(3.510656))
    rated = {row["agent"]: row["rated"] for row in card["agents"]}
    assert rated["Connor Danielovitch"] == 171


def pwc_call_center(card: dict[str, Any]) -> None:
    found = card["measures"]
    # The same calls in two encodings count once.
    assert found["tickets"] == 5000
    assert found["abandonment_rate"]["value"] == close(0.1892)
    assert (found["first_response_time"]["n"], found["first_response_time"]["p90"]) == (4054, 114)
    assert (found["csat"]["n"], found["csat"]["mean"]) == (4054, close(3.403552))


def anonymous_bank(card: dict[str, Any]) -> None:
    found = card["measures"]
    assert found["tickets"] == 31_359  # without 240 phantoms
    assert found["abandonment_rate"]["value"] * 100 == close(13.708983)


def la311(card: dict[str, Any]) -> None:
    solved = card["measures"]["resolution_time"]
    assert solved["n"] == 9951
    assert solved["median"] / DAY == close(1.94375)
    assert solved["mean"] / DAY == close(5.330649)
    contacts = {row["channel"]: row["tickets"] for row in card["channels"]}
    assert contacts["phone"] == 4548


def servicenow(card: dict[str, Any]) -> None:
    solved = card["measures"]["resolution_time"]
    assert solved["n"] == 23_362
    assert solved["median"] / HOUR == close(22.1)
    assert solved["mean"] / HOUR == close(178.171582)
    touched = card["measures"]["one_touch_rate"]
    assert (touched["k"], card["measures"]["tickets"]) == (13_487, 24_918)


CHECKS = {
    check.__name__: check
    for check in (technical_support, pwc_call_center, anonymous_bank, la311, servicenow)
}


def test_a_folder_of_three_helpdesks_a_survey_notes_and_a_workbook(
    shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    for path in (
        REPO / "sample_data" / "tickets.csv",
        REPO / "sample_data" / "phone_ratings.csv",
        shared / "technical_support" / "Technical Support Dataset.csv",
        shared / "pwc_call_center" / "Call-Center-Dataset.csv",
    ):
        shutil.copy(path, folder)
    (folder / "notes.txt").write_text("call Ana back on Monday\n")
    (folder / "pivot.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml")
    target = tmp_path / "rung.yaml"
    assert play(folder, target) <= 60
    card = figures(target, "helpdesk")
    rows = {file["file"]: file["rows"] for file in card["ledger"]["files"]}
    assert rows == {
        "tickets.csv": 12_055,
        "phone_ratings.csv": 912,
        "Technical Support Dataset.csv": 2330,
        "Call-Center-Dataset.csv": 5000,
    }
    # 12,054 tickets of the shop, 2,330 and 5,000 of the others
    assert card["measures"]["tickets"] == 12_054 + 2330 + 5000
