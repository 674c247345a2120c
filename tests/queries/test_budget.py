"""The month's budget by hand, and what it must agree with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from queries.config import load_config
from queries.config.bounds import Bound
from queries.figures.budget import SoFar, budget, left
from queries.ladder.criteria import Result
from queries.ladder.missing import missing
from queries.ladder.state import State
from queries.session import open_session

# November, evening of the 21st: 420 decided, 63 late, 20 a day, 9 days: 180 to come, 600 in all.
NOVEMBER = SoFar(n=420, late=63, to_come=180, days=9, pace=(63, 420))


def at_a_day(late: int) -> SoFar:
    return replace(NOVEMBER, pace=(late, 20))


def test_how_many_more_may_be_late() -> None:
    four_in_five = left(NOVEMBER, 200)
    assert (four_in_five.total, four_in_five.allowed, four_in_five.left) == (600, 120, 57)
    assert (four_in_five.fate, four_in_five.day) == ("open", None)  # at 3 late a day not this month
    assert left(NOVEMBER, 150).left == 27  # exactly 3 a day: holds to the last
    assert left(NOVEMBER, 150).day is None
    nine_in_ten = left(NOVEMBER, 100)
    assert (nine_in_ten.fate, nine_in_ten.left) == ("out_of_reach", -3)
    assert nine_in_ten.needs == 30  # 630 contacts would be needed


def test_the_day_it_is_out_of_reach() -> None:
    assert left(at_a_day(8), 200).day == 8  # 63 + 8·7 = 119 ≤ 120 < 127: 29 November
    assert left(at_a_day(9), 200).day == 7
    assert left(at_a_day(3), 200).day is None


def test_the_ends() -> None:
    assert left(replace(NOVEMBER, late=300), 200).left == -180
    assert left(SoFar(500, 0, to_come=100, days=5), 200).fate == "holds"  # 120 left, 100 to come
    assert left(replace(NOVEMBER, to_come=0, days=0), 200).left == 21  # 84 − 63, whatever
    assert left(replace(NOVEMBER, to_come=0, days=0), 200).fate == "holds"
    assert left(NOVEMBER, 0).allowed == 0  # all of them are asked
    assert left(NOVEMBER, 0).needs is None
    assert left(SoFar(10, 1, to_come=10, days=3), 200).fate == "too_few"
    assert left(SoFar(0, 0, to_come=100, days=9), 200).left == 20


def test_stars() -> None:
    # 60 ratings, 12 stars lost, 40 to come: 20 may be lost in all
    assert left(SoFar(60, 12, to_come=40, days=9), 200, most_each=4).left == 8
    # 268 ratings, 145 lost: 53 allowed
    sample = left(SoFar(268, 145), 200, most_each=4)
    assert (sample.allowed, sample.left) == (53, -92)
    assert sample.needs == 725 - 268  # 457 fives: at 724 it is 4.7997


@pytest.mark.parametrize("share", [500, 800, 900, 950, 975])
def test_when_nothing_more_comes_it_is_what_is_missing(share: int) -> None:
    bound = Bound(">=", share / 1000, "share", "")
    for n in range(1, 200):
        for late in range(n + 1):
            value = (n - late) / n
            state = State.MET if bound.holds(value) else State.MISSED
            lacks = missing(Result("k", "d", 4, state, value, bound, "share", n))
            assert lacks is not None
            now = left(SoFar(n, late), 1000 - share, least=1)
            assert now.left == (-lacks.k if lacks.k else lacks.room)


@pytest.mark.parametrize("share", [500, 800, 900])
def test_with_what_is_left_it_holds_and_with_one_more_it_does_not(share: int) -> None:
    for n, late, young, to_come in (
        (40, 3, 0, 11),
        (61, 5, 2, 30),
        (420, 63, 0, 180),
        (35, 0, 1, 0),
    ):
        found = left(SoFar(n, late, young, to_come), 1000 - share)
        total = n + young + to_come
        if found.left >= 0:
            assert (total - late - found.left) / total >= share / 1000
            assert (total - late - found.left - 1) / total < share / 1000


def test_the_sample_s_november() -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        card = session.scorecard(session.request("28d"))
        found = budget(session.workspace, card.request, config, card.assessment.dimensions)
        month = session.scorecard(session.request("2026-11"))
    assert found is not None
    assert (str(found.first), str(found.last), str(found.ends)) == (
        "2026-11-01",
        "2026-11-20",
        "2026-11-30",
    )
    for line in found.lines:
        # What is decided so far is what the month's own scorecard counts.
        same = next(
            r
            for d in month.assessment.dimensions
            for r in d.criteria
            if r.place == line.result.place
        )
        lacks = missing(same)
        if lacks is not None and lacks.counted is not None and lacks.of in ("cases", "ratings"):
            assert line.so_far.n == lacks.n, line
            late = lacks.counted if lacks.of == "ratings" else lacks.bad
            assert line.so_far.late == late, line
    first = found.of("resolution_time", 4)[0]
    # Four in five within level 3's bound run out first: about 55 (`change.md`), at the end of the month.
    assert first.result.within == 3
    assert first.left.left in range(50, 60)
    assert first.left.day in range(5, 10)
    stars = found.of("quality", 4)[0]
    assert stars.left.fate == "out_of_reach"
