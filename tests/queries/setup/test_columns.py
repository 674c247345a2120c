"""Doubts about columns: which are asked, once for files of one form, and what an answer changes."""

from __future__ import annotations

from pathlib import Path

from queries.config import load_config
from queries.setup.columns import (
    ASIDE,
    doubt_question,
    first_doubts,
    other_doubts,
    with_answer,
)
from queries.setup.look import Found, look, one_channel
from tests.conftest import write_csv


def purchases(n: int) -> list[dict[str, object]]:
    """Return tickets whose one early time is a purchase's."""
    return [
        {
            "Ticket ID": 100 + row,
            "Date of Purchase": f"2024-{1 + row % 12:02}-11",
            "Ticket Status": "Closed" if row % 2 else "Open",
            "First Response Time": f"2026-03-{1 + row % 28:02} 09:{row % 60:02}:00",
            "Customer Satisfaction Rating": 1 + row % 5,
        }
        for row in range(n)
    ]


def calls(n: int) -> list[dict[str, object]]:
    """Return calls with a wait in no unit that it says."""
    return [
        {
            "Call Id": f"C{row:03}",
            "Created at": f"2026-03-{1 + row % 28:02} 10:{row % 60:02}:00",
            "Agent": ("Ana", "Ben", "Cleo")[row % 3],
            "Wait": (7 * row) % 90,
            "Outcome": ("answered", "abandoned", "Phantom")[row % 3],
        }
        for row in range(n)
    ]


def looked_at(folder: Path) -> tuple[Found, ...]:
    return look(folder, load_config(), folder)


def codes(found: tuple[Found, ...]) -> list[str]:
    return [doubt.code for _, doubt in first_doubts(found)]


def test_a_purchase_is_not_taken_for_the_creation_unasked(tmp_path: Path) -> None:
    write_csv(tmp_path / "export.csv", purchases(36))
    found = looked_at(tmp_path)
    assert (found[0].how, found[0].lacking, found[0].entry) == (
        "left aside",
        ("created_at",),
        {},
    )
    [(file, doubt)] = [pair for pair in first_doubts(found) if pair[1].code == "no_creation"]
    question = doubt_question(file, doubt)
    assert (question.person, question.safe["doubt"]) == (True, ASIDE)
    # Enter leaves the file aside, for good.
    assert list(first_doubts(with_answer(found, file, doubt, ASIDE))) == []
    [taken] = with_answer(found, file, doubt, "0")
    assert (taken.how, taken.table) == ("proposed", "tickets")
    columns = taken.entry["columns"]
    assert isinstance(columns, dict)
    assert columns["created_at"] == "Date of Purchase"


def test_files_of_one_form_are_asked_once_and_one_answer_is_for_both(tmp_path: Path) -> None:
    for name in ("calls_03.csv", "calls_04.csv"):
        write_csv(tmp_path / name, calls(60))
    found = looked_at(tmp_path)
    assert codes(found) == ["unit"]
    [(file, doubt)] = first_doubts(found)
    minutes = [choice.arguments.get("unit") for choice in doubt.choices].index("minutes")
    answered = with_answer(found, file, doubt, str(minutes))
    assert codes(answered) == []
    units = [file.columns["first_response"].unit for file in answered]
    assert units == ["minutes", "minutes"]


def test_calls_name_no_channel_and_what_is_no_contact_is_left_out(tmp_path: Path) -> None:
    write_csv(tmp_path / "calls.csv", calls(60))
    found = looked_at(tmp_path)
    assert one_channel(found[0]) == "phone"
    assert found[0].columns["excluded"].values == {"Phantom": "phantom"}
    [doubt] = [doubt for _, doubt in other_doubts(found) if doubt.code == "no_contacts"]
    [kept] = with_answer(found, found[0], doubt, "1")
    assert "excluded" not in kept.columns
    assert one_channel(kept) == "phone"
