"""What the data say instead of the lead, on tables small enough to check by hand."""

from __future__ import annotations

import datetime as dt

from queries.session import Session
from queries.setup.facts import BotFacts, Facts, UnknownState, facts_of
from tests.conftest import Desk

NIGHT = dt.datetime(2026, 3, 1)


def told(session: Session) -> Facts:
    return facts_of(session, absolute=False)


def at(minutes: float) -> str:
    return f"{NIGHT + dt.timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"


def test_hours_are_those_of_answers_and_solves_and_a_date_alone_is_none(desk: Desk) -> None:
    facts = told(
        desk("""
        ticket_id | created_at       | channel | first_response_at | resolved_at
        1         | 2026-03-01 08:00 | email   | 2026-03-01 09:10  | 2026-03-01 09:50
        2         | 2026-03-01 08:00 | email   | 2026-03-01 17:59  | 2026-03-02
        """)
    )
    # answered at 9 and 17 h, solved at 9 h; the second solve is a day without a time
    assert {hour: n for hour, n in enumerate(facts.zone.hours) if n} == {9: 2, 17: 1}


def test_without_answers_the_customers_hours_have_to_do(desk: Desk) -> None:
    facts = told(desk("ticket_id | created_at | channel\n1 | 2026-03-01 08:30 | email"))
    assert facts.zone.hours[8] == 1
    assert (facts.zone.said, facts.zone.absolute) == (None, False)


def test_states_that_nobody_explained_are_counted(desk: Desk) -> None:
    rows = [
        {
            "ticket_id": n,
            "created_at": at(n),
            "channel": "email",
            "status": word,
            "resolved_at": at(n + 5) if word == "Referred out" else "",
        }
        for n, word in enumerate(["Closed"] * 20 + ["Referred out"] * 2 + ["Waiting on vendor"])
    ]
    assert told(desk(rows)).states == (
        UnknownState("tickets.csv", "status", "Referred out", 2, 2, 2),
        UnknownState("tickets.csv", "status", "Waiting on vendor", 1, 1, 0),
    )


def test_how_much_of_a_channel_is_solved_within_half_an_hour(desk: Desk) -> None:
    facts = told(
        desk("""
        ticket_id | created_at       | channel | resolved_at
        1         | 2026-03-01 08:00 | phone   | 2026-03-01 08:30
        2         | 2026-03-01 08:00 | phone   | 2026-03-01 08:31
        3         | 2026-03-01 08:00 | phone   |
        4         | 2026-03-01 08:00 | Hotline | 2026-03-01 08:01
        """)
    )
    found = {c.name: (c.channel_class, c.n, c.solved, c.at_once) for c in facts.channels}
    assert found == {"phone": ("live", 3, 2, 1), "Hotline": ("unknown", 1, 1, 1)}


def answers(name: str, channel: str, seconds: list[float]) -> list[dict[str, object]]:
    """Return a ticket for each first answer."""
    return [
        {
            "ticket_id": f"{name}-{n}",
            "created_at": at(n),
            "channel": channel,
            "agent": name,
            "first_response_at": at(n + wait / 60),
        }
        for n, wait in enumerate(seconds)
    ]


def test_who_answers_fast_and_evenly_is_a_bot_and_a_fast_person_is_none(desk: Desk) -> None:
    rows = [
        *answers("z2w_x", "email", [12.0] * 20),
        *answers(
            "Ana", "email", [5.0] * 12 + [50.0] * 8
        ),  # as fast, but p90 is more than twice the median
        *answers("Ben", "email", [12.0] * 19),  # too few
        *answers("Cleo", "chat", [20.0] * 20),  # on chat a person is as fast
        *answers("Dana", "phone", [2.0] * 40),  # whoever picks up is no machine
        *answers("Order bot", "email", [900.0]),  # called so
        *answers("Abbot Ives", "email", [900.0]),  # no word of its own
    ]
    assert told(desk(rows)).bots == (
        BotFacts("z2w_x", 20, 12.0, 12.0, by_name=False),
        BotFacts("Order bot", 1, 900.0, 900.0, by_name=True),
    )


def test_messages_tell_who_answered_first_where_there_are_any(desk: Desk) -> None:
    tickets = [
        {"ticket_id": n, "created_at": at(n), "channel": "email", "agent": "Ana"} for n in range(25)
    ]
    messages = [
        {"ticket_id": n, "sent_at": at(n + minutes), "author": author, "agent": agent}
        for n in range(25)
        for minutes, author, agent in (
            (0, "customer", ""),
            (0.5, "agent", "4ggo"),
            (90, "agent", "Ana"),
        )
    ]
    assert told(desk(tickets, messages=messages)).bots == (
        BotFacts("4ggo", 25, 30.0, 30.0, by_name=False),
    )
