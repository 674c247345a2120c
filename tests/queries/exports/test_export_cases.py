"""Files as helpdesks and spreadsheets hand them over, each with the figures that a count by hand gives.

`tests/cases/exports`: a folder a case, its `expected.md` says where such a file was met.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from queries.config import ConfigError, load_config
from queries.exports.errors import ExportError, ExportsError
from queries.session import Session, open_session
from tests.conftest import report
from tests.queries.exports.test_unread import NULLS
from tests.said import error_words, told

CASES = Path(__file__).parents[2] / "cases" / "exports"
Figures = dict[str, Any]


@contextmanager
def opened(case: str) -> Iterator[Session]:
    [folder] = CASES.glob(f"{case}-*")
    settings = folder / "support.yaml"
    config = load_config(settings if settings.exists() else None)
    named = [path for entry in config.exports for path in entry.paths]
    files = [str(p) for p in sorted(folder.iterdir()) if p.suffix not in (".md", ".yaml")]
    with open_session(named or files, config) as session:
        yield session


def figures(case: str) -> Figures:
    with opened(case) as session:
        card = report(session)
    return card | {"people": {a["agent"] for a in card["agents"]} - {"Unattributed", "Bots"}}


def said(case: str) -> str:
    """Return what of a case is refused, or told beside its figures."""
    try:
        with opened(case) as session:
            ledger = session.ledger
            notes = (note for file in ledger.files for note in told(file.notes))
            return " ".join((*told(ledger.warnings), *told(ledger.notes), *notes))
    except (ConfigError, ExportError, ExportsError) as refused:
        return error_words(refused)


@pytest.mark.parametrize("case", ["06", "32"])
def test_forty_tickets_are_forty(case: str) -> None:
    assert figures(case)["measures"]["tickets"] == 40


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("01", "a spreadsheet rounded this id"),
        ("29", "Gelöst"),
        ("38", "HTML"),
        ("39", "JSON"),
        ("40", "quote"),
        ("41", "quote"),
        ("47", "America/New_York"),
        ("48", "none of the 40 ratings of survey.csv belongs to a ticket: 1001 and 00001001"),
    ],
)
def test_what_is_told(case: str, words: str) -> None:
    assert words in said(case)


def test_a_reopened_ticket_with_an_old_solve_time_is_open() -> None:
    measures = figures("04")["measures"]
    assert (measures["resolution_time"]["solved"], measures["resolution_time"]["unsolved"]) == (
        30,
        10,
    )
    assert measures["backlog"]["n"] == 10


def test_a_byte_order_mark_saved_as_letters_is_none() -> None:
    assert figures("10")["measures"]["tickets"] == 40


def test_no_seconds_and_no_agent_message_is_no_answer() -> None:
    first = figures("12")["measures"]["first_response_time"]
    assert (first["answered"], first["unanswered"]) == (20, 20)


def test_a_reply_before_its_ticket_is_listed_and_left_out() -> None:
    card = figures("16")
    first = card["measures"]["first_response_time"]
    assert (first["n"], first["median"], card["ledger"]["rejects_total"]) == (35, 1800, 5)


def test_words_for_nothing_are_nobody_and_nothing() -> None:
    card = figures("19")
    assert card["measures"]["first_response_time"]["answered"] == 30
    assert card["measures"]["csat"]["n"] == 30
    assert card["measures"]["answered_share"]["value"] < 0.9
    assert not card["people"] & set(NULLS)


def test_placeholders_are_nobody() -> None:
    assert not figures("20")["people"] & {"Unassigned", "No Agent", "-", "nan"}


@pytest.mark.parametrize(
    ("case", "key", "value"),
    [
        ("22", "mean", 4),  # stars
        ("23", "mean", 4),  # 4/5
        ("24", "mean", 4),  # 4 - Satisfied
        ("25", "mean", 3.5),  # of three points
        ("26", "share", 0.75),  # of a hundred
    ],
)
def test_ratings_of_other_scales(case: str, key: str, value: float) -> None:
    csat = figures(case)["measures"]["csat"]
    assert (csat["n"], csat[key]) == (40, pytest.approx(value))


@pytest.mark.parametrize("case", ["28", "54"])
def test_of_a_scale_that_cannot_be_no_rating_counts(case: str) -> None:
    assert figures(case)["measures"]["csat"]["n"] == 0


def test_names_of_all_scripts_come_out_whole() -> None:
    people = figures("44")["people"]
    assert len(people) == 8
    assert not any("\ufffd" in name for name in people)


def test_a_space_that_does_not_break_makes_no_second_person() -> None:
    card = figures("45")
    assert len(card["people"]) <= 2
    assert next(a["rated"] for a in card["agents"] if a["agent"] == "Tom Berger") >= 50


def test_entities_make_no_second_person() -> None:
    assert len(figures("50")["people"]) == 2


def test_ids_kept_from_a_spreadsheet_are_one() -> None:
    rated = {a["agent"]: a["rated"] for a in figures("49")["agents"]}
    assert rated["Unattributed"] == 0
    assert sum(rated.values()) == 40


@pytest.mark.parametrize("case", ["55", "71"])
def test_every_rating_counts_once(case: str) -> None:
    assert figures(case)["measures"]["csat"]["n"] == 40


def test_a_line_in_one_cell_is_a_line() -> None:
    assert figures("56")["measures"]["tickets"] == 40


def test_states_that_exclude() -> None:
    measures = figures("67")["measures"]
    # 12 closed after four hours; 48 merged, spam, duplicate or deleted within a minute
    assert (measures["tickets"], measures["resolution_time"]["median"]) == (12, 14_400)
