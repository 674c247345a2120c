"""An arrow only where something changed: outside the noise, both sides with enough cases."""

from __future__ import annotations

import math
import random

import pytest

from queries.figures.change import Change, change, interval, wilson
from queries.figures.measure import Figure

RATINGS = 27


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (8, 10, 0.4901624715, 0.9433178485),
        (45, 50, 0.7863976856, 0.9565242351),
        (10, 10, 0.7224672001, 1.0),
        (0, 5, 0.0, 0.4344824648),
    ],
)
def test_wilsons_interval(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == (pytest.approx(low, abs=5e-11), pytest.approx(high, abs=5e-11))


def arrow(before: float, now: float, chance: random.Random, n: int = RATINGS) -> Change | None:
    """Return the change between two drawn periods of `n` ratings at these shares of 4s and 5s."""
    old, new = (sum(chance.random() < share for _ in range(n)) / n for share in (before, now))
    return change(Figure(new, n), Figure(old, n), 10, "share", lower_is_better=False)


def is_arrow(found: Change | None) -> bool:
    return found is not None and found.better is not None


def test_an_agent_without_any_change_rarely_has_an_arrow() -> None:
    chance = random.Random(11)
    assert sum(is_arrow(arrow(0.87, 0.87, chance)) for _ in range(2000)) / 2000 <= 0.10


def test_an_agent_who_falls_from_97_to_70_percent_often_has_one() -> None:
    chance = random.Random(12)
    found = [arrow(0.97, 0.70, chance) for _ in range(2000)]
    assert sum(c is not None and c.better is False for c in found) / 2000 >= 0.40


def within_a_day(median: float, chance: random.Random) -> Figure:
    """Return the share of 400 tickets solved within 24 h, of lognormal times in hours."""
    hours = (chance.lognormvariate(math.log(median), 1.8) for _ in range(400))
    return Figure(sum(h <= 24 for h in hours) / 400, 400)


@pytest.mark.parametrize(("median", "least", "most"), [(27.6, 0.0, 0.10), (13.8, 0.90, 1.0)])
def test_resolution_moves_where_it_moved(median: float, least: float, most: float) -> None:
    chance = random.Random(13)
    moved = [
        change(
            within_a_day(median, chance),
            within_a_day(27.6, chance),
            30,
            "share",
            lower_is_better=False,
        )
        for _ in range(300)
    ]
    arrows = sum(map(is_arrow, moved)) / 300
    assert least <= arrows <= most


def test_a_mean_has_the_interval_of_its_deviation() -> None:
    figure = Figure(4.5, 100, {"deviation": 1.0})
    assert interval(figure, "score") == (pytest.approx(4.304004), pytest.approx(4.695996))
    slipped = Figure(4.4, 100, {"deviation": 1.0})
    assert not is_arrow(change(slipped, figure, 25, "score", lower_is_better=False))


def test_what_is_no_sample_has_no_arrow() -> None:
    now, before = Figure(0.5, 500, {"hours": 90}), Figure(0.1, 500, {"hours": 90})
    assert change(now, before, 0, "share", lower_is_better=False) is None
    assert change(Figure(9.0, 500), Figure(2.0, 500), 0, "count", lower_is_better=False) is None
