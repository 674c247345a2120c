"""`rung config`: right or wrong with its line, all that is in force, where it lies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.running import run_rung

WRONG = """
team: {name: Support, timezone: Berlin}
exports:
  - paths: [tickets.csv]
    preset: gorgias_tickts
"""


def test_path_says_where_settings_would_lie_and_how_they_come_there(tmp_path: Path) -> None:
    done = run_rung("config", "path", XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/rung/config.yaml\n")
    assert "rung init FOLDER" in done.stderr
    there = tmp_path / "rung" / "config.yaml"
    there.parent.mkdir()
    there.write_text("team: {name: EU}\n")
    assert run_rung("config", "path", XDG_CONFIG_HOME=str(tmp_path)).stderr == ""


def test_validate_names_every_fault_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(WRONG)
    done = run_rung("config", "validate", own)
    assert (done.returncode, done.stdout) == (1, "")
    assert f'{own}, line 2: team.timezone: "Berlin" is not a time zone' in done.stderr
    own.write_text(WRONG.replace("Berlin", "Europe/Berlin"))
    done = run_rung("config", "validate", "--config", own)
    assert f"{own}, line 5: exports[0].preset: there is no preset gorgias_tickts" in done.stderr
    assert f"{own}, line 4: exports[0].paths: {tmp_path}/tickets.csv: no such file" in done.stderr


OVERLAID = """
exports:
  - paths: [zendesk.csv]
    preset: zendesk_tickets
    columns: {reason: "Ticket Field: Foo", ticket_id: Number}
"""


def test_columns_beside_a_preset_are_those_that_differ(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    (tmp_path / "zendesk.csv").write_text(
        "Number,Created at,Via,Status,First reply time in minutes,Assignee,Group,Ticket Field: Foo\n"
        "7,2026-03-01 08:00,Mail,Solved,3,Ana,EU,Refund\n"
    )
    own.write_text(OVERLAID)
    assert run_rung("config", "validate", own).returncode == 0
    shown = run_rung("config", "show", "exports", "--config", own).stdout
    assert "preset: zendesk_tickets" in shown
    assert "reason: 'Ticket Field: Foo'" in shown or 'reason: "Ticket Field: Foo"' in shown
    seen = run_rung("inspect", "--config", own).stdout
    for column, field in (("Number", "ticket_id"), ("Foo", "reason"), ("Via", "channel")):
        assert re.search(rf"{column}.*{field}|{field}.*{column}", seen), (column, seen)
    # Each fault at the columns, as the preset's table has them.
    own.write_text(OVERLAID.replace("reason:", "raeson:"))
    done = run_rung("config", "validate", own)
    assert f"{own}, line 5: exports[0].columns: tickets have no field raeson" in done.stderr
    own.write_text(OVERLAID.replace("Foo", "Bar"))
    assert "Ticket Field: Bar" in run_rung("inspect", "--config", own).stderr


def test_validate_says_that_settings_are_right() -> None:
    done = run_rung("config", "validate", "sample_data/config.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "sample_data/config.yaml: right, with 3 entries of exports\n"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("team.name", "Fjord & Field\n"),
        ("ladder.rules.ratings", "25\n"),
        ("team.bots", "- Milo (AI Agent)\n"),
    ],
)
def test_show_is_what_is_in_force(key: str, words: str) -> None:
    assert run_rung("config", "show", "--demo", key).stdout == words


def test_show_refuses_a_key_that_there_is_not_and_no_escape_reaches_the_terminal(
    tmp_path: Path,
) -> None:
    done = run_rung("config", "show", "teem")
    assert (done.returncode, "did you mean team?" in done.stderr) == (2, True)
    own = tmp_path / "own.yaml"
    own.write_text('team: {name: "a\\e[2Jb\\u202e"}\n')
    shown = run_rung("config", "show", "team.name", "--config", own).stdout
    assert shown == '"a\\e[2Jb\\U0000202e"\n'
