"""Each doubt: a made export that raises it, and its twin that does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from queries.doubts import SETS_APART, Doubt, doubts
from queries.session import Session
from tests.conftest import Desk
from tui import words

BEGIN = datetime(2026, 3, 1, 8)
N = 40
Change = Callable[[int], dict[str, Any]]


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def tickets(change: Change) -> list[dict[str, Any]]:
    """Return forty tickets of Ann and Bob, three hours apart: answered in half an hour, solved in two hours."""
    rows = []
    for i in range(N):
        created = BEGIN + timedelta(hours=3 * i)
        row: dict[str, Any] = {
            "ticket_id": f"T{i}",
            "created_at": created,
            "channel": "email",
            "agent": ("Ann", "Bob")[i % 2],
            "status": "solved",
            "first_response_at": created + timedelta(minutes=30),
            "resolved_at": created + timedelta(hours=2),
            "reopens": 0,
            "csat": 5 if i % 4 < 2 else "",
        }
        row |= change(i)
        for name, after in row.items():
            if isinstance(after, timedelta):
                row[name] = created + after
        rows.append({k: written(v) if isinstance(v, datetime) else v for k, v in row.items()})
    return rows


def raised(session: Session) -> dict[str, Doubt]:
    card = session.look_again(session.scorecard(session.request("all")))
    assert card.look is not None
    for doubt in card.look.doubts:
        assert words.doubt(card, doubt)
        if doubt.entry:  # the list behind it holds exactly its tickets
            asking = session.workspace.asking(card.request)
            listed = doubt.cases(asking, 1000)
            assert len(listed) == doubt.k == listed[0]["total"]
    return {doubt.key: doubt for doubt in card.look.doubts}


def seconds(n: float) -> timedelta:
    return timedelta(seconds=n)


def nothing(_: int) -> dict[str, Any]:
    return {}


def unread(i: int) -> dict[str, Any]:
    return {"first_response_at": "", "csat": ""} if i % 2 else {}


DOUBTFUL: dict[str, tuple[Change, Change, int, dict[str, Any]]] = {
    # doubt: what raises it, its twin, how many tickets are doubtful, settings
    "instant_answers": (
        lambda i: {"channel": "chat", "first_response_at": seconds(2 if i % 2 else 90)},
        lambda i: {"channel": "chat", "first_response_at": seconds(20 if i % 2 else 90)},
        20,
        {},
    ),
    "instant_letters": (
        lambda i: {"first_response_at": seconds(8)},
        lambda i: {"first_response_at": seconds(30)},
        40,
        {},
    ),
    "solved_and_reopened": (
        lambda i: {"resolved_at": seconds(60), "reopens": 1} if i < 12 else {},
        lambda i: {"resolved_at": seconds(60)} if i < 12 else {"reopens": 1},
        12,
        {},
    ),
    "closed_unread": (unread, nothing, 20, {}),
    "closed_in_bulk": (
        lambda i: unread(i) | ({"resolved_at": datetime(2026, 3, 7, 9, 0, i)} if i % 2 else {}),
        unread,
        20,
        {},
    ),
    "closed_before_a_bound": (
        # Level 3 asks email within 24 h: closed after 23 h.
        lambda i: unread(i) | ({"resolved_at": timedelta(hours=23)} if i % 2 else {}),
        lambda i: unread(i) | ({"resolved_at": timedelta(hours=25)} if i % 2 else {}),
        20,
        {},
    ),
    "answered_long_after": (
        lambda i: {"first_response_at": timedelta(days=929), "resolved_at": timedelta(days=930)},
        lambda i: {"first_response_at": timedelta(days=6), "resolved_at": timedelta(days=7)},
        40,
        {},
    ),
    "no_customers_channel": (
        lambda i: {"channel": "back office" if i % 2 else "email"},
        lambda i: {"channel": "front office" if i % 2 else "email"},
        20,
        {
            "channels": {
                "names": {"back office": {"class": "none"}, "front office": {"class": "email"}}
            }
        },
    ),
    "live_as_case": (
        lambda i: {"channel": "chat"},
        lambda i: {"channel": "chat", "resolved_at": timedelta(hours=20)},
        40,
        {"channels": {"names": {"chat": {"class": "live", "resolution": "case"}}}},
    ),
    "few_surveys": (
        lambda i: {"csat": 5 if i % 2 == 0 or i == 1 else ""},
        lambda i: {"csat": 5 if i % 4 < 2 else ""},
        19,
        {},
    ),
}


@pytest.mark.short(3)
@pytest.mark.parametrize("key", DOUBTFUL)
def test_a_doubt_is_raised_and_its_twin_is_not(desk: Desk, key: str) -> None:
    doubtful, innocent, k, settings = DOUBTFUL[key]
    found = raised(desk(tickets(doubtful), **settings))
    assert found[key].k == k
    assert key not in raised(desk(tickets(innocent), **settings))


def test_an_ordinary_team_is_not_doubted(desk: Desk) -> None:
    assert raised(desk(tickets(nothing))) == {}


def test_definition_sets_two_levels_apart_are_a_doubt(desk: Desk) -> None:
    session = desk(tickets(nothing))
    asking = session.workspace.asking(session.request("all"))
    assert [doubt.key for doubt in doubts(asking, [5, 3, 4])] == [SETS_APART]
    assert doubts(asking, [4, 3, None]) == ()
