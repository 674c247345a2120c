"""What must never go wrong in silence: each case once looked right and was not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Desk, ask, report
from tui.words import sentence

DAY = "2026-03-01"


def kept(desk: Desk, *values: str) -> list[tuple[str | None, str]]:
    rows = [
        {
            "ticket_id": i,
            "created_at": f"{DAY} 08:00",
            "channel": "email",
            "first_response_at": value,
        }
        for i, value in enumerate(values)
    ]
    return [(r.value, sentence(r.reason)) for r in desk(rows).ledger.rejects]


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-01 11:00:00 CET",
        "2026-03-01 11:00 foo",
        "2026-03-01 11:00:00 Europe/Berlin",
    ],
)
def test_a_time_with_a_word_at_its_end_is_no_time(desk: Desk, value: str) -> None:
    assert kept(desk, value) == [(value, "not a date and time")]


@pytest.mark.parametrize(
    "value", ["2026-03-01 11:00:00 -0500", "2026-03-01T11:00:00-05:00", "2026-03-01 11:00:00-05"]
)
def test_an_offset_counts_in_every_spelling(desk: Desk, value: str) -> None:
    rows = [
        {
            "ticket_id": 1,
            "created_at": f"{DAY} 08:00",
            "channel": "email",
            "first_response_at": value,
        }
    ]
    assert ask(desk(rows), "first_response", by="all")[0]["value"] == 8 * 3600  # 16:00 UTC


def test_words_for_nothing_are_no_answer(desk: Desk) -> None:
    session = desk("""
        ticket_id | created_at       | channel | first_response_at
        1         | 2026-03-01 08:00 | email   | N/A
        2         | 2026-03-01 08:00 | email   | 2026-03-01 09:00
        3         | 2026-03-03 08:00 | email   |
    """)
    row = ask(session, "first_response", by="all")[0]
    # Ticket 2 was answered; tickets 1 and 3 wait: N/A is nothing, and told once.
    assert (row["n"], row["answered"], row["unanswered"]) == (1, 1, 2)
    assert ask(session, "tickets")[0]["answered_n"] == 2  # ticket 3 is young


def test_the_same_ratings_in_two_files_count_once(desk: Desk, tmp_path: Path) -> None:
    tickets = "ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email"
    ratings = "ticket_id | rated_at | score | agent\n1 | 2026-03-02 08:00 | 5 | Ana\n2 | 2026-03-02 09:00 | 1 | Ben"
    session = desk(tickets, ratings=ratings)
    copy = tmp_path / "ratings_again.csv"
    copy.write_bytes((tmp_path / "ratings.csv").read_bytes())
    from queries.session import open_session

    paths = [str(tmp_path / name) for name in ("tickets.csv", "ratings.csv", "ratings_again.csv")]
    paths.append(
        str(tmp_path / ".." / tmp_path.name / "ratings.csv")
    )  # the same file by another path
    with open_session(paths, session.config) as twice:
        assert ask(twice, "csat", by="all")[0]["n"] == 2
        assert sum(file.superseded for file in twice.ledger.files) == 2


def test_a_survey_without_an_answer_does_not_hide_the_tickets_own_rating(desk: Desk) -> None:
    session = desk(
        "ticket_id | created_at | channel | csat\n1 | 2026-03-01 08:00 | email | 4",
        ratings="ticket_id | rated_at | score | agent\n1 | 2026-03-02 08:00 | | Ana\n2 | 2026-03-02 | 5 | Ben",
    )
    assert ask(session, "csat", by="all")[0]["n"] == 2


def test_replies_of_a_bot_cover_no_hour(desk: Desk) -> None:
    rows = [
        {
            "ticket_id": f"{week}",
            "created_at": f"2026-03-{day} 03:00",
            "channel": "chat",
            "agent": "Milo",
            "first_response_at": f"2026-03-{day} 03:00:10",
        }
        for week, day in enumerate(("02", "09", "16"))
    ]
    session = desk(rows, team={"bots": ["Milo"]})
    assert ask(session, "coverage", by="all")[0]["covered"] is None  # no person replied at all


def test_messages_of_unknown_authors_show_no_abandonment(desk: Desk) -> None:
    session = desk(
        "ticket_id | created_at | channel | status\n1 | 2026-03-01 08:00 | chat | solved",
        messages="ticket_id | sent_at\n1 | 2026-03-01 08:00",
    )
    assert ask(session, "tickets")[0]["abandoned_n"] == 0


def test_a_solution_decades_later_is_rejected_and_moves_no_period(desk: Desk) -> None:
    session = desk("""
        ticket_id | created_at       | channel | resolved_at
        1         | 2026-03-01 08:00 | email   | 2062-03-01 08:00
        2         | 2026-03-02 08:00 | email   | 2026-03-02 09:00
        3         | 2026-03-02 08:00 | email   | 2026-03-02 09:00
        4         | 2026-03-02 08:00 | email   | 2026-03-02 09:00
        5         | 2026-03-02 08:00 | email   | 2026-03-02 09:00
    """)
    assert [sentence(r.reason) for r in session.ledger.rejects] == [
        "solved years after the ticket was created"
    ]
    extent = session.workspace.extent
    assert extent is not None
    assert str(extent.end) == "2026-03-02 09:00:00"


def test_durations_in_business_hours_are_never_calendar_time(desk: Desk, tmp_path: Path) -> None:
    from queries.session import open_session
    from tests.conftest import config_with, write_csv

    export = write_csv(
        tmp_path / "biz.csv",
        "id | at | minutes\n1 | 2026-03-01 08:00 | 30\n2 | 2026-03-09 08:00 | 90",
    )
    columns = {
        "ticket_id": "id",
        "created_at": "at",
        "channel": {"value": "email"},
        "first_response": {"column": "minutes", "unit": "minutes", "basis": "business"},
    }
    config = config_with(tmp_path, {"exports": [{"paths": ["biz.csv"], "columns": columns}]})
    with open_session([str(export)], config) as session:
        [held] = ask(session, "reach")
        assert ask(session, "first_response", by="all")[0]["n"] == 0  # calendar time is unknown
    # 30 and 90 min of open time: both within level 4's 4 h. Level 5 is judged by the calendar, which is unknown.
    assert (held["response_within_4"], held["response_known_4"]) == (2, 2)
    assert (held["response_within_5"], held["response_known_5"]) == (0, 0)


def test_tickets_a_day_are_of_days_with_data(desk: Desk) -> None:
    rows = [
        {"ticket_id": i, "created_at": f"2026-03-{i:02} 12:00", "channel": "email"}
        for i in range(1, 11)
    ]
    assert report(desk(rows), "90d")["measures"]["volume"]["per_day"] == pytest.approx(10 / 9)


def test_a_reopened_ticket_has_no_resolution_in_any_set(desk: Desk) -> None:
    session = desk(
        """
        ticket_id | created_at       | channel | status | resolved_at
        1         | 2026-03-01 08:00 | email   | open   | 2026-03-01 10:00
        2         | 2026-03-01 08:00 | email   | solved | 2026-03-01 12:00
    """,
        definitions={"use": "guide"},
    )
    row = ask(session, "resolution", by="all")[0]
    # Ticket 1 was solved once and is open again: whatever its old solve time says, it is unsolved.
    assert (row["n"], row["solved"], row["unsolved"], row["mean"]) == (1, 1, 1, 4 * 3600)


def test_on_equal_ends_the_newer_file_wins(desk: Desk, tmp_path: Path) -> None:
    from queries.session import open_session

    text = "ticket_id | created_at | channel | status\n1 | 2026-03-01 08:00 | email | {}"
    session = desk(text.format("open"))
    stale, fresh = tmp_path / "stale.csv", tmp_path / "fresh.csv"
    source = (tmp_path / "tickets.csv").read_text()
    stale.write_text(source)
    fresh.write_text(source.replace("open", "solved"))
    os.utime(stale, (1_700_000_000, 1_700_000_000))
    for order in ((stale, fresh), (fresh, stale)):
        with open_session([str(path) for path in order], session.config) as both:
            assert ask(both, "backlog")[0]["n"] == 0


def test_the_first_response_follows_from_the_messages_where_no_column_tells(desk: Desk) -> None:
    session = desk(
        "ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email\n2 | 2026-03-01 08:00 | email",
        messages="""
        ticket_id | sent_at          | author   | agent
        1         | 2026-03-01 08:00 | customer |
        1         | 2026-03-01 09:30 | agent    | Ana
        2         | 2026-03-01 08:00 | customer |
        9         | 2026-03-03 08:00 | customer |
    """,
    )
    row = ask(session, "first_response", by="all")[0]
    # Ticket 1 after 1.5 h; ticket 2 waits since two days, and stands beside.
    assert (row["answered"], row["unanswered"], row["median"]) == (1, 1, 1.5 * 3600)
    assert row["oldest_unanswered"] == 48 * 3600


def test_after_a_bots_handover_the_customer_waits_from_the_handover(desk: Desk) -> None:
    session = desk(
        """
        ticket_id | created_at       | channel | handled_by | agent_replies | first_response_at
        1         | 2026-03-01 08:00 | chat    | both       | 1             | 2026-03-01 08:30
    """,
        messages="""
        ticket_id | sent_at          | author   | agent
        1         | 2026-03-01 08:00 | customer |
        1         | 2026-03-01 08:20 | bot      | Milo
        1         | 2026-03-01 08:30 | agent    | Ana
    """,
    )
    assert ask(session, "first_response", by="all")[0]["value"] == 600  # 8:20 → 8:30


def test_the_average_response_is_per_reply_or_per_ticket(desk: Desk) -> None:
    tickets = "ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email"
    messages = """
        ticket_id | sent_at          | author   | agent
        1         | 2026-03-01 08:00 | customer |
        1         | 2026-03-01 08:10 | customer |
        1         | 2026-03-01 09:00 | agent    | Ana
        1         | 2026-03-01 09:10 | agent    | Ana
        1         | 2026-03-01 10:00 | customer |
        1         | 2026-03-01 10:30 | agent    | Ana
    """
    # Waits: 60 min from the first of the run, and 30 min; the second reply in a row answers nobody.
    row = ask(desk(tickets, messages=messages), "average_response", by="all")[0]
    assert (row["n"], row["value"]) == (2, 45 * 60)
    guide = ask(
        desk(tickets, messages=messages, definitions={"use": "guide"}), "average_response", by="all"
    )[0]
    assert (guide["n"], guide["value"]) == (1, 90 * 60)


def test_unknown_counts_are_null(desk: Desk) -> None:
    card = report(desk("ticket_id | created_at\n1 | 2026-03-01 08:00"))
    response, resolution = (
        card["measures"]["first_response_time"],
        card["measures"]["resolution_time"],
    )
    assert {response[k] for k in ("answered", "unanswered", "closed_unanswered")} == {None}
    assert {resolution[k] for k in ("solved", "unsolved")} == {None}
    assert card["measures"]["coverage"]["hours"] is None
    assert any("has no channel" in note for note in card["ledger"]["notes"])


def test_files_of_one_name_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    from queries.session import open_session

    session = desk("ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_bytes((tmp_path / "tickets.csv").read_bytes())
    with open_session(
        [str(tmp_path / "a" / "t.csv"), str(tmp_path / "b" / "t.csv")], session.config
    ) as both:
        assert [file.file for file in both.ledger.files] == ["a/t.csv", "b/t.csv"]
