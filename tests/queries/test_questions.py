"""Each question on a table small enough to check by hand; the value stands in the comment."""

from __future__ import annotations

import pytest

from queries.behind import behind
from queries.inside.hours import WrittenHour, uncovered_hours, written_in
from tests.conftest import Desk, ask, ask_of, report

# Data end: 2026-03-02 12:00 (the last instant anywhere).
WAITS = """
ticket_id | created_at       | channel | agent | first_response_at | resolved_at      | agent_replies | csat
1         | 2026-03-01 08:00 | email   | Ana   | 2026-03-01 09:00  | 2026-03-01 10:00 | 1             | 5
2         | 2026-03-01 08:00 | email   | Ana   | 2026-03-01 10:00  | 2026-03-01 12:00 | 2             | 4
3         | 2026-03-01 08:00 | email   | Ben   | 2026-03-01 12:00  | 2026-03-02 12:00 | 3             | 2
4         | 2026-03-02 06:00 | email   | Ben   |                   |                  | 0             |
5         | 2026-03-02 11:00 | chat    | Ben   | 2026-03-02 11:05  | 2026-03-02 11:10 | 1             |
6         | 2026-03-01 11:00 | chat    |       |                   | 2026-03-01 11:30 | 0             |
"""
HOUR = 3600.0


def test_first_response_is_of_the_answered_and_who_waits_stands_beside(desk: Desk) -> None:
    email = {row["name"]: row for row in ask(desk(WAITS), "first_response", by="channel")}["email"]
    # As the helpdesk shows it: 1 h, 2 h, 4 h; ticket 4 waits since 6 h.
    assert (email["n"], email["median"]) == (3, 2 * HOUR)
    assert email["mean"] == pytest.approx(7 / 3 * HOUR)
    assert (email["unanswered"], email["oldest_unanswered"]) == (1, 6 * HOUR)


def test_strict_counts_who_still_waits_at_their_age(desk: Desk) -> None:
    session = desk(WAITS, definitions={"use": "strict"})
    email = {row["name"]: row for row in ask(session, "first_response", by="channel")}["email"]
    # 1 h, 2 h, 4 h and ticket 4 at 6 h: median (2 + 4) / 2 = 3 h, mean 13 / 4 = 3.25 h
    assert (email["n"], email["median"], email["mean"]) == (4, 3 * HOUR, 3.25 * HOUR)


def test_a_ticket_closed_without_a_reply_is_counted_beside_the_first_response(desk: Desk) -> None:
    chat = {row["name"]: row for row in ask(desk(WAITS), "first_response", by="channel")}["chat"]
    assert (chat["n"], chat["median"], chat["closed_unanswered"]) == (
        1,
        300.0,
        1,
    )  # 5 min; ticket 6


def test_the_guide_leaves_the_unanswered_out_and_takes_the_mean(desk: Desk) -> None:
    session = desk(WAITS, definitions={"use": "guide"})
    email = {row["name"]: row for row in ask(session, "first_response", by="channel")}["email"]
    # (1 + 2 + 4) / 3 h
    assert (email["n"], email["value"]) == (3, pytest.approx(7 / 3 * HOUR))


def test_strict_takes_the_80th_percentile(desk: Desk) -> None:
    session = desk(WAITS, definitions={"use": "strict"})
    email = {row["name"]: row for row in ask(session, "first_response", by="channel")}["email"]
    assert email["value"] == pytest.approx(4.8 * HOUR)  # 1, 2, 4, 6 h: 4 + .4 × 2


def test_a_ticket_younger_than_a_bound_is_not_held_against_it(desk: Desk) -> None:
    email = {row["name"]: row for row in ask(desk(WAITS), "reach", by="channel")}["email"]
    # 1 h, 2 h, 4 h, and ticket 4, which waits since 6 h: late at 1 h (level 5) and 4 h (level 4), at 24 h and 2 d
    # not known. Within are: none in under 1 h; 1 h and 2 h in under 4 h; all three within 24 h and 2 d.
    assert email["response_graded"] == 4
    shares = {level: (email[f"response_within_{level}"], email[f"response_known_{level}"]) for level in (5, 4, 3, 2)}  # fmt: skip
    assert shares == {5: (0, 4), 4: (2, 4), 3: (3, 3), 2: (3, 3)}


def test_answered_share_asks_of_closed_and_day_old_tickets(desk: Desk) -> None:
    rows = {row["name"]: row for row in ask(desk(WAITS), "tickets", by="channel")}
    assert (rows["email"]["answered_n"], rows["email"]["answered_share"]) == (
        3,
        1.0,
    )  # ticket 4 is 6 h old and open
    assert (rows["chat"]["answered_n"], rows["chat"]["answered_share"]) == (
        2,
        0.5,
    )  # ticket 6: closed, no reply


def test_resolution_is_of_the_solved_and_strict_counts_the_others_at_their_age(desk: Desk) -> None:
    email = {row["name"]: row for row in ask(desk(WAITS), "resolution", by="channel")}["email"]
    # 2 h, 4 h, 28 h; ticket 4 is 6 h old and not solved
    assert (email["n"], email["median"]) == (3, 4 * HOUR)
    assert email["mean"] == pytest.approx(34 / 3 * HOUR)
    assert (email["solved"], email["unsolved"]) == (3, 1)
    session = desk(WAITS, definitions={"use": "strict"})
    email = {row["name"]: row for row in ask(session, "resolution", by="channel")}["email"]
    # 2 h, 4 h, 28 h and ticket 4 at 6 h: median 5 h, mean 10 h
    assert (email["n"], email["median"], email["mean"]) == (4, 5 * HOUR, 10 * HOUR)


def test_resolution_by_closing_date_counts_what_closed_in_the_period(desk: Desk) -> None:
    session = desk(WAITS, definitions={"use": "guide"})
    row = ask(session, "resolution", "2026-03-02..2026-03-02", by="all")[0]
    assert (row["n"], row["mean"]) == (2, pytest.approx((28 * HOUR + 600) / 2))  # tickets 3 and 5


def test_one_touch_is_one_reply_and_no_reopening(desk: Desk) -> None:
    row = ask(desk(WAITS), "tickets", by="all")[0]
    assert (row["one_touch_n"], row["one_touch_k"], row["one_touch_share"]) == (
        5,
        2,
        0.4,
    )  # tickets 1 and 5 of 5 solved
    guide = ask(desk(WAITS, definitions={"use": "guide"}), "tickets", by="all")[0]
    assert (guide["one_touch_n"], guide["one_touch_share"]) == (6, pytest.approx(2 / 6))


def test_csat_counts_fours_and_fives(desk: Desk) -> None:
    row = ask(desk(WAITS), "csat", by="all")[0]
    assert (row["n"], row["share"], row["mean"]) == (3, pytest.approx(2 / 3), pytest.approx(11 / 3))
    assert (row["three_or_more"], row["fives"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert row["response_rate"] is None  # nobody exported who was asked


def test_csat_response_rate_needs_the_unanswered_surveys(desk: Desk) -> None:
    session = desk(
        WAITS.replace("csat", "other"),
        ratings="""
        ticket_id | rated_at         | score | agent
        1         | 2026-03-01 11:00 | 5     | Ana
        2         | 2026-03-01 13:00 |       |
        3         | 2026-03-02 12:00 | 3     |
        5         | 2026-03-02 12:00 |       |
    """,
    )
    row = ask(session, "csat", by="all")[0]
    assert (row["n"], row["asked"], row["response_rate"]) == (2, 4, 0.5)


def test_a_rating_is_of_whoever_replied_last_before_it(desk: Desk) -> None:
    session = desk(
        WAITS,
        messages="""
        ticket_id | sent_at          | author   | agent
        1         | 2026-03-01 08:00 | customer |
        1         | 2026-03-01 09:00 | agent    | Ben
        2         | 2026-03-01 13:00 | agent    | Ben
    """,
    )
    rows = {row["name"]: row["n"] for row in ask(session, "csat", by="agent")}
    # Ticket 1: Ben replied. Ticket 2: Ben only after the rating (solved 12:00), so its agent Ana.
    assert rows == {"Ana": 1, "Ben": 2}


def test_agents_are_ordered_by_the_shrunken_share_with_wilson_intervals(desk: Desk) -> None:
    rows = [
        {
            "ticket_id": i,
            "created_at": "2026-03-01 08:00",
            "channel": "email",
            "agent": "Ana" if i <= 10 else "Ben",
            "csat": 1 if i in (1, 2) or i == 11 else 5,
        }
        for i in range(1, 14)
    ]
    session = desk(rows)
    found = {row["name"]: row for row in ask(session, "csat", by="agent")}
    ana = found["Ana"]
    assert (ana["good"], ana["n"]) == (8, 10)
    assert ana["low"] == pytest.approx(0.4901624715, abs=1e-10)  # Wilson, 8 of 10
    assert ana["high"] == pytest.approx(0.9433178485, abs=1e-10)
    assert ana["shrunken"] == pytest.approx((8 + 20 * 10 / 13) / 30)
    agents = [(a["agent"], a["too_few"]) for a in report(session)["agents"]]
    assert agents[:2] == [("Ana", False), ("Ben", True)]


def test_abandonment_is_read_from_the_export_or_from_the_messages(desk: Desk) -> None:
    exported = desk("""
        ticket_id | created_at       | channel | abandoned
        1         | 2026-03-01 08:00 | phone   | yes
        2         | 2026-03-01 08:00 | phone   | no
        3         | 2026-03-01 08:00 | email   | yes
    """)
    assert ask(exported, "tickets")[0]["abandoned_share"] == 0.5  # email is not live


def test_abandonment_from_messages_needs_silence_of_the_team(desk: Desk) -> None:
    session = desk(
        WAITS,
        messages="""
        ticket_id | sent_at          | author   | agent
        5         | 2026-03-02 11:00 | customer |
        5         | 2026-03-02 11:05 | agent    | Ben
        6         | 2026-03-01 11:00 | customer |
    """,
    )
    row = ask(session, "tickets")[0]
    assert (row["abandoned_n"], row["abandoned_k"]) == (
        2,
        1,
    )  # ticket 6: closed, only the customer wrote


def test_abandonment_that_nobody_exports_is_not_measured(desk: Desk) -> None:
    row = ask(desk(WAITS), "tickets")[0]
    assert (row["abandoned_n"], row["abandoned_share"]) == (0, None)


def test_volume_counts_by_channel_and_reason(desk: Desk) -> None:
    session = desk(WAITS.replace("agent_replies", "reason"))
    assert {row["name"]: row["contacts"] for row in ask(session, "tickets", by="channel")} == {
        "email": 4,
        "chat": 2,
    }
    reasons = {row["name"]: row["contacts"] for row in ask(session, "tickets", by="reason")}
    assert reasons == {"0": 2, "1": 2, "2": 1, "3": 1}


def test_backlog_is_what_is_open_at_the_end_of_the_period(desk: Desk) -> None:
    row = ask(desk(WAITS), "backlog", "2026-03-01..2026-03-01")[0]
    # At midnight ticket 3 (solved the next day) is 16 h old; ticket 4 does not exist yet.
    assert (row["n"], row["oldest"]) == (1, 16 * HOUR)


def test_channels_in_use_have_their_share_of_contacts(desk: Desk) -> None:
    rows = [
        (r["channel"], r["channel_class"], r["contacts"])
        for r in ask(desk(WAITS), "channels_in_use", days=90)
    ]
    assert rows == [("email", "email", 4), ("chat", "live", 2)]


def test_an_hour_is_covered_when_somebody_replied_in_half_of_the_weeks(desk: Desk) -> None:
    # Mondays 9 h: asked in 4 weeks, replied in 2: covered. Mondays 20 h: asked in 2, replied in 0.
    rows = []
    for week, day in enumerate(("02", "09", "16", "23")):
        answered = f"2026-03-{day} 09:30" if week < 2 else f"2026-03-{day} 15:00"
        rows.append(
            {
                "ticket_id": f"a{week}",
                "created_at": f"2026-03-{day} 09:00",
                "channel": "email",
                "first_response_at": answered,
            }
        )
        if week < 2:
            rows.append(
                {
                    "ticket_id": f"b{week}",
                    "created_at": f"2026-03-{day} 20:00",
                    "channel": "email",
                    "first_response_at": "",
                }
            )
    session = desk(rows)
    row = ask(session, "coverage", by="all")[0]
    assert (row["hours"], row["covered"], row["from_messages"]) == (2, 1, False)
    assert row["value"] == 1 / 168  # of all hours of the week: round the clock is all of them
    assert row["written"] == [
        {"hour": 9, "weeks": 4, "answered": 2, "covered": True},
        {"hour": 20, "weeks": 2, "answered": 0, "covered": False},
    ]


def test_behind_an_uncovered_hour_are_the_tickets_on_which_customers_wrote_then(desk: Desk) -> None:
    # Ann answers at 9 h. Customers write on Mondays at 9 and at 20 h in three weeks; at 20 h on a ticket of their
    # own in two weeks (b0, b1), and once more on those of 9 h in all three (a0, a1, a2).
    tickets, messages = [], []
    for week, day in enumerate(("02", "09", "16")):
        for name, hour in (("a", 9), ("b", 20)):
            if (name, week) == ("b", 2):
                continue
            at = f"2026-03-{day} {hour:02d}:00"
            tickets.append({"ticket_id": f"{name}{week}", "created_at": at, "channel": "email"})
            messages.append({"ticket_id": f"{name}{week}", "sent_at": at, "author": "customer"})
        for hour, author in ((9, "agent"), (20, "customer")):
            at = f"2026-03-{day} {hour:02d}:30"
            messages.append({"ticket_id": f"a{week}", "sent_at": at, "author": author})
    session = desk(tickets, messages=messages)
    asking = session.workspace.asking(session.request("all"))
    assert uncovered_hours(asking) == (WrittenHour(hour=20, n=5, weeks=3, answered=0),)
    listed = written_in(session.config.figures, 20).cases(asking, 10)
    assert {row["ticket_id"] for row in listed} == {"a0", "a1", "a2", "b0", "b1"}


def test_a_reason_asks_where_an_order_is_by_the_words_of_the_settings(desk: Desk) -> None:
    reasons = ["Shipping::Where is my order", "ORDER_STATUS", "Refund", "Where do you ship to", ""]
    session = desk(
        [
            {"ticket_id": n, "created_at": "2026-03-02 09:00", "channel": "email", "reason": reason}
            for n, reason in enumerate(reasons)
        ]
    )
    [row] = ask(session, "order_questions")
    assert (row["k"], row["n"], row["value"]) == (2, 4, 0.5)
    listed = behind(session.config.figures, "order_questions_share").cases(
        session.workspace.asking(session.request("all")), 10
    )
    assert {row["ticket_id"] for row in listed if row["measured"]} == {"0", "1"}
    assert len(listed) == 4


def test_the_speed_promise_counts_who_waits_longer_as_missed(desk: Desk) -> None:
    rows = {int(row["name"]): row for row in ask(desk(WAITS), "answered_within")}
    assert (rows[900]["n"], rows[900]["value"]) == (
        5,
        0.2,
    )  # 5 min of 5 min, 1, 2, 4 h, waiting 6 h
    assert (rows[14400]["n"], rows[14400]["value"]) == (5, 0.8)
    assert (rows[86400]["n"], rows[86400]["value"]) == (4, 1.0)  # ticket 4 is not a day old


def test_self_service_is_what_a_bot_settled_alone(desk: Desk) -> None:
    session = desk("""
        ticket_id | created_at       | channel | status | handled_by | agent_replies
        1         | 2026-03-01 08:00 | chat    | solved | bot        | 0
        2         | 2026-03-01 08:00 | chat    | solved | human      | 1
        3         | 2026-03-01 08:00 | chat    | solved | bot        | 2
        4         | 2026-03-01 08:00 | chat    | open   | bot        | 0
    """)
    row = ask(session, "tickets")[0]
    assert (row["self_served_n"], row["self_served_k"], row["self_served_share"]) == (4, 1, 0.25)
    unknown = desk("ticket_id | created_at\n 1 | 2026-03-01 08:00")
    assert ask(unknown, "tickets")[0]["self_served_share"] is None


def test_proactive_chats_are_those_the_team_begins(desk: Desk) -> None:
    session = desk("""
        ticket_id | created_at       | channel | started_by
        1         | 2026-03-01 08:00 | chat    | agent
        2         | 2026-03-01 08:00 | chat    | customer
        3         | 2026-03-01 08:00 | email   | agent
    """)
    assert ask(session, "tickets")[0]["begun_share"] == 0.5
    excluded = {(row["code"], row["what"]): row["n"] for row in ask(session, "exclusions")}
    assert excluded == {("started_by", "agent"): 2}


def test_excluded_tickets_count_nowhere_and_are_named(desk: Desk) -> None:
    session = desk("""
        ticket_id | created_at       | channel | excluded
        1         | 2026-03-01 08:00 | email   | spam
        2         | 2026-03-01 08:00 | email   |
    """)
    assert ask(session, "tickets")[0]["contacts"] == 1
    assert session.ledger.files[0].excluded == 1
    assert {(row["code"], row["what"]): row["n"] for row in ask(session, "exclusions")} == {
        ("excluded", "spam"): 1
    }


def test_the_extent_is_the_first_and_the_last_instant_of_all_tables(desk: Desk) -> None:
    extent = desk(WAITS).workspace.extent
    assert extent is not None
    assert (str(extent.start), str(extent.end)) == ("2026-03-01 08:00:00", "2026-03-02 12:00:00")
    assert (
        str(extent.last_created) == "2026-03-02 11:00:00"
    )  # from which periods count back: ticket 5


def test_a_filter_holds_for_every_question(desk: Desk) -> None:
    session = desk(WAITS)
    request = session.request("all", agent="Ben")
    assert ask_of(session, request, "tickets")[0]["contacts"] == 3
    assert ask_of(session, request, "csat")[0]["n"] == 1
