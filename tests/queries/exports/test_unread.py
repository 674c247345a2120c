"""What could not be read: damaged columns, words for nothing, and rejects told in groups."""

from __future__ import annotations

from typing import Any

import pytest

from queries.config import ConfigError
from queries.exports.errors import ExportsError
from tests.conftest import report
from tests.queries.exports.conftest import Mapped
from tests.said import error_words, refused, told

FIFTH = {"damaged": "20 %", "rejected_refuse": "20 %"}
CSAT = {"column": "csat", "scale": "1-5"}


def rated(*ratings: str, time: str = "created_at") -> str:
    rows = (f"T{n} | 2026-01-03 | {rating}" for n, rating in enumerate(ratings))
    return "\n".join((f"ticket_id | {time} | csat", *rows))


@pytest.mark.short(3)
@pytest.mark.parametrize(
    ("ratings", "n", "note"),
    [
        (["5", "4", "3", "9", "5"], 4, ""),  # 1 of 5 is a fifth, not more
        (["5", "4", "9", ""], 0, "33 % of csat is above 5 (is it 1-10?)"),
        (["10", "8", "9", "0"], 0, "75 % of csat is above 5 (is it 0-10?)"),
        (["87", "80", "9", "4"], 0, "75 % of csat is above 5 (is it 1-100?)"),
        (["0", "0", "3", "4"], 0, "50 % of csat is below 1 (is it 0-5?)"),
        (["fine", "so-so", "4"], 0, "67 % of csat cannot be used (not on the rating scale)"),
    ],
)
def test_what_is_left_of_a_damaged_column_is_no_sample(
    mapped: Mapped, ratings: list[str], n: int, note: str
) -> None:
    session = mapped(rated(*ratings), csat=CSAT, reading=FIFTH)
    data = report(session)
    assert data["measures"]["csat"]["n"] == n
    notes = told(session.ledger.files[0].notes)
    unknown = ": its figures are unknown, since what is left is not a sample"
    assert [text for text in notes if text.endswith(unknown)] == [note + unknown] * bool(note)
    # What could not be read stays listed, row by row.
    off = [rating for rating in ratings if rating not in ("1", "2", "3", "4", "5", "")]
    assert [r.value for r in session.ledger.rejects] == off
    assert session.ledger.files[0].values_rejected == len(off)


def test_codes_that_nobody_declared_are_listed_and_never_low_scores(mapped: Mapped) -> None:
    session = mapped(
        rated("1", "1", "2", "3"),
        csat={"column": "csat", "scale": "great-okay-not-good"},
        reading=FIFTH,
    )
    assert report(session)["measures"]["csat"]["n"] == 0
    assert session.ledger.rejects_total == 4
    assert (
        'csat: "1" ×2 (first line 2), "2" ×1 (first line 4), "3" ×1 (first line 5): '
        "not on the rating scale" in told(session.ledger.files[0].notes)
    )


def test_a_survey_with_damaged_scores_is_refused_with_the_question(mapped: Mapped) -> None:
    # 3 of 4 scores are off the scale, but only 3 of 20 rows.
    table = rated("8", "9", "10", "4", *[""] * 16, time="rated_at")
    with pytest.raises(ExportsError) as caught:
        mapped(table, kind="ratings", score={"column": "csat", "scale": "1-5"}, reading=FIFTH)
    assert "75 % of csat is above 5 (is it 1-10?)" in error_words(caught.value)


def test_damaged_times_leave_the_figures_unknown(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at | replied | solved
        T1 | 2026-01-03 08:00 | 2026-01-03 09:00 | 2026-01-03 10:00
        T2 | 2026-01-03 08:00 | soon | 2026-01-03 11:00
        T3 | 2026-01-03 08:00 | | 2026-01-03 12:00""",
        first_response_at="replied",
        resolved_at="solved",
        channel={"value": "email"},
        reading=FIFTH,
    )
    measures = report(session)["measures"]
    assert measures["first_response_time"]["median"] is None
    assert not measures["first_response_time"]["unanswered"]  # not known, so nobody waits
    assert measures["resolution_time"]["median"] == 3 * 3600  # of 2, 3, 4 h
    [file] = session.ledger.files
    assert not any(column.field == "first_response_at" for column in file.columns)
    assert told(file.notes)[0].startswith("50 % of replied cannot be used (not a date and time)")


def test_unknown_states_are_told_once_a_word(mapped: Mapped) -> None:
    states = ["Awaiting reply"] * 25 + ["Parked"] * 5 + ["open"] * 200
    rows = (f"T{n} | 2026-01-03 | {state}" for n, state in enumerate(states))
    session = mapped("\n".join(("ticket_id | created_at | state", *rows)), status="state")
    assert told(session.ledger.files[0].notes) == (
        'state: "Awaiting reply" ×25 (first line 2), "Parked" ×5 (first line 27): '
        "a state nobody explained: map it under values",
    )
    assert session.ledger.rejects_total == 30


def test_rows_and_values_are_counted_as_what_they_are(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at | replied | rated | csat
        T1 | 2026-01-05 10:00 | 2026-01-05 09:00 | x | 5
        T2 | 2026-01-05 10:00 | 2026-01-05 09:00 | x | 5
        T3 | 2026-01-05 10:00 | 2026-01-05 11:00 | x | 5""",
        first_response_at="replied",
        csat_at="rated",
        csat=CSAT,
    )
    assert told(session.ledger.warnings) == (
        "export.csv: 3 of 3 rows have a value that was rejected (5 values)",
    )


NULLS = [
    "\\N",
    "NULL",
    "null",
    "None",
    "N/A",
    "#N/A",
    "-",
    "—",
    "NaT",
    "nan",
    "(blank)",
    "#REF!",
    "",
]


def test_null_words_are_nothing_in_every_column(mapped: Mapped) -> None:
    filled = [f"T{n} | 2026-01-03 08:00 | 2026-01-03 09:00 | open | 5 | 2" for n in range(13)]
    empty = [f"N{n} | 2026-01-03 08:00 | {w} | {w} | {w} | {w}" for n, w in enumerate(NULLS)]
    session = mapped(
        "\n".join(("ticket_id | created_at | replied | state | csat | replies", *filled, *empty)),
        first_response_at="replied",
        status="state",
        csat=CSAT,
        agent_replies="replies",
        channel={"value": "email"},
        reading=FIFTH,
    )
    measures = report(session)["measures"]
    assert measures["tickets"] == 26
    assert measures["csat"]["n"] == 13
    response = measures["first_response_time"]
    assert (response["answered"], response["unanswered"]) == (13, 13)
    assert session.ledger.rejects_total == 0
    assert told(session.ledger.files[0].notes)[0] == (
        '"\\N" ×4 (replies, csat, replied, state; first line 15) is read as nothing; '
        'empty: ["\\\\N"] says so'
    )


def test_null_words_neither_exclude_nor_fill(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at | kind | bot | left
        T1 | 2026-01-03 | \\N | \\N | NULL
        T2 | 2026-01-03 | spam | yes | yes""",
        excluded={"column": "kind", "filled": "spam"},
        handled_by={"column": "bot", "filled": "bot"},
        abandoned={"column": "left", "when": "yes"},
    )
    assert (session.ledger.files[0].kept, session.ledger.files[0].excluded) == (1, 1)


@pytest.mark.parametrize(
    ("entry", "column"),
    [({"empty": ["\\N", "keine"]}, {}), ({}, {"empty": ["\\N", "keine"]})],
)
def test_declared_words_for_nothing_are_settled(
    mapped: Mapped, entry: dict[str, Any], column: dict[str, Any]
) -> None:
    session = mapped(
        "ticket_id | created_at | csat\nT1 | 2026-01-03 | \\N\nT2 | 2026-01-03 | Keine\nT3 | 2026-01-03 | 4",
        csat=CSAT | column,
        entry=entry,
    )
    assert told(session.ledger.files[0].notes) == ()
    assert report(session)["measures"]["csat"]["n"] == 1


def test_a_ticket_export_read_as_a_survey_holds_tickets_nobody_rated(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | rated_at | csat
        1 | 2026-01-05 | 5
        2 | |
        3 | | \\N
        4 | 2026-01-06 | 4
        5 | 2026-01-06 |""",
        kind="ratings",
        score=CSAT,
    )
    [file] = session.ledger.files
    # 5 was asked and did not answer.
    assert (file.kept, file.excluded, file.rejected) == (3, 2, 0)


def test_which_of_several_ratings_is_csat_is_said(mapped: Mapped) -> None:
    header = "ticket_id | created_at | csat | Agent rating | NPS | Rating comment"
    table = f"{header}\nT1 | 2026-01-03 | 5 | 4 | 9 | fine"
    chosen = told(mapped(table, csat=CSAT).ledger.files[0].notes)
    assert chosen == (
        'CSAT is read from "csat"; not read, though like ratings: "Agent rating", "NPS"',
    )
    none = told(mapped(table).ledger.files[0].notes)
    assert none == (
        'no rating is read; of "csat", "Agent rating", "NPS", csat names the one that is CSAT',
    )


def test_several_columns_are_no_spellings_of_one(mapped: Mapped) -> None:
    table = "Line | Call | created_at\nA1 | 501 | 2026-01-05\nA2 | 501 | 2026-01-05"
    with refused(ExportsError, match='"Line" and "Call" are columns of their own'):
        mapped(table, ticket_id=["Line", "Call"])
    assert mapped(table, ticket_id=["Number", "line", "LINE"]).ledger.files[0].kept == 2


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"ticket_id": {"value": "x"}}, "all rows would be one ticket"),
        ({"csat": [CSAT, CSAT]}, "of several columns choose the one that counts"),
        ({"csat": {"column": "csat", "scale": "3-3"}}, '"3-3" is no scale'),
        ({"csat": {"column": "csat", "scale": "good-bda"}}, "did you mean good-bad"),
    ],
)
def test_what_no_mapping_can_mean(mapped: Mapped, columns: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        mapped("ticket_id | created_at | csat\nT1 | 2026-01-03 | 1", **columns)
    assert words in error_words(caught.value)
