"""The desk, told as stories."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from queries.session import Session
from tests.tui.desk import Desk, sit_down
from tui.panes.targets import OpenChannel, OpenDimension
from tui.report.markdown import markdown
from tui.screens.header import warning_spans
from tui.screens.tickets import MOST
from tui.screens.typing import Typing
from tui.widgets.cell import Span
from tui.widgets.lines import Line, View

Story = Callable[[Desk], Awaitable[None]]


def tell(story: Story, session: Session, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with sit_down([], session.config, size) as desk:
            await story(desk)

    asyncio.run(run())


def test_the_first_glance(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        desk.expect(
            "Level 3  Average",
            "as in the 28 days before   to level 4: 3 steps",
            "7 of 7 known, 13 unanswered",
            "Other definitions: by the average 2, by four in five 2",
            "24 Oct–20 Nov, against 26 Sep–23 Oct  data 9 h old",
            "5 rejected: i",
            "66.4 % within 4 h, live 5 min n 1,018   ≥ 80 %  =",
            "No doubts in the data.",
            "Next  ✗ Resolution within 24 h, live 1 h",
        )

    tell(story, loaded)


def test_each_pane_and_back_with_the_cursor_where_it_stood(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("down", "down", "2", "down", "down", "down")
        desk.expect("›Mehmet Aydin")
        await desk.press("1")
        desk.expect("›Quality")
        await desk.press("2")
        desk.expect("›Mehmet Aydin")

    tell(story, loaded)


def test_every_dimension_opens(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        for name, told in (
            ("Response time", "The 342 late ones"),
            ("Resolution", "The 221 late ones"),
            ("Quality", "worst first"),
        ):
            await desk.press("enter")
            desk.expect(f"Scorecard › {name}", told)
            await desk.press("escape", "down")
        for name in ("Accessibility", "Self-service", "Proactivity", "Delight"):
            await desk.press("enter")
            desk.expect(f"Scorecard › {name}", "Level  Criterion")
            await desk.press("escape", "down")

    tell(story, loaded)


def test_a_list_says_how_many_it_shows(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("enter", "down", "enter")
        desk.expect(f"{MOST} of 1,018 tickets, worst first: First response within 4 h, live 5 min")
        desk.expect("3 more are too young to judge")
        await desk.press("G")
        assert len(desk.app.desk.view.places) == MOST  # type: ignore[union-attr]
        last = desk.lines[-2]
        await desk.press("g", "G")
        assert desk.lines[-2] == last
        await desk.press("enter")
        desk.expect("Came from", "Messages")

    tell(story, loaded)


def test_quality_opens_the_lowest_ratings(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("down", "down", "enter", "enter")
        desk.expect("1 of 5", "last reply")

    tell(story, loaded)


def test_a_filter_and_its_way_back(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("f", "down", "enter")
        desk.expect("channel chat")
        assert desk.app.sitting.card is not None
        assert desk.app.sitting.card.measures["volume"].n == 342
        await desk.press("3", "f", "up", "enter")
        desk.expect_no("channel chat").expect("email")

    tell(story, loaded)


def test_periods_back_and_on(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("left_square_bracket")
        desk.expect("26 Sep–23 Oct, against 29 Aug–25 Sep")
        await desk.press("right_square_bracket")
        desk.expect("24 Oct–20 Nov, against 26 Sep–23 Oct")
        await desk.press("p", *["down"] * 6, "enter")
        desk.expect("21 Nov 2025–20 Nov")

    tell(story, loaded)


def test_a_period_of_ones_own_and_one_that_is_none(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("p", *"2026-Q3")
        desk.expect("Period: 2026-Q3▏")
        await desk.press("enter")
        desk.expect("1 Jul–30 Sep, against 1 Apr–30 Jun")
        await desk.press("p", *"last week", "enter")
        desk.expect("That did not work", "is not a period")
        await desk.press("escape")
        desk.expect("1 Jul–30 Sep, against 1 Apr–30 Jun")

    tell(story, loaded)


def test_definitions_turn_and_stand_in_the_header(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("d")
        desk.expect("guide")
        await desk.press("d")
        desk.expect("strict")
        await desk.press("d")
        desk.expect_no("strict", "guide").expect("Level 3  Average")

    tell(story, loaded)


def test_the_export_is_what_is_shown(
    loaded: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def story(desk: Desk) -> None:
        await desk.press("f", "down", "enter", "d", "e")
        written = tmp_path / "rung-fjord-field-chat-guide-2026-10-24-2026-11-20.md"
        assert desk.app.sitting.card is not None
        assert written.read_text(encoding="utf-8") == markdown(desk.app.sitting.card)
        assert "definitions guide" in written.read_text(encoding="utf-8")
        written.write_text("mine")
        await desk.press("e")
        desk.expect("is there already", "Keep it", "Overwrite it")
        await desk.press("enter")
        assert written.read_text() == "mine"
        await desk.press("e", "down", "enter")
        assert written.read_text(encoding="utf-8") == markdown(desk.app.sitting.card)

    tell(story, loaded)


def test_the_ledger_and_the_top(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("3", "enter", "enter", "i")
        desk.expect("Ledger", "12,054", "Rejected or doubtful: 7 of 7")
        await desk.press("q")
        desk.expect_no("Ledger", "worst first").expect("[3 Channels]")
        await desk.press("escape", "escape")
        assert desk.app.is_running  # Esc never quits

    tell(story, loaded)


def test_what_was_rejected_above_the_limit_is_marked(loaded: Session) -> None:
    card = loaded.scorecard(loaded.request("28d"))
    too_many = replace(card, ledger=replace(card.ledger, warnings=("200 of 300 rows",)))
    for found, words in ((card, "5 rejected: i"), (too_many, "! 5 rejected: i")):
        assert "".join(span.text for span in warning_spans(found.ledger)) == words


def test_the_checklist_folds(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("4")
        desk.expect("17 of 21 done", "In the way, measured", "Close to slipping")
        await desk.press("G", *["up"] * 5, "enter")
        desk.expect("▾ Done (17)", "Accurate answers, easy to understand")
        await desk.press("enter")
        desk.expect("▸ Done (17)").expect_no("Accurate answers")
        await desk.press("g", "down", "enter")
        desk.expect("Checklist › Resolution", "email")

    tell(story, loaded)


def test_a_late_answer_to_an_older_question_is_dropped(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        from tui.jobs import Graded

        assert desk.app.sitting.card is not None
        old, generation = desk.app.sitting.card, desk.app.sitting.generation
        await desk.press("left_square_bracket")
        desk.app.sitting.take(Graded(generation, old))
        await desk.settle()
        desk.expect("26 Sep–23 Oct, against 29 Aug–25 Sep")

    tell(story, loaded)


def test_the_grid_shows_all_four_and_tab_moves(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        desk.expect(
            "1 Scorecard",
            "2 Agents",
            "3 Channels",
            "4 Checklist",
            "Priya Nair",
            "whatsapp",
            "Steps to",
        )
        await desk.press("tab", "tab", "enter")
        desk.expect("3 Channels › email", "First answer within", "Level 3  Average")
        await desk.press("z")
        desk.expect_no("Level 3  Average").expect("First answer within")
        await desk.press("z", "escape")
        desk.expect_no("First answer within")

    tell(story, loaded, (140, 45))


def test_clicks_and_the_wheel(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("3")
        slot = "#slot-0"
        await desk.pilot.click(slot, offset=(5, 3))
        assert desk.app.desk.view.target == OpenChannel("chat")  # type: ignore[union-attr]
        await desk.pilot.click(slot, offset=(5, 3))
        await desk.settle()
        desk.expect("Channels › chat")
        await desk.press("1")
        desk.app.desk.rows.on_mouse_scroll_down()
        assert desk.app.desk.view.target == OpenDimension("resolution_time")  # type: ignore[union-attr]

    tell(story, loaded)


def test_the_palette_knows_every_action(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("ctrl+p")
        desk.expect("Do: ▏", "export the snapshot as markdown", "definition set", "Checklist")
        desk.expect_no("quit")
        await desk.press(*"checkl", "enter")
        desk.expect("[4 Checklist]", "Steps to level 4")
        await desk.press("colon", "escape", "1")
        desk.expect("Level 3")

    tell(story, loaded, (80, 50))


def test_help_lists_every_key(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("question_mark")
        desk.expect("Enter l", "previous period", "the ledger")
        await desk.press("escape")
        desk.expect_no("previous period")

    tell(story, loaded, (100, 50))


def test_no_exports_that_can_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")

    async def run() -> None:
        from queries.config import load_config

        async with sit_down([str(tmp_path / "odd.csv")], load_config()) as desk:
            desk.expect("not an", "rung inspect FILE", "rung init FOLDER")
            await desk.press("escape")
            desk.expect("rung init FOLDER")

    asyncio.run(run())


def test_an_empty_pane_says_what_it_needs(tmp_path: Path) -> None:
    from tests.conftest import config_with, write_csv

    path = write_csv(tmp_path / "t.csv", "id | at\n1 | 2026-11-19 08:00\n2 | 2026-11-20 08:00")
    config = config_with(
        tmp_path,
        {"exports": [{"paths": ["t.csv"], "columns": {"ticket_id": "id", "created_at": "at"}}]},
    )

    async def run() -> None:
        async with sit_down([str(path)], config) as desk:
            desk.expect(
                "No level: not assessed",
                "because of Response time, Resolution: your export has no channel",
            )
            await desk.press("2")
            desk.expect("No ratings in this period: export the satisfaction survey")

    asyncio.run(run())


def test_a_filter_does_not_turn_the_teams_channels_into_gaps(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("f", "down", "enter", "3")
        desk.expect("chat").expect_no("missing")
        await desk.press("1")
        desk.expect("Accessibility  ●●●●○ 4")

    tell(story, loaded)


def test_what_is_said_for_a_moment_covers_neither_figures_nor_where_one_stands(
    loaded: Session,
) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("enter", "down", "enter")
        before = desk.lines
        assert before[2].endswith("of 500 ─")
        await desk.press("y")
        assert desk.lines[:-1] == before[:-1]
        assert "sent to the terminal" in desk.lines[-1]
        assert desk.lines[-1].rstrip().endswith("? help  q to the top")
        await desk.press("down")
        assert desk.lines[-1] == before[-1]

    tell(story, loaded)


def test_filters_combine_and_a_reason_is_typed(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("f", *"courier", "enter")
        desk.expect("reason Shipping::Co")
        await desk.press("f", *"channel email", "enter")
        desk.expect("channel email", "reason Shipping::Co")

    tell(story, loaded)


def test_an_empty_period_says_where_the_data_are(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("p", *"2030-01", "enter", "2")
        desk.expect("No tickets in this period: the data reach from Fri 21 Nov 2025")
        await desk.press("3")
        desk.expect("No tickets in this period").expect_no("None", "missing")

    tell(story, loaded)


def test_an_agent_of_a_very_long_name_can_be_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import TICKET_COLUMNS, config_with, write_csv

    monkeypatch.chdir(tmp_path)
    path = write_csv(
        tmp_path / "t.csv",
        f"ticket_id | created_at | agent\n1 | 2026-11-19 08:00 | {'long ' * 100}",
    )
    columns = {name: TICKET_COLUMNS[name] for name in ("ticket_id", "created_at", "agent")}
    config = config_with(tmp_path, {"exports": [{"paths": ["t.csv"], "columns": columns}]})

    async def run() -> None:
        async with sit_down([str(path)], config) as desk:
            await desk.press("f", "end", "enter", "e")
            assert list(tmp_path.glob("rung-support-unknown*.md")) or list(
                tmp_path.glob("rung-support-long-*.md")
            )
            await desk.press("e")
            desk.expect("is there already")

    asyncio.run(run())


def test_a_list_is_narrowed_by_what_is_typed(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("2", "slash", *"zo")
        desk.expect("Find: zo▏ 1 of 12", "Zoë Lindqvist", "enter take").expect_no("Priya", "Team ")
        await desk.press("backspace", "backspace")
        desk.expect("Priya", "Find: ▏")
        await desk.press(*"zo", "enter", "enter")  # the list stays narrowed, then the line opens
        desk.expect("─ Agents › Find: zo › Zoë Lindqvist ─", "on their mix of channels")
        await desk.press("escape", "escape")
        desk.expect("Priya", "Zoë Lindqvist").expect_no("Find")
        await desk.press("colon", *"find in", "enter", *"zo", "enter")  # the same by its name
        desk.expect("─ Agents › Find: zo ─").expect_no("Priya")

    tell(story, loaded)


def test_typing_draws_the_list_once_however_much_is_typed() -> None:
    drawn = []

    def draw(width: int) -> list[Line]:
        drawn.append(width)
        return [Line((Span(name),), name) for name in ("one", "two", "three")]

    typing = Typing("Find", View("Numbers", draw))
    for letter in "thr":
        typing.add(letter)
        typing.view.change()
        typing.view.lay_out(80)
        typing.crumb(80)
    assert (drawn, typing.view.target) == ([80], "three")
    typing.left = True  # its own keys may sort or unfold it
    typing.view.change()
    assert typing.view.target == "three"
    assert drawn == [80, 80]


def test_filters_combine_and_a_second_choice_takes_one_away(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("f", *"chat", "enter")
        await desk.press("f", *"mehmet", "enter")
        desk.expect("channel chat", "agent Mehmet Aydin")
        await desk.press("f", *"chat", "enter")
        desk.expect_no("channel chat").expect("agent Mehmet Aydin")
        await desk.press("f", "home", "enter")
        desk.expect_no("agent Mehmet")

    tell(story, loaded)


def test_a_step_opens_the_cases_behind_its_figure(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("4", "down", "down", "enter")
        desk.expect("Checklist › Quality", "33 ratings of 85, the lowest: Mean CSAT")

    tell(story, loaded)


def test_what_is_missing_opens_those_very_tickets(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("4")
        desk.expect("19 of the 221 late", "92 of 145 lost stars", "room")
        await desk.press("down", "enter")
        desk.expect(
            "19 tickets of 221, nearest to the bound first: Resolution within 24 h, live 1 h"
        )
        assert sum("24.1 h" in line or "60 min" in line for line in desk.lines) >= 4
        await desk.press("escape", *["down"] * 4, "enter")
        desk.expect("1,076 tickets")  # nothing is missing: all that the figure is of

    tell(story, loaded)


def test_the_month_and_where_the_late_were_lost(loaded: Session) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("4", "G")
        desk.expect("Where late first answers were lost (342)")
        await desk.press(*["up"] * 4, "enter")
        desk.expect("159 of 342: nobody was at work", "at most 84 %", "known from messages")
        await desk.press("down", "enter")
        desk.expect("159 tickets, worst first: 159 of 342: nobody was at work from arrival")

    tell(story, loaded)


def test_keys_of_ones_own_work_and_stand_in_footer_help_and_palette(loaded: Session) -> None:
    keys = {"period": "P", "help": "f2", "no.such": "x"}
    screen = loaded.config.screen.model_copy(update={"keys": keys})
    own = replace(loaded, config=loaded.config.model_copy(update={"screen": screen}))

    async def story(desk: Desk) -> None:
        desk.app.sitting.session = own
        assert desk.app.sitting.card is not None
        desk.app.show_card(desk.app.sitting.card, again=False)
        await desk.settle()
        desk.expect("f2 help", "there is no no.such")
        await desk.press("g")
        desk.expect("P period", "f2 help")
        await desk.press("p")
        desk.expect_no("Period:")
        await desk.press("P")
        desk.expect("Period:")
        await desk.press("escape", "f2", *"period")
        desk.expect("›P  ", "period.previous")
        await desk.press("escape", "colon", *"period P")
        desk.expect("› period P")

    tell(story, loaded)
