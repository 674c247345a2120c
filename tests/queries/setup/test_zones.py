"""Zones are ranked by the night in the data, and never named by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.setup.zones import ZoneFacts, ranked


def day(begins: int, total: int = 1000, in_the_night: int = 10) -> tuple[int, ...]:
    """Return hours of a day whose emptiest six begin so: ten there, the rest evenly."""
    night = {(begins + hour) % 24 for hour in range(6)}
    each = (total - in_the_night) // 18
    return tuple(0 if h in night else each for h in range(24))


def test_local_times_fit_every_zone_so_the_leads_own_comes_first() -> None:
    facts = ZoneFacts(day(23))
    assert facts.night is not None
    assert (facts.night.begins, facts.elsewhere) == (23, False)
    first, second, *_ = ranked(facts, "Europe/Vienna")
    assert (first.team, first.written_in, second.team) == ("Europe/Vienna", None, "UTC")
    # Nobody knows whose machine it is: times stay as they stand.
    assert ranked(facts, None)[0].team == "UTC"


def test_a_night_at_16_h_is_no_local_one_and_fits_eight_hours_east_of_utc() -> None:
    facts = ZoneFacts(day(16))
    assert facts.elsewhere
    zones = ranked(facts, "Europe/Berlin")
    assert {zone.written_in for zone in zones} == {"UTC"}
    assert zones[0].team == "Asia/Singapore"  # 16 + 8 = 24 h
    # The lead's own, seven hours off, is offered behind those that fit; within three hours it is first.
    assert "Europe/Berlin" in [zone.team for zone in zones]
    assert ranked(facts, "Asia/Tokyo")[0].team == "Asia/Tokyo"


def test_times_that_say_their_zone_are_read_by_it() -> None:
    zones = ranked(ZoneFacts(day(5), absolute=True), None)
    # A night from 5 h on, in UTC, begins at midnight five hours west.
    assert (zones[0].team, zones[0].written_in) == ("America/New_York", None)


@pytest.mark.parametrize(
    "hours",
    [
        (1,) * 24,  # 24 times are too few
        (100,) * 24,  # a quarter in any six hours is no night
        (0,) * 24,
    ],
)
def test_few_times_or_no_night_tell_nothing(hours: tuple[int, ...]) -> None:
    facts = ZoneFacts(hours)
    assert (facts.night, facts.elsewhere) == (None, False)
    assert ranked(facts, None)[0].team == "UTC"


@given(
    st.lists(st.integers(0, 10_000), min_size=24, max_size=24),
    st.booleans(),
    st.sampled_from([None, "Europe/Berlin", "Asia/Kathmandu"]),
)
def test_whatever_the_hours_each_zone_is_offered_once(
    hours: list[int], absolute: bool, own: str | None
) -> None:
    zones = ranked(ZoneFacts(tuple(hours), absolute=absolute), own)
    assert 1 <= len(zones) == len({zone.team for zone in zones}) <= 8
    assert own is None or own in {zone.team for zone in zones}
