"""An agent who is called as a row is called stands alone: whose a row is says a code, and no name."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from queries.figures.measure import BOTS, NOBODY
from queries.scope import Filter
from queries.session import Session
from tests.conftest import Desk as Tables
from tui.drill import drill
from tui.options import filter_of
from tui.panes.agents import view
from tui.panes.targets import OpenAgent, OpenMeasure
from tui.report.json_report import snapshot
from tui.report.markdown import markdown
from tui.screens.filters import choices, turned
from tui.widgets.lines import View

DAY = "2026-11-09"
ANSWERED = f"{DAY} 10:00 | {DAY} 11:00 | solved"
# By whose a row is, and what it is called where that says so: ratings, share, tickets. Two people bear the names of
# rows; Milo is a bot.
HAVE = {
    ("agent", "Bots"): (2, 1.0, 2),
    ("agent", "Unattributed"): (3, 0.0, 3),
    ("bots", "Bots"): (1, 1.0, 1),
    ("nobody", "Unattributed"): (4, 0.0, 4),
}
CALLED = {"“Bots”": 2, "“Unattributed”": 3, "Bots": 1, "Unattributed": 4}  # and of how many ratings


@pytest.fixture
def session(desk: Tables) -> Session:
    rows = [
        *[f"Bots         | {ANSWERED} | 5"] * 2,
        *[f"Unattributed | {ANSWERED} | 1"] * 3,
        *[f"Milo         | {ANSWERED} | 5"],
        *[f"             | {ANSWERED} | 1"] * 4,
    ]
    head = "ticket_id | created_at | csat_at | channel | agent | first_response_at | resolved_at | status | csat"
    tickets = [f"{n} | {DAY} 09:00 | {DAY} 12:00 | email | {row}" for n, row in enumerate(rows)]
    return desk("\n".join([head, *tickets]), team={"bots": ["Milo"]})


def painted(opened: View | None) -> str:
    assert opened is not None
    lines = ["".join(span.text for span in line.spans) for line in opened.draw(100)]
    return "\n".join([opened.name, *lines])


def told_apart(pattern: str, text: str) -> dict[str, int]:
    named = r"(“?(?:Bots|Unattributed)”?)"
    return {name: int(n) for name, n in re.findall(pattern.format(name=named), text, re.MULTILINE)}


def test_rows_of_one_name_are_told_apart(session: Session) -> None:
    card = session.scorecard(session.request("28d"))
    assert {
        (row["role"], row["agent"]): (row["rated"], row["share"], row["tickets"])
        for row in snapshot(card)["agents"]
    } == HAVE
    assert told_apart(r"^\| {name} +\| +\d+\.0 % \| +(\d)", markdown(card)) == CALLED
    assert told_apart(r"^ {name} +\d+ % +(\d)", painted(view(card, set()))) == CALLED
    for name, called, has in (
        ("Bots", "“Bots”", "CSAT 100 % of 2"),
        ("Unattributed", "“Unattributed”", "CSAT 0 % of 3"),
        (BOTS, "Bots", "1 rating,"),
        (NOBODY, "Unattributed", "4 tickets"),
    ):
        opened = painted(drill(session, card, OpenAgent(name)))
        assert opened.startswith(called)
        assert has in opened
    listed = painted(drill(session, card, OpenMeasure("volume")))
    assert Counter(re.findall("“?(?:Bots|Unattributed)”?", listed)) == CALLED


def test_each_is_filtered_alone(session: Session) -> None:
    told = dict(choices(session.workspace, Filter()))
    for name, called in (
        ("Bots", "“Bots”"),
        ("Unattributed", "“Unattributed”"),
        (BOTS, "Bots"),
    ):
        assert told[f"agent {name}"] == f"agent {called}"
        chosen = turned(Filter(), f"agent {name}")
        typed = {"team": None, "channel": None, "agent": called, "reason": None}
        assert filter_of(typed) == chosen  # on the command line they are called as everywhere
        card = session.scorecard(session.request("28d", agent=chosen.agent))
        assert card.measures["volume"].n == CALLED[called]
        assert f"agent {called} only" in markdown(card)
        assert snapshot(card)["filter"]["agent"] == called
