"""Which rows are one contact: sources, versions, keys, ids that a spreadsheet changed."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from queries.behind import behind
from queries.config import ConfigError
from queries.exports.errors import ExportsError
from queries.session import Session, open_session
from tests.conftest import Desk, config_with, report, write_csv
from tests.said import error_words, refused, told
from tui.words import sentence

TICKETS = {"ticket_id": "id", "created_at": "created", "channel": {"value": "email"}}


@pytest.fixture
def stack() -> Any:
    with ExitStack() as opened:
        yield opened


def opened(stack: ExitStack, folder: Path, *entries: tuple[str, str, dict[str, Any]]) -> Session:
    """Open exports: each a file's name, its table as text, its entry of the settings."""
    exports = []
    for name, rows, entry in entries:
        path = write_csv(folder / name, rows)
        exports.append({"paths": [str(path)], "columns": TICKETS} | entry)
    config = config_with(folder, {"exports": exports})
    return stack.enter_context(open_session([p for e in config.exports for p in e.paths], config))


def kept(session: Session) -> list[tuple[int, int]]:
    return [(file.kept, file.superseded) for file in session.ledger.files]


def said(session: Session) -> str:
    ledger = session.ledger
    return " ".join(
        (
            *told(ledger.warnings),
            *told(ledger.notes),
            *(n for f in ledger.files for n in told(f.notes)),
        )
    )


HELPDESK = "id | created\n1001 | 2026-03-01 08:00\n1002 | 2026-03-01 09:00"
PHONE = "id | created\n1001 | 2026-03-02 10:00\n1003 | 2026-03-02 11:00"


def test_two_systems_that_both_count_from_1001_keep_all_their_tickets(
    stack: ExitStack, tmp_path: Path
) -> None:
    session = opened(stack, tmp_path, ("a.csv", HELPDESK, {}), ("b.csv", PHONE, {}))
    assert kept(session) == [(2, 0), (2, 0)]
    assert report(session)["measures"]["tickets"] == 4
    assert "1 id stands in exports of several entries" in said(session)


def test_of_two_tickets_with_one_id_each_opens_its_own(stack: ExitStack, tmp_path: Path) -> None:
    messages = {
        "table": "messages",
        "columns": {"ticket_id": "id", "sent_at": "at", "author": "who"},
        "source": "phone",
    }
    session = opened(
        stack,
        tmp_path,
        ("a.csv", HELPDESK, {"source": "desk"}),
        ("b.csv", PHONE, {"source": "phone"}),
        ("m.csv", "id | at | who\n1001 | 2026-03-02 10:01 | customer", messages),
    )
    asking = session.workspace.asking(session.request("all"))
    listed = behind(session.config.figures, "volume").cases(asking, 10)
    ours = {row["source"]: row["created_at"] for row in listed if row["ticket_id"] == "1001"}
    assert set(ours) == {"desk", "phone"}
    for source, created in ours.items():
        [found] = asking.ask("ticket", ticket_id="1001", source=source)
        assert found["created_at"] == created
        sent = asking.ask("ticket_messages", ticket_id="1001", source=source)
        assert len(sent) == (source == "phone")


def test_surveys_of_two_systems_do_not_supersede_each_other(
    stack: ExitStack, tmp_path: Path
) -> None:
    columns = {
        "ticket_id": "ticket",
        "rated_at": "at",
        "score": {"column": "score", "scale": "1-5"},
    }
    session = opened(
        stack,
        tmp_path,
        ("a.csv", HELPDESK, {}),
        ("b.csv", PHONE, {}),
        *(
            (
                f"s{score}.csv",
                f"ticket | at | score\n1001 | 2026-03-03 0{score}:00 | {score}",
                survey,
            )
            for score, survey in (
                (2, {"table": "ratings", "columns": columns}),
                (5, {"table": "ratings", "columns": columns}),
            )
        ),
    )  # which system each is of nobody said: two tickets may be meant
    assert report(session)["measures"]["csat"]["n"] == 2


def test_entries_that_name_one_source_share_its_tickets(stack: ExitStack, tmp_path: Path) -> None:
    later = "id | created | state\n1001 | 2026-03-01 08:00 | closed"
    source = {"source": "desk"}
    session = opened(
        stack,
        tmp_path,
        ("a.csv", HELPDESK, source),
        ("b.csv", later, source | {"columns": TICKETS | {"status": "state"}}),
    )
    assert sum(n for n, _ in kept(session)) == 2
    assert sum(n for _, n in kept(session)) == 1


def test_a_rating_finds_the_ticket_of_its_own_source(stack: ExitStack, tmp_path: Path) -> None:
    survey = "ticket | at | score\n1001 | 2026-03-03 08:00 | 2\n1002 | 2026-03-03 09:00 | 5"
    columns = {
        "ticket_id": "ticket",
        "rated_at": "at",
        "score": {"column": "score", "scale": "1-5"},
    }
    agents = TICKETS | {"agent": "who"}
    desk_rows = "id | created | who\n1001 | 2026-03-01 08:00 | Ann\n1002 | 2026-03-01 09:00 | Ann"
    phone_rows = "id | created | who\n1001 | 2026-03-01 08:00 | Bob"
    exports = (
        ("a.csv", desk_rows, {"columns": agents, "source": "desk"}),
        ("b.csv", phone_rows, {"columns": agents, "source": "phone"}),
    )
    named = opened(
        stack,
        tmp_path,
        *exports,
        ("s.csv", survey, {"table": "ratings", "columns": columns, "source": "phone"}),
    )
    rated = {a["agent"]: a["rated"] for a in report(named)["agents"]}
    assert (rated["Bob"], rated["Unattributed"]) == (1, 1)  # 1002 is no call
    folder = tmp_path / "unnamed"
    folder.mkdir()
    unnamed = opened(
        stack, folder, *exports, ("s.csv", survey, {"table": "ratings", "columns": columns})
    )
    rated = {a["agent"]: a["rated"] for a in report(unnamed)["agents"]}
    # 1001 stands in both systems: whose it is cannot be told
    assert (rated["Ann"], rated.get("Bob", 0), rated["Unattributed"]) == (1, 0, 1)


UPDATES = """
    id | created | changed | count | state
    1 | 2026-03-01 08:00 | 2026-03-01 12:00 | 3 | closed
    1 | 2026-03-01 08:00 | 2026-03-01 12:00 | 2 | open
    1 | 2026-03-01 08:00 | 2026-03-01 09:00 | 1 | open
    2 | 2026-03-01 08:00 | 2026-03-01 12:00 | 1 | closed
    2 | 2026-03-01 08:00 | 2026-03-01 12:00 | 1 | open
"""


@pytest.mark.parametrize(
    ("updated", "open_still"),
    [
        (None, 2),  # the last row of each id counts: newest first reads as open
        ("changed", 0),  # of equal times the solved one is further
        ({"columns": ["changed", "count"]}, 0),
    ],
)
def test_the_newest_version_counts_whatever_the_order_of_rows(
    updated: Any, open_still: int, stack: ExitStack, tmp_path: Path
) -> None:
    columns = TICKETS | {"status": "state"} | ({"updated_at": updated} if updated else {})
    session = opened(stack, tmp_path, ("u.csv", UPDATES, {"columns": columns}))
    assert kept(session) == [(2, 3)]
    assert report(session)["measures"]["backlog"]["n"] == open_still
    if updated is None:
        told = "3 of 5 rows are versions of a ticket in another row: the last in the file counts; if that is not"
        assert told in said(session)


def test_a_counter_decides_between_versions_of_one_time(stack: ExitStack, tmp_path: Path) -> None:
    reopened = """
        id | created | changed | count | state
        1 | 2026-03-01 08:00 | 2026-03-01 12:00 | 7 | open
        1 | 2026-03-01 08:00 | 2026-03-01 12:00 | 6 | closed
    """
    columns = TICKETS | {"status": "state", "updated_at": {"columns": ["changed", "count"]}}
    session = opened(stack, tmp_path, ("u.csv", reopened, {"columns": columns}))
    assert report(session)["measures"]["backlog"]["n"] == 1  # version 7 is open


CALLS = """
    line | call | created
    A | 501 | 2026-01-05 10:00
    A | 502 | 2026-01-05 10:01
    B | 501 | 2026-01-05 10:03
    B | 502 | 2026-01-05 10:04
"""


def test_one_id_with_other_creation_times_is_no_version(stack: ExitStack, tmp_path: Path) -> None:
    with pytest.raises(ExportsError) as refused:
        opened(stack, tmp_path, ("c.csv", CALLS, {"columns": TICKETS | {"ticket_id": "call"}}))
    words = error_words(refused.value)
    assert (
        '2 ids stand in rows created at different times: "501" in line 2 (2026-01-05 10:00:00)'
        in words
    )
    for one_of_three in ("legs of one call", "events of one ticket", "the wrong column"):
        assert one_of_three in words


def test_two_columns_make_a_key(stack: ExitStack, tmp_path: Path) -> None:
    columns = TICKETS | {"ticket_id": {"columns": ["line", "call"]}}
    session = opened(stack, tmp_path, ("c.csv", CALLS, {"columns": columns}))
    assert kept(session) == [(4, 0)]


def test_a_rows_number_is_an_id_where_no_column_is(stack: ExitStack, tmp_path: Path) -> None:
    columns = TICKETS | {"ticket_id": {"row": True}}
    session = opened(stack, tmp_path, ("c.csv", CALLS, {"columns": columns}))
    assert kept(session) == [(4, 0)]
    assert "each row is a ticket, named by its file and line" in said(session)
    asking = session.workspace.asking(session.request("all"))
    [found] = asking.ask("ticket", ticket_id="c.csv:4", source=None)
    assert (found["source_line"], str(found["created_at"])) == (4, "2026-01-05 10:03:00")


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("ticket_id", {"value": "x"}, "all rows would be one ticket"),
        ("channel", {"columns": ["line", "call"]}, "channel takes one column"),
        ("agent", {"row": True}, "only ticket_id can"),
        ("updated_at", {"columns": ["a", "b", "c"]}, "at most two columns"),
    ],
)
def test_what_can_be_no_key_is_refused(
    name: str, column: Any, words: str, stack: ExitStack, tmp_path: Path
) -> None:
    with refused(ConfigError, match=words):
        opened(stack, tmp_path, ("c.csv", CALLS, {"columns": TICKETS | {name: column}}))


def test_ids_that_a_spreadsheet_rounded_are_no_ids(stack: ExitStack, tmp_path: Path) -> None:
    rows = "id | created\n" + "\n".join(f"{7 + n} | 2026-03-01 08:{n:02d}" for n in range(40))
    session = opened(stack, tmp_path, ("t.csv", rows + "\n2.15E+14 | 2026-03-01 10:00", {}))
    assert kept(session) == [(40, 0)]
    [reject] = session.ledger.rejects
    assert (reject.line, reject.value) == (42, "2.15E+14")
    assert "a spreadsheet rounded this id" in sentence(reject.reason)


def test_ids_that_a_spreadsheet_reshaped_are_what_they_were(desk: Desk) -> None:
    session = desk(
        """ticket_id | created_at | channel | agent
           ="0042" | 2026-03-01 08:00 | email | Ann
           '0043 | 2026-03-01 09:00 | email | Ann
           44.0 | 2026-03-01 10:00 | email | Ann""",
        ratings="ticket_id | rated_at | score\n0042 | 2026-03-02 | 5\n0043 | 2026-03-02 | 5\n44 | 2026-03-02 | 5",
    )
    assert {a["agent"]: a["rated"] for a in report(session)["agents"]}["Ann"] == 3


def test_ratings_that_find_no_ticket_are_told(desk: Desk) -> None:
    session = desk(
        "ticket_id | created_at | channel\n0042 | 2026-03-01 08:00 | email",
        ratings="ticket_id | rated_at | score\n42 | 2026-03-02 | 5",
    )
    [warning] = told(session.ledger.warnings)
    assert warning == (
        "none of the 1 ratings of ratings.csv belongs to a ticket: 42 and 0042 look like one id"
    )


def test_the_customers_last_word_counts_once(desk: Desk) -> None:
    session = desk(
        "ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email\n2 | 2026-03-01 08:00 | email",
        ratings="""
            ticket_id | rated_at | score
            1 | 2026-03-02 09:00 | 5
            1 | 2026-03-02 08:00 | 1
            1 | 2026-03-02 07:00 |
            2 | 2026-03-02 07:00 | 4
        """,
    )
    csat = report(session)["measures"]["csat"]
    assert (csat["n"], csat["mean"]) == (2, 4.5)  # 5 at nine, not 1 at eight; and the 4


def test_what_the_settings_say_of_a_state_counts(stack: ExitStack, tmp_path: Path) -> None:
    rows = "id | created | state\n1 | 2026-03-01 08:00 | Deleted\n2 | 2026-03-01 09:00 | Spam"
    columns = TICKETS | {"status": {"column": "state", "values": {"Deleted": "solved"}}}
    session = opened(stack, tmp_path, ("t.csv", rows, {"columns": columns}))
    assert (session.ledger.files[0].kept, session.ledger.files[0].excluded) == (1, 1)


def test_states_that_say_it_does_not_count_exclude_a_ticket(desk: Desk) -> None:
    rows = "ticket_id | created_at | channel | status\n" + "\n".join(
        f"{n} | 2026-03-01 08:00 | email | {state}"
        for n, state in enumerate(("Closed", "Merged", "Spam", "Duplicate", "Deleted", "open"))
    )
    session = desk(rows)
    assert report(session)["measures"]["tickets"] == 2
    assert session.ledger.files[0].excluded == 4
    assert not session.ledger.rejects


FOLLOWING = TICKETS | {"channel": "via", "follow_up_of": "parent"}


def channels(session: Session) -> dict[str, int]:
    return {row["channel"]: row["volume"]["value"] for row in report(session)["channels"]}


def test_a_follow_up_has_its_parents_channel_also_from_another_file(
    stack: ExitStack, tmp_path: Path
) -> None:
    """1 came by chat in October; 2 follows it up, and 3 follows up 2; the parent of 4 is in no export."""
    october = "id | created | via | parent\n1 | 2026-02-01 08:00 | chat |"
    november = (
        "id | created | via | parent\n2 | 2026-03-01 08:00 | Closed Ticket | 1\n"
        "3 | 2026-03-02 08:00 | Closed Ticket | 2\n4 | 2026-03-02 09:00 | Closed Ticket | 900\n"
        "5 | 2026-03-02 10:00 | mail |"
    )
    shop = {"columns": FOLLOWING, "source": "shop"}
    session = opened(stack, tmp_path, ("a.csv", october, shop), ("b.csv", november, shop))
    assert channels(session) == {"chat": 3, "follow-up": 1, "email": 1}


def test_follow_ups_in_a_ring_keep_their_own_channel(stack: ExitStack, tmp_path: Path) -> None:
    ring = (
        "id | created | via | parent\n1 | 2026-03-01 08:00 | mail | 2\n2 | 2026-03-01 09:00 | chat | 1\n"
        "3 | 2026-03-01 09:00 | phone | 3"
    )
    session = opened(stack, tmp_path, ("a.csv", ring, {"columns": FOLLOWING}))
    assert channels(session) == {"email": 1, "chat": 1, "phone": 1}


def test_a_follow_up_counts_though_it_inherits_the_tag_of_a_merged_ticket(
    stack: ExitStack, tmp_path: Path
) -> None:
    rows = (
        "id | created | Via | Tags\n1 | 2026-03-01 08:00 | Mail | closed_by_merge vip\n"
        "2 | 2026-03-01 09:00 | Closed Ticket | closed_by_merge vip\n3 | 2026-03-01 10:00 | Mail |"
    )
    merged = {"column": "Tags", "contains": "closed_by_merge", "means": "merged"}
    columns = TICKETS | {"channel": "Via"}
    for excluded, counted in (
        (merged, 1),
        (merged | {"unless": {"via": "closed ticket"}}, 2),
    ):
        entry = {"columns": columns | {"excluded": excluded}}
        session = opened(stack, tmp_path, ("a.csv", rows, entry))
        assert sum(channels(session).values()) == counted


@pytest.mark.parametrize("written", ['="0017"', "'0017", "0017.0"])
def test_ids_as_a_spreadsheet_leaves_them_are_read_and_told(
    stack: ExitStack, tmp_path: Path, written: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [{"id": written, "created": "2026-03-01 08:00"}])
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": TICKETS}]})
    session = stack.enter_context(open_session([str(path)], config))
    asking = session.workspace.asking(session.request("all"))
    [found] = behind(session.config.figures, "volume").cases(asking, 10)
    assert found["ticket_id"] == "0017"
    assert f"{written} is read as 0017" in said(session)


def test_a_ticket_that_its_requester_did_not_open_is_an_agents_but_for_a_call(
    stack: ExitStack, tmp_path: Path
) -> None:
    """1 and 4 are the customer's; 2 an agent opened; 3 is a call that an agent wrote down."""
    rows = (
        "id | created | Via | Submitter | Requester\n1 | 2026-03-01 08:00 | Mail | Mia | mia\n"
        "2 | 2026-03-01 09:00 | Mail | Ann | Mia\n3 | 2026-03-01 10:00 | Phone | Ann | Mia\n"
        "4 | 2026-03-01 11:00 | Mail | | Mia"
    )
    opener = {
        "column": "Submitter",
        "other_than": "Requester",
        "means": "agent",
        "unless": {"Via": "phone"},
    }
    columns = TICKETS | {"channel": "Via", "started_by": opener}
    session = opened(stack, tmp_path, ("a.csv", rows, {"columns": columns}))
    asking = session.workspace.asking(session.request("all"))
    listed = behind(session.config.figures, "volume").cases(asking, 10)
    found = {
        row["ticket_id"]: asking.ask("ticket", ticket_id=row["ticket_id"], source=row["source"])
        for row in listed
    }
    assert {key: row["started_by"] for key, [row] in found.items()} == {
        "1": "customer",
        "2": "agent",
        "3": "customer",
        "4": "customer",
    }
