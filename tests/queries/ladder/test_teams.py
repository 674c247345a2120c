"""Every team of ladder.md §2, with the level that a fair lead would say."""

from __future__ import annotations

from queries.ladder.figures import NOT_APPLICABLE, UNKNOWN, Figure
from queries.ladder.state import State
from tests.queries.ladder.teams import (
    ALL_PRACTICES,
    DAY,
    HOUR,
    LADDER,
    MINUTE,
    NO,
    YES,
    Channel,
    figures,
    graded,
    level_of,
    team,
)

EMAIL_AT_FOUR = Channel(first_response=3 * HOUR, resolution=10 * HOUR)


def test_superb_in_everything_is_stellar() -> None:
    assessment = team()
    assert (assessment.level, assessment.name, assessment.provisional) == (5, "Stellar", False)
    assert assessment.binding == ()


def test_email_only() -> None:
    # One channel that is email: accessibility 1, below 4 − 1, so a team at 4 in the core reads 3.
    assessment = team(
        channels={"email": EMAIL_AT_FOUR},
        make_sense=("email", "chat"),
        csat={
            "csat_3_or_more_share": 1,
            "csat_share": 0.96,
            "csat_mean": 4.85,
            "csat_5_share": 0.9,
        },
    )
    assert level_of(assessment, "accessibility") == 1
    assert assessment.level == 3
    assert assessment.binding[0].dimension == "accessibility"


def test_email_only_where_only_email_makes_sense() -> None:
    assessment = team(channels={"email": EMAIL_AT_FOUR}, make_sense=("email",))
    assert level_of(assessment, "accessibility") == 5  # covered round the clock, nothing missing
    assert assessment.level == 4


def test_phone_only() -> None:
    assessment = team(
        channels={"phone": Channel(first_response=40.0)}, make_sense=("phone", "email")
    )
    # One channel that is not email is level 2 of accessibility: below 5 − 1.
    assert level_of(assessment, "accessibility") == 2
    assert level_of(assessment, "response_time") == 5
    assert assessment.level == 4


def test_eight_tickets_a_day() -> None:
    # 28 days × 8 = 224 tickets, half by email; replies cannot show round-the-clock cover.
    channels = {
        "email": Channel(n=112, first_response=20 * HOUR, resolution=20 * HOUR),
        "chat": Channel(n=112, first_response=4 * MINUTE, resolution=25 * MINUTE),
    }
    assessment = team({**YES, "round_the_clock": ""}, channels=channels, coverage=None, ratings=40)
    assert assessment.level == 3
    assert assessment.binding[0].criterion is not None
    assert assessment.binding[0].criterion.channel == "email"


def test_no_surveys_at_all() -> None:
    unknown = dict.fromkeys(
        ("csat_3_or_more_share", "csat_share", "csat_mean", "csat_5_share"), UNKNOWN
    )
    assessment = team(csat={}, **unknown)
    assert level_of(assessment, "quality") is None
    assert (assessment.level, assessment.provisional) == (3, True)
    assert assessment.binding[0].dimension == "quality"


def test_superb_numbers_with_every_practice_no() -> None:
    assessment = team(NO)
    assert assessment.level in (3, 4)
    assert level_of(assessment, "resolution_time") == 4  # a no costs a core dimension one level


def test_superb_numbers_with_nothing_answered() -> None:
    assessment = team({})
    assert (assessment.level, assessment.provisional) == (4, True)
    assert len(assessment.unanswered) > 20


def test_perfect_but_two_practices_unanswered() -> None:
    answers = {key: "yes" for key in ALL_PRACTICES if key not in ("faq_page", "brand_voice")}
    assessment = team(answers)
    assert (assessment.level, assessment.provisional) == (4, True)
    assert set(assessment.unanswered) == {"faq_page", "brand_voice"}


def test_ten_thousand_chats_and_twenty_emails() -> None:
    channels = {"chat": Channel(n=10_000), "email": Channel(n=20, first_response=4 * DAY)}
    assessment = team(channels=channels)
    response = next(d for d in assessment.dimensions if d.key == "response_time")
    assert response.level == 5  # the emails are listed, not graded
    assert {c.name: c.level for c in response.channels} == {"chat": 5, "email": None}
    assert "10 tickets short" in response.channels[1].why


def test_nine_thousand_chats_in_30_s_and_a_thousand_calls_in_2_h() -> None:
    channels = {"chat": Channel(n=9_000), "phone": Channel(n=1_000, first_response=2 * HOUR)}
    assessment = team(channels=channels)
    # The calls alone are level 1; carrying 10 % of contacts they cost one level, not four.
    assert level_of(assessment, "response_time") == 4
    assert assessment.level == 4
    assert assessment.binding[0].criterion is not None
    assert assessment.binding[0].criterion.channel == "phone"


def test_55_percent_answered_in_20_min_and_45_percent_never() -> None:
    assessment = team(
        channels={"email": Channel(first_response=20 * MINUTE, answered=0.55), "chat": Channel()}
    )
    assert level_of(assessment, "response_time") == 2
    assert assessment.level == 2


def test_b2b_desk_from_9_to_17() -> None:
    # 15 h by the calendar, 1.5 h in open time: level 4 in open time, level 5 only by the calendar.
    channels = {
        "email": Channel(first_response=1.5 * HOUR, resolution=3 * HOUR, calendar=15 * HOUR),
        "chat": Channel(),
    }
    assert team(channels=channels).level == 4


def test_whatsapp_only() -> None:
    assessment = team(
        channels={"whatsapp": Channel(first_response=8 * MINUTE)}, make_sense=("whatsapp",)
    )
    # WhatsApp is live: 8 minutes are within 10 (level 3), not under 5.
    assert level_of(assessment, "response_time") == 3
    assert assessment.level == 3


def test_only_channels_known() -> None:
    nothing = Channel(first_response=None, resolution=None, answered=None, abandoned=None)
    assessment = graded(figures({"email": nothing, "chat": nothing}, csat={}), {})
    assert (assessment.level, assessment.name) == (None, "Not assessed")
    assert [binding.dimension for binding in assessment.binding] == [
        "response_time",
        "resolution_time",
        "quality",
    ]


def test_the_holes_of_the_guide_close_downwards() -> None:
    def response(**channels: float) -> int | None:
        return level_of(
            team(
                channels={
                    name: Channel(first_response=seconds) for name, seconds in channels.items()
                }
            ),
            "response_time",
        )

    assert response(email=9 * HOUR) == 3
    assert response(chat=7 * MINUTE) == 3
    assert response(chat=20 * MINUTE) == 2
    assert response(email=4 * HOUR) == 3  # < 4 h, not ≤
    assert response(email=24 * HOUR) == 3
    assert response(instagram=14 * MINUTE) == 5
    assert response(email=30 * HOUR) == 2
    assert response(email=3 * DAY) == 1


def test_a_two_valued_scale_is_judged_by_its_good_share() -> None:
    def quality(share: float) -> int | None:
        return level_of(
            team(
                csat={"csat_3_or_more_share": share, "csat_share": share},
                csat_mean=NOT_APPLICABLE,
                csat_5_share=NOT_APPLICABLE,
                csat_good_share=Figure(share, 500),
            ),
            "quality",
        )

    assert [quality(share) for share in (0.79, 0.84, 0.91, 0.92, 0.97)] == [1, 2, 3, 4, 5]


def test_what_does_not_apply_is_not_unknown() -> None:
    answers = {
        **YES,
        "welcome_videos": "not applicable",
        "handwritten_notes": "not applicable",
        "milestones": "not applicable",
    }
    assert team(answers).level == 5  # any two of what applies: the one that is left
    assert team({**answers, "vip_rewards": "no"}).level == 4
    assert team({**answers, "vip_rewards": "not applicable"}).level == 5  # nothing left


def test_channels_that_make_sense_are_unknown_until_said() -> None:
    assessment = team(channels_missing=UNKNOWN)
    access = next(d for d in assessment.dimensions if d.key == "accessibility")
    assert any(r.key == "channels_missing" and r.state is State.UNKNOWN for r in access.criteria)
    assert assessment.level == 4  # a blank never earns a 5


def test_evidence_stands_in_for_a_blank_and_never_overrules_a_no() -> None:
    blank = {**YES, "proactive_chat": ""}
    seen = Figure(0.02, 500)
    assert level_of(team(blank, proactive_chat_share=seen), "proactivity") == 5
    assert (
        level_of(team({**YES, "proactive_chat": "no"}, proactive_chat_share=seen), "proactivity")
        == 3
    )


def test_a_lower_bound_lifts_and_never_lowers() -> None:
    low = Figure(0.05, 500, lifts_only=True)
    assessment = team(self_service_rate=low)
    service = next(d for d in assessment.dimensions if d.key == "self_service")
    assert service.ceiling == 5
    assert {r.state for r in service.criteria if r.key == "self_service_rate"} == {State.UNKNOWN}


def test_delight_counts_once_response_and_resolution_are_at_4() -> None:
    slow = team(channels={"email": Channel(first_response=20 * HOUR), "chat": Channel()})
    assert [d.counts for d in slow.dimensions if d.key == "delight"] == [False]
    assert [d.counts for d in team().dimensions if d.key == "delight"] == [True]


def test_a_yes_to_one_practice_never_lowers_a_blank_team() -> None:
    # Level 2 of self-service shown and the rest unanswered is no proof that the rest is missing.
    channels = {"email": EMAIL_AT_FOUR, "chat": Channel()}
    assert team({}, channels=channels).level == 4
    assert team({"faq_page": "yes"}, channels=channels).level == 4
    assert team({"faq_page": "yes", "faq_detailed": "no"}, channels=channels).level == 3


def test_too_few_ratings_are_not_assessed() -> None:
    assessment = team(ratings=13)
    assert level_of(assessment, "quality") is None
    assert assessment.binding[0].reason.startswith("not assessed")
    assert "12 short of 25" in assessment.binding[0].reason


def test_the_checklist_names_one_step_a_key() -> None:
    channels = {"email": Channel(resolution=14 * HOUR), "chat": Channel()}
    checklist = team({**YES, "advanced_automation": "no"}, channels=channels).checklist
    assert checklist.target == 4
    keys = [(step.dimension, step.key) for step in checklist.steps]
    assert len(keys) == len(set(keys))
    blocking = [
        (step.key, [r.channel for r in step.blocking]) for step in checklist.steps if step.blocking
    ]
    assert blocking == [("resolution_time", ["email"]), ("advanced_automation", [None])]
    assert checklist.done == len(checklist.steps) - 2


def test_level_facts_and_advice_are_listed_and_never_block() -> None:
    checklist = team(
        {}, channels={"email": Channel(resolution=14 * HOUR), "chat": Channel()}
    ).checklist
    assert [practice.key for practice in checklist.facts] == [
        "metrics_reported",
        "training_continuous",
    ]
    assert [practice.key for practice in checklist.advice] == ["loyalty_program", "vip_policy"]


def test_every_practice_of_the_ladder_has_words() -> None:
    assert set(ALL_PRACTICES) <= set(LADDER.practices)
