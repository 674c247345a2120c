"""Reference values: by hand, and of a made shop without random numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from queries.changed.ask import behind_slice, what_changed
from queries.changed.facts import Changed
from queries.changed.ground import ground_of_shares
from queries.changed.share import changed_share
from queries.changed.sums import Span
from queries.config import load_config
from queries.session import open_session
from tests.conftest import Desk
from tests.queries.changed.table import Case, held_cases

MONDAY = dt.date(2026, 1, 5)


def by_name(found: Changed, dimension: str) -> dict[str | None, float]:
    """Return the points of each part of a table, of 100."""
    return {
        one.part.name: round(one.points * 100, 6)
        for one in found.tables[dimension].slices  # type: ignore[index]
    }


def test_by_hand(desk: Desk) -> None:
    # Before: email 60 of 100 in time, chat 90 of 100. Now: email 60 of 120 (other 50 of 80, strike 10 of 40), chat 72
    # of 80. All on a Wednesday at 10.
    rows: list[dict[str, object]] = []

    def add(day: str, channel: str, reason: str, n: int, good: int) -> None:
        for i in range(n):
            answered = "10:01" if i < good else "23:00"
            rows.append(
                {
                    "ticket_id": f"T{len(rows)}",
                    "created_at": f"{day} 10:00",
                    "channel": channel,
                    "agent": "Ann",
                    "reason": reason,
                    "first_response_at": f"{day} {answered}",
                }
            )

    add("2026-03-04", "email", "other", 100, 60)
    add("2026-03-04", "chat", "other", 100, 90)
    add("2026-03-11", "email", "other", 80, 50)
    add("2026-03-11", "email", "strike", 40, 10)
    add("2026-03-11", "chat", "other", 80, 72)
    session = desk(rows)
    request = session.request("2026-03-11..2026-03-11")
    request = type(request)(
        **{name: getattr(request, name) for name in request.__slots__}
        | {
            "before": session.request("2026-03-04..2026-03-04").period,
            "before_as_of": request.as_of,
        }
    )
    found = what_changed(session.workspace, request, session.config.figures, 4)[0]
    assert (found.before, found.now) == (0.75, 0.66)
    assert (found.n_before, found.n_now) == (200, 200)
    assert found.mix * 100 == pytest.approx(-3)  # slower: −6
    assert by_name(found, "channel") == {"email": -6.0, "chat": 0.0}
    # strike 10 − 24 promised, of 200; other 50 − 48 on email, 0 on chat
    assert by_name(found, "reason") == {"strike": -7.0, "other": 1.0}
    # (.6 − .5)(.6 − .75) = −1.5 on email, (.4 − .5)(.9 − .75) = −1.5 on chat
    assert found.mix_of_channels * 100 == pytest.approx(-3)
    assert found.verdict == "too_few_weeks"


OPEN = """
    ticket_id | created_at       | channel | reason | resolved_at      | status
    1         | 2026-03-03 09:00 | email   |        | 2026-03-10 10:00 | solved
    2         | 2026-03-04 09:00 | email   | refund |                  | open
    3         | 2026-03-10 09:00 | chat    | refund | 2026-03-10 09:30 | solved
    4         | 2026-03-11 09:00 | chat    |        |                  | open
    5         | 2026-03-12 09:00 | email   | refund | 2026-03-13 09:00 | solved
    6         | 2026-03-15 09:00 | email   | refund |                  | pending
"""


def test_what_is_open_is_what_was_and_what_came_less_what_was_closed(desk: Desk) -> None:
    # When 9 March began 1 and 2 were open; 3, 4, 5 and 6 came; 1, 3 and 5 were closed: 2 + 4 − 3 = 3.
    session = desk(OPEN)
    request = session.request("2026-03-09..2026-03-15")
    card = session.scorecard(request)
    [found] = what_changed(session.workspace, request, session.config.figures, 4, ["backlog"])
    assert (found.before, found.now, found.verdict) == (2, 3, "counted")
    assert found.now == card.measures["backlog"].n
    flows = {
        dimension: [(one.part.name, one.came, one.gone, one.points, one.n) for one in table.slices]
        for dimension, table in found.tables.items()
    }
    assert flows["channel"] == [("chat", 2, 1, 1, 1), ("email", 2, 2, 0, 2)]
    assert sorted(flows["reason"], key=str) == [("refund", 3, 2, 1, 2), (None, 1, 1, 0, 1)]
    # The one week, then what is older: 2 is open still.
    assert flows["week"] == [(None, 4, 3, 1, 2), (None, 0, 0, 0, 1)]
    for table in found.tables.values():
        assert sum(one.points for one in table.slices) == found.by
        for one in table.slices:
            of, behind = behind_slice(request, session.config.figures, found, one)
            assert len(behind.cases(session.workspace.asking(of), 10)) == one.n


RATED = [("refund", 5), ("refund", 1), ("order", 5), ("order", 4), (None, 2)]


def test_csat_is_told_by_the_reason_of_the_rated_ticket(desk: Desk) -> None:
    # Before: all five were good. Now: of two for refund one is low, of two for order none, the one without is low.
    rows = [
        {
            "ticket_id": f"{month}{place}",
            "created_at": f"2026-{month}-01 10:00",
            "channel": "email",
            "reason": reason,
            "csat": 5 if month == "02" else score,
            "csat_at": f"2026-{month}-01 10:00",
        }
        for month in ("02", "03")
        for place, (reason, score) in enumerate(RATED)
    ]
    session = desk(rows)
    request = session.request("2026-03")
    [found] = what_changed(session.workspace, request, session.config.figures, 4, ["csat"])
    # −2 of 5: −1 for refund, −1 without a reason.
    assert by_name(found, "reason") == {"refund": -20.0, None: -20.0, "order": 0.0}
    assert {one.part.name: (one.n, one.late) for one in found.tables["reason"].slices} == {
        "refund": (2, 1),
        None: (1, 1),
        "order": (2, 0),
    }
    for one in found.tables["reason"].slices:
        of, behind = behind_slice(request, session.config.figures, found, one)
        assert len(behind.cases(session.workspace.asking(of), 10)) == one.n


def made(*, planted: bool) -> list[Case]:
    """112 days from a Monday: at 10 twelve emails and eight chats, of which the first few are late."""
    cases: list[Case] = []
    for day in range(112):
        late_emails, late_chats = (3 * day + day // 7) % 5, day % 2
        if planted and 91 <= day < 98:
            late_emails = 11
        p = 1 if day >= 84 else 0 if day >= 56 else -1
        instant = dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(10))
        for channel, n, late in (("email", 12, late_emails), ("chat", 8, late_chats)):
            for i in range(n):
                agent, reason = "x" if i % 3 else "y", "a" if i % 2 else "b"
                place = (p, instant, day, day % 7, 10)
                cases.append((*place, channel, agent, reason, int(i >= late)))
    return cases


def told(*, planted: bool) -> Changed:
    with held_cases(made(planted=planted), Span(MONDAY, 56, 84, 84, 112)) as held:
        return changed_share(held, "first_response_time", 4, "late")


def test_without_random_numbers_and_nothing_planted() -> None:
    found = told(planted=False)
    assert found.by is not None
    assert found.by * 100 == pytest.approx(-0.714286, abs=1e-6)
    assert found.mix == pytest.approx(0)
    assert (found.verdict, found.causes) == ("nothing", ())
    assert by_name(found, "channel") == {"email": -0.714286, "chat": 0.0}
    assert by_name(found, "reason") == {"a": -0.357143, "b": -0.357143}


def test_the_noise_of_that_shop_is_that_of_its_weekdays() -> None:
    span = Span(MONDAY, 56, 84, 84, 112)
    with held_cases(made(planted=False), span) as held:
        noise = ground_of_shares(*held.all_sums(), span).noise
    assert noise.daily == pytest.approx(2.3060933931, abs=1e-9)
    assert noise.weekly == pytest.approx(2.3060933931, abs=1e-9)


def test_without_random_numbers_a_planted_week() -> None:
    found = told(planted=True)
    assert found.by is not None
    assert found.by * 100 == pytest.approx(-11.785714, abs=1e-6)
    [cause] = found.causes
    part = cause.slice.part
    assert (part.kind, part.first, part.past) == (
        "days",
        MONDAY + dt.timedelta(days=91),
        MONDAY + dt.timedelta(days=98),
    )
    assert cause.slice.points * 100 == pytest.approx(-11.428571, abs=1e-6)
    assert cause.slice.late - cause.slice.promised == pytest.approx(64)
    assert cause.z == pytest.approx(-9.8674, abs=5e-5)
    assert cause.chance == pytest.approx(8.0909e-07, rel=1e-4)
    assert found.rest * 100 == pytest.approx(-0.357143, abs=1e-6)
    weeks = [round(one.points * 100, 6) for one in found.tables["week"].slices]
    assert weeks == [-0.357143, -11.428571, 0, 0, 0]  # the last is the period before
    assert by_name(found, "reason") == {"b": -6.25, "a": -5.535714}
    assert by_name(found, "agent") == {"x": -7.857143, "y": -3.928571}


def test_on_the_sample_it_was_the_week_of_the_strike_and_every_line_opens_its_tickets() -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        request = session.request("28d")
        card = session.scorecard(request)
        found = {
            one.figure: one for one in what_changed(session.workspace, request, config.figures, 4)
        }
        response = found["first_response_time"]
        assert response.now == card.within.share("first_response_time", 4)[0]
        assert response.before == card.within.share("first_response_time", 4, "before")[0]
        [cause] = response.causes
        part = cause.slice.part
        assert (part.kind, part.first, part.past) == ("days", dt.date(2026, 11, 2), dt.date(2026, 11, 9))  # fmt: skip
        assert [found[key].verdict for key in ("resolution_time", "csat", "answered_share")] == [
            "nothing"
        ] * 3
        for changed in found.values():
            for table in changed.tables.values():
                for one in table.slices:
                    of, behind = behind_slice(request, config.figures, changed, one)
                    rows = behind.cases(session.workspace.asking(of), 1)
                    assert (rows[0]["total"] if rows else 0) == one.n, (changed.figure, one)
