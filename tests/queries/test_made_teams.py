"""Made-up teams whose level a fair lead would call obvious; `tests/cases/teams`, a folder each.

Each stands for a kind of team that a ladder easily wrongs. All practices are answered yes unless a test says
otherwise, all but two: who settles most questions alone (`self_service_most`) and whether few give up
(`few_give_up`), which stand in for what most exports cannot show.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import yaml

from queries.ladder.overall import Assessment
from queries.scorecard import Scorecard
from queries.session import Session, open_session
from tests.conftest import config_with
from tui.report.gfm import text
from tui.report.json_report import snapshot
from tui.report.markdown import markdown
from tui.words import sentence

TEAMS = Path(__file__).parents[1] / "cases" / "teams"
Report = dict[str, Any]
NO_SURVEY = "no ratings: export the satisfaction survey, or map its column (csat)"


class Team:
    """A made-up team: its folder's settings, with other answers where a test says so."""

    def __init__(self, tmp_path: Path) -> None:
        self.tmp_path = tmp_path

    def session(
        self, name: str, practices: Mapping[str, str] | None = None, *, blank: bool = False
    ) -> AbstractContextManager[Session]:
        """Open a team's export; `practices` are answered over the folder's, or over none (blank)."""
        settings = yaml.safe_load((TEAMS / name / "c.yaml").read_text(encoding="utf-8"))
        answered = {} if blank else settings.get("practices", {})
        settings["practices"] = {**answered, **(practices or {})}
        for entry in settings["exports"]:
            entry["paths"] = [str(TEAMS / name / path) for path in entry["paths"]]
        config = config_with(self.tmp_path, settings)
        return open_session([path for e in config.exports for path in e.paths], config)

    def card(self, name: str, period: str = "28d", **more: Any) -> Scorecard:
        """Return a team's scorecard."""
        asked = {key: more.pop(key) for key in ("team", "channel", "agent") if key in more}
        with self.session(name, **more) as session:
            return session.scorecard(session.request(period, **asked))

    def report(self, name: str, period: str = "28d", **more: Any) -> Report:
        """Return a team's report as JSON."""
        return snapshot(self.card(name, period, **more))


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def levels(card: Report) -> dict[str, int | None]:
    return {dimension["key"]: dimension["level"] for dimension in card["dimensions"]}


def reads(card: Report) -> tuple[int | None, bool]:
    return card["level"]["reads"], card["level"]["provisional"]


def why(card: Report) -> dict[str, str | None]:
    return {dimension["key"]: dimension["why"] for dimension in card["dimensions"]}


def criterion(card: Report, key: str, level: int, within: int | None = None) -> Report:
    """Return one criterion; a share within a bound by the level of that bound."""
    return next(
        found
        for dimension in card["dimensions"]
        for found in dimension["criteria"]
        if (found["key"], found["level"], found["within"]) == (key, level, within)
    )


def held_by(assessment: Assessment) -> set[str]:
    return {b.criterion.key if b.criterion else b.reason for b in assessment.binding}


# Half in time is not in time.


def test_half_answered_in_minutes_and_half_after_six_days_is_below_average(team: Team) -> None:
    card = team.report("c01_half_wait_six_days", "90d")
    # 103 of 201 within each bound up to 2 d: half are, which is level 2; four in five are not, which is level 3
    held = criterion(card, "first_response_time", 3, within=2)
    assert (held["n"], held["value"], held["state"]) == (201, pytest.approx(103 / 201), "missed")
    assert (levels(card)["response_time"], levels(card)["resolution_time"]) == (2, 2)
    assert reads(card) == (2, False)


@pytest.mark.parametrize(("name", "n"), [("c02_calls_29", 89), ("c02_calls_30", 90)])
def test_one_call_more_moves_no_level(team: Team, name: str, n: int) -> None:
    card = team.report(name)
    # 60 emails in minutes, 29 or 30 calls after hours: 60 of 89 and 60 of 90 are in time at all, two in three.
    # (One ticket less is still two in three: no number of calls is a threshold.)
    held = criterion(card, "first_response_time", 3, within=2)
    assert (held["n"], round(held["value"], 2)) == (n, 0.67)
    assert (levels(card)["response_time"], levels(card)["resolution_time"]) == (2, 3)
    assert card["level"]["reads"] == 2


def test_six_days_without_an_answer_show_in_the_week_and_less_in_the_month(team: Team) -> None:
    month, week = team.report("c31_collapse", "28d"), team.report("c31_collapse", "7d")
    assert (levels(month)["response_time"], levels(week)["response_time"]) == (3, 1)
    # 20 a day over 28 days, the last six unanswered. A day old: 540, of which 440 were answered; 120 in the week, 20
    assert month["measures"]["answered_share"]["k"] == 440
    assert month["measures"]["answered_share"]["n"] == 540
    assert (week["measures"]["answered_share"]["k"], week["measures"]["answered_share"]["n"]) == (20, 120)  # fmt: skip


# Channels that nobody classified.


def test_nine_of_ten_contacts_on_an_unknown_channel_are_no_ground_for_a_time(team: Team) -> None:
    card = team.card("c05_telefon", "90d")
    told = snapshot(card)
    reason = (
        "Telefon (90 % of contacts) has no class: say live, email or social under channels → names"
    )
    assert (levels(told)["response_time"], levels(told)["resolution_time"]) == (None, None)
    assert (why(told)["response_time"], why(told)["resolution_time"]) == (reason, reason)
    assert told["level"]["unclassified"] == {"Telefon": pytest.approx(0.9)}  # 450 of 500
    head = markdown(card).split("## Dimensions")[0]
    assert "No level" in head
    assert "on 10 % of contacts" in head
    assert reason in head


def test_a_channel_without_a_class_is_a_channel_in_use(team: Team) -> None:
    card = team.report("c05_telefon", "90d")
    # 450 calls that were answered: whether "Telefon" is live is unknown, that it is a channel is not.
    assert criterion(card, "channels_in_use", 3)["value"] == 2
    assert criterion(card, "live_channels_in_use", 3)["state"] == "unknown"
    only = team.report("c05_only_telefon")
    found = criterion(only, "channels_in_use or other_channels_in_use", 2)
    assert [part["state"] for part in found["parts"]] == ["missed", "unknown"]  # 1 < 2; no email?
    assert found["state"] == "unknown"


def test_only_an_unknown_channel_gives_no_level_and_says_what_to_classify(team: Team) -> None:
    card = team.report("c05_only_telefon")
    assert reads(card) == (None, False)
    assert why(card)["response_time"] == (
        "Telefon (100 % of contacts) has no class: say live, email or social under channels → names"
    )


def test_no_channel_at_all_gives_no_level_and_says_what_to_map(team: Team) -> None:
    card = team.report("c05_no_channel")
    assert reads(card) == (None, False)
    assert why(card)["response_time"] == (
        "your export has no channel: map one under columns (channel: Source, or {value: email})"
    )


# A bot that answers is no person.


def test_without_its_name_a_bot_is_taken_for_a_fast_colleague(team: Team) -> None:
    card = team.report("c06_bot")
    first = card["measures"]["first_response_time"]
    # 180 chats after 2 s and 120 after 50 min: 60 % within 10 min, all within 60 min
    assert (first["n"], first["median"], first["p90"]) == (300, 2, 3000)
    assert levels(card)["response_time"] == 3
    assert criterion(card, "first_response_time", 4, within=3)["value"] == pytest.approx(0.6)


def test_what_a_named_bot_answers_is_the_bots(team: Team) -> None:
    card = team.report("c06_bot_set")
    first = card["measures"]["first_response_time"]
    assert (first["n"], first["median"]) == (120, 3000)  # 50 min
    assert levels(card)["response_time"] == 2
    assert not [row for row in card["agents"] if row["agent"] == "AI Agent"]
    # Its 180 of 300 tickets were settled without a person.
    served = card["measures"]["self_service_rate"]
    assert (served["k"], served["n"], served["value"]) == (180, 300, 0.6)
    assert card["measures"]["tickets"] == 300
    assert sum(row["tickets"] for row in card["agents"] if row["agent"] != "Bots") == 120


def test_one_touch_is_of_the_tickets_that_people_solved(team: Team) -> None:
    one_touch = team.report("c18_one_touch")["measures"]["one_touch_rate"]
    assert (one_touch["n"], one_touch["value"]) == (100, 1.0)


def test_what_a_bot_settles_makes_no_resolution_faster(team: Team) -> None:
    for name in ("c18_res", "c18_res_people"):
        card = team.report(name)
        assert levels(card)["resolution_time"] == 3, name
        assert criterion(card, "resolution_time", 3, within=3)["n"] == 100, name


# What is little is said.


@pytest.mark.parametrize("name", ["c07_1", "c07_2"])
def test_quality_that_stands_on_25_of_2000_is_provisional(team: Team, name: str) -> None:
    card = team.card(name)
    assert reads(snapshot(card))[1] is True
    assert sentence(card.assessment.thin) == "25 of 2,000 solved tickets are rated"
    assert "25 of 2,000 solved tickets are rated" in markdown(card).split("## Dimensions")[0]
    # Thin ground is the reason, not an open answer: with every practice answered it is provisional still.
    answered = {"self_service_most": "yes", "few_give_up": "yes"}
    assert team.card(name, practices=answered).assessment.provisional


def test_too_few_in_a_week_are_the_latest_30_and_never_another_month(team: Team) -> None:
    card = team.card("c25_week", "7d")
    told = snapshot(card)
    # 25 in the week, all after 30 h: the latest 30 reach five tickets further, back to 20 June. 675 fast ones lie
    # before those.
    held = criterion(told, "first_response_time", 3, within=3)
    assert (held["n"], held["value"]) == (30, 0)
    assert held["note"] == "on the latest 30, back to 20 Jun 2026"
    assert levels(told)["response_time"] == 2
    assert told["measures"]["first_response_time"]["n"] == 25
    assert told["measures"]["first_response_time"]["median"] == 30 * 3600
    assert "on the latest 30, back to 20 Jun 2026" in markdown(card)
    assert "| Response time | 5" not in markdown(card)
    assert "| email | email | 25 | 100.0 % | 30 h (n 25)" in markdown(card)


# Superb teams, as far as an export can show.

PERFECT = [
    "c09_perfect",  # says who gave up, not who handled a ticket
    "c09_perfect_human",  # every ticket handled by people; who gave up is not exported
    "c09_perfect_bot",  # a bot settles 60 %, and nobody gave up
    "c09_perfect_bot45",  # a bot settles 45 %: visits to a help center are not seen, so no more is known
    "c09_perfect_bot_noab",  # a bot settles 60 %; who gave up is not exported
]
STAND_IN = {"self_service_most": "yes", "few_give_up": "yes"}


@pytest.mark.parametrize("name", PERFECT)
def test_a_perfect_team_reaches_5_whatever_its_export_cannot_show(team: Team, name: str) -> None:
    assert reads(team.report(name, practices=STAND_IN)) == (5, False)


@pytest.mark.parametrize("name", [name for name in PERFECT if name != "c09_perfect_bot"])
def test_with_what_it_cannot_show_unanswered_it_is_at_4_for_now(team: Team, name: str) -> None:
    assert reads(team.report(name)) == (4, True)


def test_where_the_export_shows_it_all_nothing_stands_in(team: Team) -> None:
    card = team.report("c09_perfect_bot")
    # 840 of 1,400 settled by the bot: over half; none of 700 chats given up
    assert (card["measures"]["self_service_rate"]["k"], card["measures"]["self_service_rate"]["n"]) == (840, 1400)  # fmt: skip
    assert (card["measures"]["abandonment_rate"]["k"], card["measures"]["abandonment_rate"]["n"]) == (0, 700)  # fmt: skip
    assert reads(card) == (5, False)


def test_office_hours_are_not_round_the_clock(team: Team) -> None:
    card = team.report("c10_office")
    # Customers write in 56 hours, 8 of each day; 112 of the week's 168 hours show nothing.
    assert levels(card)["accessibility"] == 4
    assert criterion(card, "round_the_clock", 5)["state"] == "missed"  # answered no
    assert [(row["hours_covered"], row["hours"]) for row in card["channels"]] == [(56, 56)]
    blank = team.report("c10_office", blank=True)
    found = criterion(blank, "round_the_clock", 5)
    assert (found["state"], found["note"]) == (
        "unknown",
        "replies show only the 56 hours in which customers write",
    )


# An honest no.

PRACTICES = yaml.safe_load((TEAMS / "c35" / "c.yaml").read_text(encoding="utf-8"))["practices"]
ALL_NO = dict.fromkeys(PRACTICES, "no")


@pytest.mark.parametrize(
    ("answers", "level"),
    [({}, 4), ({"basic_automation": "no"}, 3), ({"faq_page": "no"}, 3), (ALL_NO, 3)],
    ids=["blank", "no", "faq_no", "all_no"],
)
def test_answers_cost_at_most_one_level(team: Team, answers: dict[str, str], level: int) -> None:
    assert team.report("c12_blank", practices=answers, blank=True)["level"]["reads"] == level


def test_superb_numbers_with_every_practice_no_are_one_below_the_same_without_answers(
    team: Team,
) -> None:
    blank = team.report("c12_five_blank", blank=True)
    assert levels(blank) | {"accessibility": 5} == {
        "response_time": 5,
        "resolution_time": 5,
        "quality": 5,
        "accessibility": 5,  # 4: nobody said that it is round the clock
        "self_service": None,
        "proactivity": None,
        "delight": None,
    }
    assert blank["level"]["reads"] == 4
    assert team.report("c12_five_blank", practices=ALL_NO, blank=True)["level"]["reads"] == 3


@pytest.mark.short(2)
@pytest.mark.parametrize(
    "practice", ["accurate_answers", "basic_automation", "faq_page", "round_the_clock"]
)
def test_one_honest_no_costs_at_most_one_level(team: Team, practice: str) -> None:
    assert team.report("c35", practices=STAND_IN)["level"]["reads"] == 5
    assert team.report("c35", practices={**STAND_IN, practice: "no"})["level"]["reads"] == 4
    # With what the export cannot show unanswered it is at 4 either way, and then for good: 5 is out of reach.
    assert reads(team.report("c35", practices={practice: "no"})) == (4, False)


def test_a_level_that_no_answer_can_lift_is_firm(team: Team) -> None:
    card = team.report("c21_prov")
    # Every customer waited longer than two days; all 27 practices, and the two stand-ins, are blank.
    assert criterion(card, "first_response_time", 2, within=2)["value"] == 0
    assert reads(card) == (1, False)
    assert len(card["level"]["unanswered"]) >= 27


# Columns that are there or not.


def test_a_status_column_changes_no_level(team: Team) -> None:
    with_status, without = team.report("c13_status"), team.report("c13_no_status")
    assert levels(with_status) == levels(without)
    assert reads(with_status) == reads(without) == (2, False)
    # 100 solved within hours, 83 of those unsolved older than five days: 100 of 183
    held = criterion(without, "resolution_time", 3, within=2)
    assert (held["n"], held["value"]) == (183, pytest.approx(100 / 183))


def test_without_a_survey_the_reason_is_said_and_the_way_there(team: Team) -> None:
    card = team.report("c23_no_csat")
    assert why(card)["quality"] == NO_SURVEY
    assert reads(card) == (3, False)  # one core dimension is missing: at most 3


def test_with_two_core_figures_missing_there_is_no_level_and_no_blank_reason(team: Team) -> None:
    card = team.report("c23_none")
    assert why(card)["quality"] == NO_SURVEY
    assert why(card)["resolution_time"] == "your export has no resolution time: map resolved_at"
    assert reads(card) == (None, False)
    assert [b["reason"] for b in card["level"]["binding"]] == [
        "your export has no resolution time: map resolved_at",
        NO_SURVEY,
    ]


# One wrong date.

WRONG = {
    "c15_resolved": ["tickets.csv, line 2: resolved_at 29 Jun 2027 lies alone, after all others: it moves no period"],
    "c15_created": [
        f"tickets.csv, line 202: {field} 28 Aug 2026 lies alone, after all others: it moves no period"
        for field in ("created_at", "first_response_at", "resolved_at")
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_date_moves_no_level_and_no_period_and_is_listed(
    team: Team, name: str, tmp_path: Path
) -> None:
    card = team.card(name)
    told = snapshot(card)
    # 200 tickets from 1 to 28 June, and what is wrong: a solution in 2027, or a ticket of two months later
    assert (told["period"]["start"][:10], told["period"]["end"][:10]) == (
        "2026-06-01",
        "2026-06-29",
    )
    assert told["measures"]["tickets"] == 200
    assert sorted(told["ledger"]["notes"]) == WRONG[name]
    assert all(text(note) in markdown(card) for note in WRONG[name])
    # Without the odd row: the same.
    rows = (TEAMS / name / "tickets.csv").read_text(encoding="utf-8").splitlines()
    odd = {"c15_resolved": 1, "c15_created": 201}[name]
    settings = yaml.safe_load((TEAMS / name / "c.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "without.csv"
    path.write_text("\n".join(rows[:odd] + rows[odd + 1 :]) + "\n", encoding="utf-8")
    settings["exports"][0]["paths"] = [str(path)]
    with open_session([str(path)], config_with(tmp_path, settings)) as session:
        without = snapshot(session.scorecard(session.request("28d")))
    assert levels(told) == levels(without)
    assert reads(told) == reads(without) == (4, True)
    assert told["period"]["data_end"] == without["period"]["data_end"]


# Closed, waiting, given up.


@pytest.mark.parametrize(
    ("name", "answered", "known"),
    [("c19_closed", 87, 97), ("c19_closed20", 87, 107), ("c19_wait", 87, 107)],
)
def test_closing_unread_weighs_on_the_answered_share(
    team: Team, name: str, answered: int, known: int
) -> None:
    card = team.report(name)
    # 90 answered, 10 or 20 closed without a reply, or 20 that wait; three of the answered are not a day old.
    share = card["measures"]["answered_share"]
    assert (share["k"], share["n"]) == (answered, known)
    assert levels(card)["response_time"] == 3


def test_19_of_100_gave_up(team: Team) -> None:
    card = team.report("c34_ab")
    left = card["measures"]["abandonment_rate"]
    assert (left["k"], left["n"], left["value"]) == (19, 100, 0.19)
    assert levels(card)["resolution_time"] == 2  # ≤ 20 %, not ≤ 12 %


def test_a_blank_in_19_of_100_is_unknown_and_not_a_no(team: Team) -> None:
    card = team.report("c34_ab_blank")
    # 81 of 100 contacts on live channels say so: under 95 %. Nor do the latest 30 that say no stand for it.
    assert card["measures"]["abandonment_rate"]["value"] is None
    found = criterion(card, "abandonment_rate", 2)
    assert (found["state"], found["value"]) == ("unknown", None)
    assert found["note"] == "only 81 of 100 contacts on live channels say who gave up"


# A part of the team.


@pytest.mark.parametrize(("name", "teams"), [("c29_team", "AB"), ("c36_team", "CE")])
def test_channels_are_the_companys_whatever_team_is_asked_for(
    team: Team, name: str, teams: str
) -> None:
    # Each of the teams works one of the two channels.
    def accessibility(card: Report) -> Report:
        return next(d for d in card["dimensions"] if d["key"] == "accessibility")

    whole = accessibility(team.report(name))
    assert whole["level"] == 5
    for one in teams:
        part = team.report(name, team=one)
        assert part["measures"]["tickets"] == 200
        assert accessibility(part) == whole


def test_a_filter_to_one_agent_gives_figures_and_no_level(team: Team) -> None:
    card = team.card("c20_agent", agent="Bob")
    told = snapshot(card)
    first = told["measures"]["first_response_time"]
    assert (first["n"], first["median"]) == (
        100,
        20 * 60,
    )  # Bob's are answered after 20 min, Ann's after 30 h
    assert reads(told) == (None, False)
    assert told["level"]["why"] == "one agent's figures are no level of the team"
    assert (
        markdown(card)
        .splitlines()[0]
        .endswith("No level: one agent's figures are no level of the team")
    )
    assert team.report("c20_agent")["level"]["reads"] == 2


# Figures that can be trusted at a glance.


def looked(team: Team, name: str, period: str = "28d") -> Scorecard:
    with team.session(name) as session:
        return session.look_again(session.scorecard(session.request(period)))


def doubted(card: Scorecard) -> set[tuple[str, str, int, int]]:
    assert card.look is not None
    return {(one.key, one.name, one.k, one.n) for one in card.look.doubts}


def test_one_line_says_what_the_other_definitions_give(team: Team) -> None:
    card = looked(team, "c01_half_wait_six_days", "90d")
    assert "Other definitions: by the average 1, by four in five 1." in markdown(card)
    assert snapshot(card)["level"]["by_definitions"] == {"helpdesk": 2, "guide": 1, "strict": 1}


def test_one_name_that_answers_in_two_seconds_is_doubted(team: Team) -> None:
    card = looked(team, "c06_bot")
    assert doubted(card) == {("instant_answers", "AI Agent", 180, 180)}
    assert "AI Agent gave 180 of 180 first answers within 5 seconds" in markdown(card)
    assert doubted(looked(team, "c06_bot_set")) == set()


def test_a_median_of_one_second_on_email_is_no_person(team: Team) -> None:
    found = doubted(looked(team, "c27_auto"))
    assert ("instant_letters", "email", 200, 200) in found


@pytest.mark.parametrize(("name", "closed"), [("c19_closed", 10), ("c19_closed20", 20)])
def test_closing_unread_stands_among_the_doubts(team: Team, name: str, closed: int) -> None:
    assert ("closed_unread", "all", closed, 90 + closed) in doubted(looked(team, name))


def test_who_still_waits_is_no_doubt(team: Team) -> None:
    assert doubted(looked(team, "c19_wait")) == set()


def test_nothing_changed_where_nothing_changed(team: Team) -> None:
    card = looked(team, "c16_stationary")
    [resolution] = [row for row in card.rows if row.result.key == "resolution_time"]
    assert resolution.change is None or resolution.change.better is None
    assert card.look is not None
    assert card.look.was == card.assessment.level


def test_who_takes_the_calls_is_not_ranked_below_who_takes_the_chats(team: Team) -> None:
    card = looked(team, "c17_simpson")
    ann, bob = card.agents[:2]
    assert (ann.name, bob.name) == ("Ann", "Bob")
    assert (ann.csat.value or 0) < (bob.csat.value or 0)  # all ratings in one pot say the contrary
    assert ann.like and bob.like
    # Ann has 90 calls and 30 chats, Bob 30 and 90; the team has 75.4 and 98.8 % there.
    assert ann.like.csat.difference == pytest.approx(-(bob.like.csat.difference or 0))
    assert (ann.like.csat.difference or 0) > 0
    told = markdown(card)
    assert told.index("| Ann |") < told.index("| Bob |")
