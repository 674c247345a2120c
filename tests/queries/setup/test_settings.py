"""Answers make settings that load, name the files, and say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.config import Config, load_config
from queries.config.written import commented
from queries.setup.facts import ChannelFacts, Facts, UnknownState
from queries.setup.look import Found, look
from queries.setup.questions import Answers
from queries.setup.settings import Made, draft, settings
from tests.conftest import write_csv

GORGIAS = """
Ticket id | Creation date       | Initial channel | Created by an agent | First response time (s) | Number of agent messages
1         | 2026-03-01 08:00:00 | email           | False               | 60                      | 1
"""
ZENDESK = """
Id | Created at       | Status | Via  | Group | Assignee | Satisfaction Score | First reply time in minutes
7  | 2026-03-01 08:00 | Parked | Mail | EU    | Ana      | Good               | 3
"""
MAPPED = {"ticket_id": "Id", "created_at": "Created", "status": "State"}


def loaded(made: Made, folder: Path) -> Config:
    """Write settings and load them again, as `rung` does."""
    path = folder / "rung.yaml"
    path.write_text(commented(made.settings, {}), encoding="utf-8")
    return load_config(path)


def own(folder: Path, name: str = "tickets.csv") -> Found:
    """Return a file with columns of its own."""
    return Found(
        folder / name,
        name,
        "proposed",
        table="tickets",
        entry={"table": "tickets", "columns": dict(MAPPED)},
    )


def test_what_is_recognised_needs_a_line_and_the_next_file_is_read_too(tmp_path: Path) -> None:
    write_csv(tmp_path / "gorgias_2026-03.csv", GORGIAS)
    write_csv(tmp_path / "gorgias_2026-04.csv", GORGIAS)
    (tmp_path / "notes.txt").write_text("call Ana back\n")
    found = look(tmp_path, load_config(), tmp_path)
    assert [file.how for file in found] == ["recognised", "recognised", "left aside"]
    made = settings(found, Facts(), {"zone": {"zone": "Europe/Berlin"}}, tmp_path)
    assert made.settings["exports"] == [{"paths": ["*.csv"], "preset": "gorgias_tickets"}]
    assert made.remarks["exports", 0].arguments["files"] == [
        "gorgias_2026-03.csv",
        "gorgias_2026-04.csv",
    ]
    config = loaded(made, tmp_path)
    assert config.exports[0].paths == (str(tmp_path / "*.csv"),)
    assert config.team.timezone == "Europe/Berlin"
    # What was read to ask is read by the same entries afterwards.
    assert [e.paths for e in draft(load_config(), found).exports] == [config.exports[0].paths]


def test_times_that_are_no_local_ones_are_utc_for_their_files_alone(tmp_path: Path) -> None:
    naive, zoned = own(tmp_path, "a.csv"), own(tmp_path, "b.csv")
    zoned = Found(
        zoned.path, "b.csv", "recognised", "tickets", "Tidio", {"preset": "x"}, absolute=True
    )
    made = settings([naive, zoned], Facts(), {"zone_elsewhere": {"zone": "Asia/Tokyo"}}, tmp_path)
    entries = made.settings["exports"]
    assert isinstance(entries, list)
    assert [entry.get("timezone") for entry in entries if isinstance(entry, dict)] == ["UTC", None]
    assert made.settings["team"] == {"timezone": "Asia/Tokyo"}


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"channels": {"Hotline": "live"}}, {"class": "live", "resolution": "case"}),
        ({"channels": {"Hotline": "email"}}, {"class": "email"}),
    ],
)
def test_a_call_that_opens_a_case_is_told_by_the_data(
    answers: Answers, names: dict[str, str], tmp_path: Path
) -> None:
    facts = Facts(channels=(ChannelFacts("Hotline", "unknown", 100, 100, 25),))
    made = settings([own(tmp_path)], facts, answers, tmp_path)
    assert made.settings["channels"] == {"names": {"Hotline": names}}
    config = loaded(made, tmp_path)
    assert config.channels.names["Hotline"].channel_class == names["class"]


def test_practices_left_open_are_left_out(tmp_path: Path) -> None:
    answers = {"practices": {"faq_page": "yes", "templates": "", "vip_policy": "not applicable"}}
    made = settings([own(tmp_path)], Facts(), answers, tmp_path)
    assert loaded(made, tmp_path).practices == {"faq_page": "yes", "vip_policy": "not applicable"}


def test_states_are_explained_where_a_preset_reads_them(tmp_path: Path) -> None:
    write_csv(tmp_path / "zendesk.csv", ZENDESK)
    found = look(tmp_path, load_config(), tmp_path)
    assert found[0].system == "Zendesk"
    facts = Facts(states=(UnknownState("zendesk.csv", "Status", "Parked", 1),))
    made = settings(found, facts, {"states": {"Parked": "pending", "Odd": "unknown"}}, tmp_path)
    [entry] = loaded(made, tmp_path).exports
    assert entry.preset == "zendesk_tickets"
    assert list(entry.columns) == ["status"]
    assert entry.columns["status"].values == {"Parked": "pending"}
    assert look(tmp_path, loaded(made, tmp_path), tmp_path)[0].table == "tickets"
