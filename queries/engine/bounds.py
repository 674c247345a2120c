"""The ladder's bounds on times of single customers, for each class of channel, in microseconds."""

from __future__ import annotations

from collections.abc import Iterator

from queries.config import Config
from queries.config.bounds import Bound
from queries.config.catalogue import catalogue
from queries.config.schema import Channels, Team

_CLASSES = ("email", "social", "live")
_MEASURES = ("first_response_time", "resolution_time")
_OPEN_TIME_LEVELS = (2, 3, 4)
_LEVELS = (*_OPEN_TIME_LEVELS, 5)
_HOUR = 3600.0
# From so long on a bound speaks of days: 24 h are one working day, 12 h half a one.
_IN_DAYS = 12 * _HOUR


def class_bounds(config: Config) -> Iterator[tuple[str | int | None, ...]]:
    """Yield a row a class: its name, then each level's bound on the first response, then on the resolution.

    A bound is the longest wait that is still within it: just below it where it has to be stayed under.
    Levels 2 to 4 are in open time where opening hours are set; no bound is longer than that of the level below.
    """
    day = open_hours_a_day(config.team) * _HOUR if judged_in_open_time(config) else None
    bounds = _bounds(config)
    for of in _CLASSES:
        row: list[int | None] = []
        for measure in _MEASURES:
            last: int | None = None
            for level in _LEVELS:
                bound = bounds.get((measure, of, level))
                found = last if bound is None else _microseconds(bound, day if level < 5 else None)
                last = found if last is None or found is None else min(last, found)
                row.append(last)
        yield of, *row


def judged_in_open_time(config: Config) -> bool:
    """Whether the team has opening hours, and enough of them in a week."""
    return bool(config.team.hours) and _week(config.team) >= config.ladder.rules.least_open_hours


def open_hours_a_day(team: Team) -> float:
    """Return the mean open hours of the days that are open."""
    days = [day for day in team.hours.values() if day]
    return _week(team) / len(days) if days else 24.0


def case_channels(channels: Channels) -> Iterator[str]:
    """Yield the channels on which contacts only open a case."""
    return (name for name, channel in channels.names.items() if channel.resolution == "case")


def _week(team: Team) -> float:
    return sum(closes - opens for day in team.hours.values() for opens, closes in day) / 60


def _bounds(config: Config) -> dict[tuple[str, str, int], Bound]:
    return {
        (line.measure, of, level): line.bound
        for dimension in config.ladder.dimensions.values()
        for level, lines in dimension.levels.items()
        for line in lines
        if line.measure is not None and line.bound is not None and catalogue()[line.measure].reach
        for of in ([line.channel_class] if line.channel_class else _CLASSES)
    }


def _microseconds(bound: Bound, working_day: float | None) -> int:
    seconds = bound.value
    if working_day is not None and seconds >= _IN_DAYS:
        seconds *= working_day / (24 * _HOUR)
    return round(seconds * 1e6) - (len(bound.operator) == 1)
