"""What changed, on the screen and in the reports: a sentence, a table that adds up, and its very tickets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from queries.changed.facts import told_first
from queries.session import Session
from tests.tui.desk import Desk, sit_down
from tui import words
from tui.report.json_report import snapshot
from tui.report.markdown import markdown

Story = Callable[[Desk], Awaitable[None]]
WEEK = "One week did it, 2–8 Nov: 184 of 356 late, 103 at the earlier pace."


def tell(story: Story, session: Session, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with sit_down([], session.config, size) as desk:
            await story(desk)

    asyncio.run(run())


def one_line(desk: Desk) -> str:
    return " ".join(desk.text.split())


def test_the_scorecard_says_what_changed_in_a_sentence(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        assert f"First response 66 %, before 72 %. {WEEK}" in one_line(desk)
        desk.expect("Without it 76 % in time.")
        await desk.press("G", "enter")
        desk.expect("Scorecard › What changed", "The whole")

    tell(story, loaded)


def test_c_opens_the_table_and_each_line_its_tickets(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("c")
        desk.expect("Scorecard › What changed", WEEK, "2–8 Nov", "26 Sep–23 Oct (before)")
        lines = len(desk.app.desk.view.places)  # type: ignore[union-attr]
        for place in range(lines):
            await desk.press("g", *["down"] * place)
            row = next(line for line in desk.lines if line.startswith("›"))
            n = re.split(r"\s{2,}", row.strip())[3]
            await desk.press("enter")
            desk.expect(f"{n} tickets, worst first" if int(n) <= 500 else f"of {n} tickets")
            await desk.press("escape")
        await desk.press("escape")
        desk.expect("Level 3  Average")

    tell(story, loaded)


def test_v_turns_the_dimension_and_c_the_figure(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("c")
        seen = []
        for _ in range(5):
            await desk.press("v")
            seen.append(next(line.split()[0] for line in desk.lines if "Points" in line))
            assert re.search(r"The whole +−5\.5 ", desk.text)
        assert seen == ["Hours", "Reason", "Agent", "Channel", "Week"]
        for figure in (
            "Resolution within",
            "CSAT",
            "Answered at all",
            "Tickets: 1,252, before 969",
            "Open at the end: 22, before 12",
        ):
            await desk.press("c")
            desk.expect(figure, "Scorecard › What changed")
        # 12 + 1,252 − 1,242 = 22; each week opens what of it is open.
        desk.expect("1,252 came, 1,242 were closed: +10. Most of it 2–8 Nov: +31.")
        await desk.press("down", "down", "enter")
        desk.expect("What changed › 2–8 Nov", "440 came, 409 closed; 5 open", "81717824")
        await desk.press("escape")
        await desk.press("escape", "down", "down", "c")
        desk.expect("CSAT, ratings of 4 and 5: 87 %, before 91 %", "Nothing beyond the noise")

    tell(story, loaded)


def test_no_person_is_ranked_by_what_went_wrong(sample: Session) -> None:
    card = sample.what_changed(sample.scorecard(sample.request("28d")))
    for one in card.changed or ():
        if "agent" in one.tables:
            cases = [part.n for part in one.tables["agent"].slices]
            assert cases == sorted(cases, reverse=True)


def test_the_reports_say_the_same(sample: Session) -> None:
    card = sample.scorecard(sample.request("28d"))
    assert snapshot(card)["changed"] is None
    assert "## What changed" not in markdown(card)
    card = sample.what_changed(card)
    first = snapshot(card)["changed"][0]
    assert WEEK in first["words"]
    assert WEEK in markdown(card)
    [cause] = first["causes"]
    assert (cause["kind"], cause["first"], cause["past"]) == ("days", "2026-11-02", "2026-11-09")
    assert (cause["n"], cause["late"]) == (356, 184)
    assert abs(first["mix"] + cause["points"] + first["rest"] - (first["now"] - first["before"])) < 1e-11  # fmt: skip


def test_every_verdict_has_its_words(sample: Session) -> None:
    card = sample.what_changed(sample.scorecard(sample.request("28d")))
    one = told_first(card.changed or ())
    assert one is not None
    told = {
        verdict: words.changed_sentence(card, replace(one, verdict=verdict, mix=-0.05))  # type: ignore[arg-type]
        for verdict in ("mix", "nothing", "too_few", "too_few_weeks")
    }
    assert told == {
        "mix": "What came in changed, not the pace: other hours alone make −5.0 points.",
        "nothing": "Nothing beyond the noise: weeks usually differ by 1.6 points.",
        "too_few": "Too few cases to tell what changed.",
        "too_few_weeks": "Too few weeks to tell noise from change.",
    }


def test_where_nothing_is_compared_nothing_is_said(sample: Session) -> None:
    card = sample.what_changed(sample.scorecard(sample.request("all")))
    assert card.changed == ()
    assert words.changed_line(card) == ""
