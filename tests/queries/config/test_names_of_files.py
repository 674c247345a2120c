"""What people write for a column, an encoding, a zone: refused with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.config import ConfigError, load_config
from queries.config.zone_names import nearest_zone
from tests.said import error_words

ENTRY = "exports:\n  - paths: [a.csv]\n    columns:\n"


def refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "c.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return error_words(caught.value)


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("ticket_id: #", 'ticket_id: "#"'),
        ("ticket_id: # Nr", 'ticket_id: "# Nr"'),
        ("ticket_id: Ticket: ID", 'ticket_id: "Ticket: ID"'),
        ("ticket_id: Ticket:", 'ticket_id: "Ticket:"'),
        ("ticket_id: @id", 'ticket_id: "@id"'),
        ("ticket_id: '#'\n      agent: *who", 'agent: "*who"'),
        ("ticket_id: %id", 'ticket_id: "%id"'),
        ("ticket_id: &id", 'ticket_id: "&id"'),
        ("ticket_id: [Ticket] ID", 'ticket_id: "[Ticket] ID"'),
        ("ticket_id: {column: #, optional: yes}", 'column: "#"'),
        ("ticket_id: {column: Ticket: ID}", 'column: "Ticket: ID"'),
    ],
)
def test_a_column_that_needs_quotes(written: str, answer: str, tmp_path: Path) -> None:
    words = refusal(tmp_path, f"{ENTRY}      {written}\n      created_at: x\n")
    assert f"put quotes round it: {answer}" in words
    assert "c.yaml, line " in words


def test_a_column_that_is_left_empty_is_said_to_be(tmp_path: Path) -> None:
    words = refusal(tmp_path, f"{ENTRY}      ticket_id:\n      created_at: x\n")
    assert words.endswith("line 4: exports[0].columns.ticket_id: is empty")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("utf9", "(did you mean utf-8?)"),
        ("cp1225", "(did you mean cp125"),
        ("ANSI", "(did you mean cp1252?)"),
        ("rot13", "is no text encoding"),
        ("unicode_escape", "is no text encoding"),
        ('"\\e[2Jutf"', '"\ufffd[2Jutf" is no text encoding'),
    ],
)
def test_an_encoding_is_one_of_a_list(written: str, hint: str, tmp_path: Path) -> None:
    words = refusal(
        tmp_path, f"{ENTRY}      {{ticket_id: a, created_at: b}}\n    encoding: {written}\n"
    )
    assert hint in words
    assert words.isprintable()


def test_encodings_by_other_names_are_known(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    for name in ("UTF8", "windows-1252", "ISO-8859-1", "latin1", "utf_16", "Shift_JIS"):
        path.write_text(f"{ENTRY}      {{ticket_id: a, created_at: b}}\n    encoding: {name}\n")
        assert load_config(path).exports[0].encoding == name


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-05:00) Eastern Time", "America/New_York"),
        ("EST", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("AUS Eastern Standard Time", "Australia/Sydney"),
        ("GMT Standard Time", "Europe/London"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("India Standard Time (Asia/Kolkata)", "Asia/Kolkata"),
        ("Mexico City", "America/Mexico_City"),
        ("berlin", "Europe/Berlin"),
        ("UTC-08:00", "America/Los_Angeles"),
        ("+0530", "Asia/Kolkata"),
        ("(GMT-08:00) Nowhere", "America/Los_Angeles"),
        ("nowhere", None),
    ],
)
def test_the_nearest_zone(written: str, zone: str | None) -> None:
    assert nearest_zone(written) == zone


def test_a_zone_as_a_helpdesk_shows_it_is_refused_with_the_nearest(tmp_path: Path) -> None:
    words = refusal(tmp_path, 'team: {timezone: "Eastern Time (US & Canada)"}\n')
    assert "is not a time zone; the nearest is America/New_York" in words
    assert "has no summer time" in refusal(tmp_path, "team: {timezone: EST}\n")
    assert "did you mean Europe/Berlin?" in refusal(tmp_path, "team: {timezone: Europe/Berln}\n")


@pytest.mark.parametrize(
    "text",
    [
        'definitions: {use: "\\e]52;c;cHduZWQ=\\a"}',
        'team: {timezone: "\\e]0;PWNED\\a\\e[2J"}',
        'reading: {memory: "\\e[2Jx"}',
        'exports: [{paths: x, columns: {ticket_id: a, created_at: {column: b, format: "\\e[2J"}}}]',
        'exports: [{paths: x, columns: {"\\e[2J": a}}]',
        'team: {holidays: ["\\e[2J"], name: "\\u202e"}',
        "definitions: {use: " + "x" * 5000 + "}",
    ],
)
def test_settings_reach_the_screen_clean_and_cut(text: str, tmp_path: Path) -> None:
    words = refusal(tmp_path, text)
    assert all(line.isprintable() and len(line) < 1000 for line in words.split("\n"))
