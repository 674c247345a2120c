"""One figure, one value: on its pane, in the list behind it, in markdown and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from queries.config import load_config
from queries.inside.cases import Own
from queries.ladder.missing import missing
from queries.ladder.state import State
from queries.scorecard import Scorecard
from queries.session import Session, open_session
from tui import words
from tui.drill import drill
from tui.panes import agents, channels, checklist, scorecard
from tui.panes.targets import (
    OpenAgent,
    OpenChannel,
    OpenCriterion,
    OpenDimension,
    OpenLost,
    OpenMissing,
    OpenOwn,
    OpenTicket,
)
from tui.report.json_report import snapshot
from tui.report.markdown import markdown
from tui.widgets.lines import Line, View

WIDE = 240


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as opened:
        yield opened


@pytest.fixture(scope="module", params=["helpdesk", "guide", "strict"])
def card(session: Session, request: pytest.FixtureRequest) -> Scorecard:
    return session.look_again(session.scorecard(session.request("28d", definitions=request.param)))


def text(line: Line) -> str:
    return "".join(span.text for span in line.spans)


def lines(view: View) -> dict[object, str]:
    """Return what stands on each line of a view, by what it opens."""
    return {line.target: text(line) for line in view.draw(WIDE) if line.target is not None}


def listed(session: Session, card: Scorecard, target: object) -> tuple[int, str]:
    """Return how many cases the list behind a line holds, and its head."""
    view = drill(session, card, target)
    assert view is not None
    head = text(view.draw(WIDE)[0])
    found = re.match(r"(?:[\d,]+ of )?([\d,]+) (?:tickets|ratings)", head.strip())
    assert found, head
    return int(found[1].replace(",", "")), head


def row_of(table: str, name: str) -> str:
    return next(line for line in table.splitlines() if line.startswith(f"| {name} |"))


def test_a_dimensions_figure(session: Session, card: Scorecard) -> None:
    pane, told, data = lines(scorecard.view(card, set())), markdown(card), snapshot(card)
    seen = 0
    for row, found in zip(card.rows, data["dimensions"], strict=True):
        shown = row.headline
        if shown is None or not shown.measured or shown.value is None or not row.result.counts:
            continue
        seen += 1
        reads, n = words.reads(shown), f"{shown.n:,}"
        assert (found["headline"]["value"], found["headline"]["n"]) == (shown.value, shown.n)
        for face in (pane[OpenDimension(row.result.key)], row_of(told, row.result.name)):
            assert reads in face
            assert n in face
        if shown.within is not None:
            view = drill(session, card, OpenDimension(row.result.key))
            assert view is not None
            assert f" of {n} within" in text(view.draw(WIDE)[0])
        elif shown.key not in ("first_response_time", "resolution_time"):
            total, head = listed(session, card, OpenDimension(row.result.key))
            assert total == shown.n, head
    assert seen >= 3


def test_what_too_young_to_judge_leaves_out_is_said(session: Session) -> None:
    card = session.scorecard(session.request("28d"))
    row = next(row for row in card.rows if row.result.key == "response_time")
    assert row.headline and row.headline.within
    young = card.within.young("first_response_time", row.headline.within)
    view = drill(session, card, OpenDimension("response_time"))
    assert view is not None
    assert young == 3
    assert "3 more are too young to judge" in " ".join(map(text, view.draw(WIDE)[:3]))


def test_a_criterions_figure(session: Session, card: Scorecard) -> None:
    pane, told = lines(checklist.view(card, set())), markdown(card)
    results = {r.place: r for d in card.assessment.dimensions for r in d.criteria}
    compared = 0
    for target, shown in pane.items():
        if isinstance(target, OpenCriterion):
            result = next(
                r
                for (dimension, _, key, within), r in results.items()
                if (dimension, key, within) == (target.dimension, target.figure, target.within)
                and words.criterion(card, r) in shown
            )
        elif isinstance(target, OpenMissing) and words.STATE_MARKS[State.MISSED] in shown:
            result = results[target.dimension, target.level, target.key, target.within]
            assert words.reads(result) in shown
            assert words.bound(result) in shown
        else:
            continue
        assert words.criterion(card, result) in told
        compared += 1
    assert compared


def test_what_is_missing(session: Session, card: Scorecard) -> None:
    pane, told, data = lines(checklist.view(card, set())), markdown(card), snapshot(card)
    opened = {t: shown for t, shown in pane.items() if isinstance(t, OpenMissing)}
    seen = 0
    for target, shown in opened.items():
        place = target.dimension, target.level, target.key, target.within
        result = next(r for d in card.assessment.dimensions for r in d.criteria if r.place == place)
        lacks = missing(result)
        assert lacks is not None
        [written] = [
            found["missing"]
            for dimension in data["dimensions"]
            for found in dimension["criteria"]
            if (dimension["key"], found["level"], found["key"], found["within"]) == place
        ]
        assert (written["k"], written["room"], written["n"]) == (lacks.k, lacks.room, lacks.n)
        lacking = words.lacking(result.key, lacks)
        if lacking:
            assert words.reads(result) in shown
            assert lacking in shown
            assert f"**{words.criterion(card, result)}**: {lacking}" in told
            view = drill(session, card, target)
            assert view is not None
            rows = [line for line in view.draw(WIDE) if isinstance(line.target, OpenTicket)]
            assert len(rows) == lacks.k
            assert text(view.draw(WIDE)[0]).split()[0] == f"{lacks.k:,}"
            seen += 1
        else:
            assert f"{words.counted(lacks)}, {words.room_asked(result, lacks)}" in told
            assert words.counted(lacks) in shown
    assert seen


def test_where_the_late_were_lost(session: Session, card: Scorecard) -> None:
    lost = card.lost
    assert lost is not None
    unfolded = {checklist.LOST}
    pane, told, data = lines(checklist.view(card, unfolded)), markdown(card), snapshot(card)
    assert words.lost_heading(lost) in told
    assert data["lost"]["to"] == dict(lost.to)
    for to, n in lost.to.items():
        assert words.lost_to(lost, to) in pane[OpenLost(lost.level, to)]
        assert words.lost_to(lost, to) in told
        if n:
            assert listed(session, card, OpenLost(lost.level, to))[0] == n


def test_the_month(card: Scorecard) -> None:
    pane = "\n".join(text(line) for line in checklist.view(card, set()).draw(WIDE))
    told = list(words.month_lines(card))
    assert told
    for line in told:
        assert line in pane
        assert line in markdown(card)
    by_place = {
        (line["dimension"], line["level"], line["key"], line["within"]): line["left"]
        for line in snapshot(card)["budget"]["lines"]
    }
    assert card.budget is not None
    assert by_place == {line.result.place: line.left.left for line in card.budget.lines}


def test_an_agents_figures(session: Session, card: Scorecard) -> None:
    pane, told, data = lines(agents.view(card, set())), markdown(card), snapshot(card)
    found: dict[str, Any] = {row["agent"]: row for row in data["agents"]}
    for row in card.agents:
        if words.stands_in_words(row):
            continue
        shown, own = pane[OpenAgent(row.name)], found[words.agent(row.name)]
        assert own["share"] == row.csat.value
        assert words.share(row.csat.value, 0) in shown
        assert words.share(row.csat.value) in row_of(told, words.agent(row.name))
        assert f"{row.csat.n:,}" in shown
        first = row.measures["first_response_time"]
        assert own["first_response_time"]["n"] == first.n
        if first.n:
            assert words.brief(first.value) in shown
            assert words.duration(first.value) in row_of(told, words.agent(row.name))
            volume = row.measures["volume"].n
            assert listed(session, card, OpenOwn(Own("tickets", agent=row.name)))[0] == volume


def test_a_channels_figures(session: Session, card: Scorecard) -> None:
    pane, told, data = lines(channels.view(card, set())), markdown(card), snapshot(card)
    found: dict[str, Any] = {row["channel"]: row for row in data["channels"]}
    for row in card.channels:
        shown, first = pane[OpenChannel(row.name)], row.measures["first_response_time"]
        assert found[row.name]["first_response_time"]["value"] == first.value
        assert words.brief(first.value) in shown
        assert f"{words.duration(first.value)} (n {first.n:,})" in row_of(told, row.name)
        volume = row.measures["volume"].n
        assert listed(session, card, OpenOwn(Own("tickets", channel=row.name)))[0] == volume
