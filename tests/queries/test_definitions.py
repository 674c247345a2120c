"""What a figure means, on tables small enough to count by hand; `tests/cases/definitions`, a case a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from queries.config import ConfigError, load_config
from queries.exports.errors import ExportsError
from queries.figures import measure
from queries.session import Session, open_session
from tests.conftest import MESSAGE_COLUMNS as MESSAGES
from tests.conftest import Desk, ask, report
from tests.said import error_words, told
from tests.said import refused as refusing
from tui.report.json_report import snapshot
from tui.report.markdown import markdown
from tui.words import sentence

CASES = Path(__file__).parents[1] / "cases" / "definitions"
HOUR, DAY = 3600.0, 86_400.0
Report = dict[str, Any]


@contextmanager
def case(name: str) -> Iterator[Session]:
    """Open the exports of a case."""
    config = load_config(CASES / f"{name}.yaml")
    with open_session(
        [path for entry in config.exports for path in entry.paths], config
    ) as session:
        yield session


def counted(name: str, period: str = "all") -> Report:
    with case(name) as session:
        return report(session, period)


def dimension(card: Report, key: str) -> Report:
    return next(found for found in card["dimensions"] if found["key"] == key)


def criterion(card: Report, of: str, key: str, level: int) -> Report:
    return next(
        found
        for found in dimension(card, of)["criteria"]
        if (found["key"], found["level"]) == (key, level)
    )


# Who answers.


def test_a_bots_acknowledgement_stops_no_clock() -> None:
    first = counted("01")["measures"]["first_response_time"]
    # AutoBot after 16 s, Ann after 2 h; AutoBot after 16 s, Ben after 3 h: mean 2.5 h
    assert (first["n"], first["mean"]) == (2, 9000)
    assert first["answered"] == 2


def test_a_ticket_that_an_agent_opened_is_not_answered_at_once() -> None:
    first = counted("02")["measures"]["first_response_time"]
    # Ann began ticket 1; ticket 2 is answered after 10 min.
    assert (first["n"], first["mean"]) == (1, 600)


def test_the_wait_of_who_gave_up_is_no_answer() -> None:
    measures = counted("03")["measures"]
    # Answered after 10 and 20 s; left after 300 and 400 s
    assert (measures["answered_share"]["k"], measures["answered_share"]["n"]) == (2, 4)
    assert measures["abandonment_rate"]["value"] == 0.5
    assert (measures["first_response_time"]["n"], measures["first_response_time"]["mean"]) == (
        2,
        15,
    )


BOT_TICKETS = """
ticket_id | created_at       | channel | agent | status
1         | 2026-03-02 08:00 | email   | Ana   | solved
2         | 2026-03-02 09:00 | email   | Ana   | solved
3         | 2026-03-02 10:00 | email   | Ben   | open
4         | 2026-03-02 11:00 | chat    | Helper| solved
5         | 2026-03-02 12:00 | email   | Ana   | open
"""
BOT_MESSAGES = """
ticket_id | sent_at          | author   | agent  | public
1         | 2026-03-02 08:00 | customer |        | yes
1         | 2026-03-02 08:01 | agent    | Helper | yes
1         | 2026-03-02 10:00 | agent    | Ana    | yes
2         | 2026-03-02 09:00 | customer |        | yes
2         | 2026-03-02 09:10 | agent    | Ana    | no
2         | 2026-03-02 12:00 | agent    | Ana    | yes
3         | 2026-03-02 10:00 | agent    | Ben    | yes
3         | 2026-03-02 15:00 | customer |        | yes
3         | 2026-03-02 15:30 | agent    | Ben    | yes
4         | 2026-03-02 11:00 | customer |        | yes
4         | 2026-03-02 11:01 | agent    | Helper | yes
5         | 2026-03-02 12:00 | customer |        | yes
5         | 2026-03-02 12:02 | agent    | Helper | yes
5         | 2026-03-02 18:00 | customer |        | yes
"""
BOTS = {"name": "Desk", "bots": ["Helper"]}


def test_first_responses_of_a_message_export_as_counted_by_hand(
    desk: Desk, monkeypatch: Any
) -> None:
    monkeypatch.setitem(MESSAGES, "public", {"column": "public", "values": {"yes": True, "no": False}})  # fmt: skip
    session = desk(BOT_TICKETS, messages=BOT_MESSAGES, team=BOTS)
    [row] = ask(session, "first_response")
    # 1: acknowledged by Helper after 1 min, answered by Ana after 2 h. 2: a note after 10 min that no customer
    # sees, answered after 3 h. 3: Ben began it: not counted. 4: Helper's alone: settled without a person.
    # 5: only Helper wrote: it waits, since 12:00; the data end at 18:00.
    assert (row["answered"], row["n"], row["mean"]) == (2, 2, 2.5 * HOUR)
    assert (row["unanswered"], row["oldest_unanswered"]) == (1, 6 * HOUR)
    [tickets] = ask(session, "tickets")
    assert (tickets["self_served_k"], tickets["contacts"]) == (1, 5)  # ticket 4


def test_named_bots_are_bots_without_messages_and_whatever_a_column_says(desk: Desk) -> None:
    session = desk(
        """
        ticket_id | created_at       | channel | agent  | status | first_response_at | resolved_at      | handled_by
        1         | 2026-03-02 08:00 | email   | Ana    | solved | 2026-03-02 10:00  | 2026-03-02 12:00 | human
        2         | 2026-03-02 09:00 | email   | Helper | solved | 2026-03-02 09:01  | 2026-03-02 09:01 | human
        3         | 2026-03-02 10:00 | email   | Ben    | solved | 2026-03-02 14:00  | 2026-03-02 15:00 | human
        """,
        team=BOTS,
    )
    [row] = ask(session, "first_response")
    assert (row["n"], row["mean"]) == (2, 3 * HOUR)  # 2 h and 4 h; ticket 2 is the bot's
    [row] = ask(session, "resolution")
    assert (row["n"], row["mean"]) == (2, 4.5 * HOUR)  # 4 h and 5 h
    [row] = ask(session, "tickets")
    assert (row["self_served_k"], row["self_served_n"]) == (1, 3)
    assert {row["name"]: row["contacts"] for row in ask(session, "tickets", by="agent")} == {
        "Ana": 1,
        "Ben": 1,
        measure.BOTS: 1,
    }


# What holds a level down, and what is only missing.


def test_calls_are_judged_by_what_is_known_and_what_is_missing_is_named() -> None:
    card = counted("08")
    assert [b["dimension"] for b in card["level"]["binding"]] == ["quality"]  # 75 % ≥ 3, not 80 %
    assert card["level"]["binding"][0]["criterion"]["value"] == 0.75  # 120 of 160
    assert dimension(card, "resolution_time")["level"] is None
    assert (
        dimension(card, "resolution_time")["why"]
        == "your export has no resolution time: map resolved_at"
    )
    # 40 of 200 gave up: 20 % is ≤ 20 %, not ≤ 12 %
    assert criterion(card, "resolution_time", "abandonment_rate", 2)["met"] is True
    assert criterion(card, "resolution_time", "abandonment_rate", 3)["met"] is False
    assert dimension(card, "resolution_time")["ceiling"] == 2
    [phone] = card["channels"]
    assert phone["abandonment_rate"]["value"] == 0.2


def test_calls_of_the_last_day_count_alike_answered_or_not() -> None:
    card = counted("08")  # row 30: no status column
    share = card["measures"]["answered_share"]
    assert (share["k"], share["n"], share["value"]) == (160, 200, 0.8)
    assert card["measures"]["abandonment_rate"]["n"] == 200
    assert dimension(card, "response_time")["level"] == 3  # 80 % answered: 3, not 90 %
    assert [(row["channel"], row["levels"]["response_time"]) for row in card["channels"]] == [
        ("phone", 5)  # by time: each call after 30 s
    ]


def test_a_small_channel_is_pooled_and_what_the_export_lacks_is_said() -> None:
    card = counted("09")
    assert dimension(card, "response_time")["why"] == (
        "your export has no first response: map first_response_at"
    )
    # 48 chats (4 %) solved after 3 h, 1,152 emails too: 96 % within email's 4 h or chat's 10 min
    held = criterion(card, "resolution_time", "resolution_time", 5)
    assert (held["n"], held["value"]) == (1200, 0.96)
    assert dimension(card, "resolution_time")["level"] == 5
    levels = {row["channel"]: row["levels"]["resolution_time"] for row in card["channels"]}
    assert levels == {"email": 5, "chat": 2}  # its own, which grades nothing
    assert not any("short" in (c["note"] or "") for d in card["dimensions"] for c in d["criteria"])


def test_office_hours_are_40_of_168_and_not_round_the_clock() -> None:
    card = counted("17")
    found = criterion(card, "accessibility", "round_the_clock", 5)
    assert (found["state"], found["note"]) == (
        "unknown",
        "replies show only the 40 hours in which customers write",
    )
    assert dimension(card, "accessibility")["level"] == 4
    assert {(row["hours_covered"], row["hours"]) for row in card["channels"]} == {(40, 40)}


def test_an_open_ticket_has_no_resolution_whatever_the_column_says() -> None:
    measures = counted("18")["measures"]
    # "Days" of tickets 1 and 3 is how long they have been open; only ticket 2 is solved, after 3 days.
    resolution = measures["resolution_time"]
    assert (resolution["n"], resolution["solved"], resolution["value"]) == (1, 1, 3 * DAY)
    assert (resolution["unsolved"], measures["backlog"]["n"]) == (2, 2)


def test_periods_count_back_from_the_last_ticket_created() -> None:
    with case("22") as session:
        card = snapshot(session.scorecard(session.request("28d")))
    # 200 tickets of 1 to 3 January, one of them solved in August: the 28 days end with 3 January.
    assert (card["period"]["start"][:10], card["period"]["end"][:10]) == (
        "2025-12-07",
        "2026-01-04",
    )
    assert card["measures"]["tickets"] == 200
    # Ages run to the end of the data, which one solution months later does not move.
    assert card["period"]["data_end"][:10] == "2026-01-04"
    assert card["ledger"]["notes"] == [
        "22_old_tickets.csv, line 2: resolved_at 3 Aug 2026 lies alone, after all others: it moves no period"
    ]


# What a row is.


def refused(name: str) -> str:
    with pytest.raises((ConfigError, ExportsError)) as error, case(name):
        pass
    return error_words(error.value)


def test_one_id_of_two_calls_is_refused_and_a_key_of_two_columns_has_four() -> None:
    assert "legs of one call" in refused("04")


def test_two_entries_for_one_file_are_refused() -> None:
    assert "2 entries of exports name it" in refused("06")


def test_who_rated_nothing_is_no_reject() -> None:
    with case("10") as session:
        [file] = session.ledger.files
    assert (file.kept, file.excluded, file.rejected) == (2, 2, 0)


def test_rows_and_values_are_counted_as_what_they_are() -> None:
    with case("11") as session:
        assert told(session.ledger.warnings)[0].endswith(
            "3 of 3 rows have a value that was rejected (5 values)"
        )


def test_an_unknown_state_is_told_once_with_its_count() -> None:
    with case("12") as session:
        notes = " ".join(told(session.ledger.files[0].notes))
    assert '"Awaiting reply" ×25 (first line 2)' in notes
    assert '"Parked" ×5 (first line 27)' in notes


def test_a_value_is_no_id() -> None:
    assert "all rows would be one ticket" in refused("13")


def test_an_update_log_newest_first_names_the_column_that_decides() -> None:
    with case("16") as session:
        assert 'map "Updated" (updated_at: Updated)' in told(session.ledger.warnings)[0]


def test_a_scale_may_end_at_three() -> None:
    with case("20") as session:  # read on 1-3, though 5 stands in every row
        assert "of Score is above 3 (is it 1-5?)" in " ".join(told(session.ledger.files[0].notes))


def test_of_several_ratings_one_is_chosen() -> None:
    assert "of several columns choose the one that counts" in refused("21")


def test_json_is_named() -> None:
    config = load_config()
    with (
        refusing(ExportsError, match="This is JSON"),
        open_session([str(CASES / "24_tickets.json")], config),
    ):
        pass


def test_two_columns_in_a_list_are_no_pair() -> None:
    assert "ticket_id: {columns: [Line, CallNo]}" in refused("28")


def test_a_quote_in_the_wrong_place_shifts_no_cell() -> None:
    with case("29") as session:
        [reject] = session.ledger.rejects
    assert (reject.line, sentence(reject.reason)) == (3, "quote in the wrong place")


# Figures that can be trusted at a glance.


def test_nothing_is_compared_with_days_before_the_data() -> None:
    with case("23") as session:
        asked = session.request("28d")
        card = session.look_again(session.scorecard(asked))
    assert asked.before is None
    assert {row.change for row in card.rows} == {None}
    assert "Nothing to compare with: data only from 1 Jan 2026." in markdown(card)


def test_a_purchase_date_as_creation_is_doubted() -> None:
    with case("26") as session:
        card = session.look_again(session.scorecard(session.request("all")))
    assert card.look is not None
    [doubt] = card.look.doubts
    assert (doubt.key, doubt.k, doubt.n) == ("answered_long_after", 200, 200)
    assert round((doubt.value or 0) / DAY) == 929
    assert "a median of 929 d" in markdown(card)
    assert "is created_at the right column?" in markdown(card)
