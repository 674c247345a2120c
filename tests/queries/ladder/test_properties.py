"""What must hold for every team: hypothesis makes them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.ladder.overall import Assessment
from queries.ladder.state import State
from tests.queries.ladder.teams import ALL_PRACTICES, CLASSES, DAY, Channel, figures, graded

seconds = st.one_of(st.none(), st.floats(1, 10 * DAY))
shares = st.one_of(st.none(), st.floats(0, 1))
channels = st.dictionaries(
    st.sampled_from(["email", "chat", "phone", "instagram"]),
    st.builds(
        Channel,
        n=st.integers(1, 5000),
        first_response=seconds,
        resolution=seconds,
        answered=shares,
        abandoned=shares,
    ),
    min_size=1,
    max_size=3,
)
scores = st.one_of(
    st.just({}),
    st.floats(1, 5).map(
        lambda mean: {
            "csat_3_or_more_share": min(1.0, mean / 4.5),
            "csat_share": min(1.0, mean / 4.9),
            "csat_mean": mean,
            "csat_5_share": min(1.0, mean / 5),
        }
    ),
)
answers = st.dictionaries(
    st.sampled_from(ALL_PRACTICES), st.sampled_from(["yes", "no", "not applicable"])
)
teams = st.fixed_dictionaries(
    {
        "channels": channels,
        "csat": scores,
        "coverage": st.one_of(st.none(), st.floats(0, 1)),
        "make_sense": st.sampled_from(
            [None, ("email",), ("email", "chat"), ("phone", "chat", "email")]
        ),
    }
)
many = settings(max_examples=150, deadline=None, derandomize=True)


def grade_team(team: Mapping[str, Any], given_answers: Mapping[str, str]) -> Assessment:
    return graded(figures(**team), given_answers)


def levels(assessment: Assessment) -> dict[str, int | None]:
    return {d.key: d.level for d in assessment.dimensions}


@many
@given(teams, answers, st.data())
def test_better_figures_never_lower_a_level(
    team: Any, said: dict[str, str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(team["channels"])))
    field = data.draw(st.sampled_from(["first_response", "resolution", "answered", "abandoned"]))
    factor = data.draw(st.floats(0.01, 1))
    channel = team["channels"][name]
    value = getattr(channel, field)
    if value is None:
        return
    better = min(1.0, value + (1 - value) * factor) if field == "answered" else value * factor
    improved = {**team, "channels": {**team["channels"], name: replace(channel, **{field: better})}}
    before, after = grade_team(team, said), grade_team(improved, said)
    assert (after.level or 0) >= (before.level or 0)
    for key, level in levels(before).items():
        assert (levels(after)[key] or 0) >= (level or 0)


@many
@given(teams, answers)
def test_a_level_met_implies_all_lower_ones(team: Any, said: dict[str, str]) -> None:
    for dimension in grade_team(team, said).dimensions:
        if dimension.group == "core" or dimension.level is None:
            continue
        missed = {r.level for r in dimension.criteria if r.state is State.MISSED}
        assert all(level > dimension.level for level in missed)


@many
@given(teams, answers, st.sampled_from(ALL_PRACTICES))
def test_what_is_unknown_in_one_dimension_never_changes_another(
    team: Any, said: dict[str, str], practice: str
) -> None:
    told, blank = (
        grade_team(team, said),
        grade_team(team, {k: v for k, v in said.items() if k != practice}),
    )
    for before, after in zip(told.dimensions, blank.dimensions, strict=True):
        if not any(practice in [p.key for p in (r, *r.parts)] for r in before.criteria):
            assert before.level == after.level
    without_ratings = levels(grade_team({**team, "csat": {}}, said))
    assert {k: v for k, v in without_ratings.items() if k != "quality"} == {
        k: v for k, v in levels(told).items() if k != "quality"
    }


@many
@given(teams, answers, st.sampled_from(ALL_PRACTICES))
def test_a_no_costs_at_most_one_level_and_a_yes_never_lowers(
    team: Any, said: dict[str, str], practice: str
) -> None:
    def level(answer: str) -> int:
        return grade_team(team, {**said, practice: answer}).level or 0

    assert level("yes") - 1 <= level("no") <= level("yes")
    assert level("no") <= level("") <= level("yes")


@many
@given(teams)
def test_every_practice_no_costs_at_most_two_levels(team: Any) -> None:
    yes = grade_team(team, dict.fromkeys(ALL_PRACTICES, "yes"))
    no = grade_team(team, dict.fromkeys(ALL_PRACTICES, "no"))
    assert (no.level or 0) >= (yes.level or 0) - 2
    for dimension in no.dimensions:
        if dimension.group == "core" and dimension.level is not None:
            assert dimension.level >= (dimension.measured_level or 0) - 1


@many
@given(teams, answers)
def test_a_blank_never_earns_a_five(team: Any, said: dict[str, str]) -> None:
    assessment = grade_team(team, said)
    if assessment.level == 5:
        assert assessment.unanswered == ()
        assert all(r.state is not State.UNKNOWN for d in assessment.dimensions for r in d.criteria)


@many
@given(teams, answers)
def test_what_holds_a_level_down_is_always_named(team: Any, said: dict[str, str]) -> None:
    assessment = grade_team(team, said)
    assert bool(assessment.binding) == (assessment.level != 5)


@many
@given(teams, answers)
def test_doing_what_the_checklist_blocks_on_reaches_its_target(
    team: Any, said: dict[str, str]
) -> None:
    assessment = grade_team(team, said)
    target = assessment.checklist.target
    if target is None or target == 5:
        return
    fixed_channels, fixed_answers = dict(team["channels"]), dict(said)
    fields = {
        "first_response_time": ("first_response", 1.0),
        "resolution_time": ("resolution", 1.0),
        "answered_share": ("answered", 1.0),
        "abandonment_rate": ("abandoned", 0.0),
    }
    fixed = dict(team)
    for step in assessment.checklist.steps:
        for result in step.blocking:
            if result.channel and result.key in fields:
                field, value = fields[result.key]
                fixed_channels[result.channel] = replace(
                    fixed_channels[result.channel], **{field: value}
                )
            elif result.key.startswith("csat"):
                fixed["csat"] = {
                    "csat_3_or_more_share": 1.0,
                    "csat_share": 1.0,
                    "csat_mean": 5.0,
                    "csat_5_share": 1.0,
                }
            elif result.key in ALL_PRACTICES:
                fixed_answers[result.key] = "yes"
            elif not result.measured or result.dimension == "accessibility":
                return  # opening a channel is no figure to set here
    if any(d.group == "core" and d.level is None for d in assessment.dimensions):
        return  # a figure that is missing cannot be improved
    after = grade_team({**fixed, "channels": fixed_channels}, fixed_answers)
    assert (after.level or 0) >= target


def test_every_channel_class_has_bounds_or_is_not_graded() -> None:
    assert set(CLASSES.values()) == {"email", "social", "live", "none"}
