"""Teams in a few words: figures for the ladder without a single ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries.config import load_config
from queries.config.ladder import Ladder
from queries.ladder.figures import NOT_APPLICABLE, UNKNOWN, ChannelFigures, Figure, Figures
from queries.ladder.overall import Assessment, grade

LADDER: Ladder = load_config().ladder
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
ALL_PRACTICES = tuple(
    dict.fromkeys(
        part.practice
        for dimension in LADDER.dimensions.values()
        for lines in dimension.levels.values()
        for line in lines
        for part in line.parts()
        if part.practice
    )
)
YES = dict.fromkeys(ALL_PRACTICES, "yes")
NO = dict.fromkeys(ALL_PRACTICES, "no")
CLASSES = {name: channel.channel_class for name, channel in load_config().channels.names.items()}


@dataclass(frozen=True)
class Channel:
    """One channel of a team; None is unknown. `calendar` is what level 5 is judged on."""

    n: int = 1000
    first_response: float | None = 30.0
    resolution: float | None = 5 * MINUTE
    answered: float | None = 0.99
    abandoned: float | None = 0.01
    calendar: float | None = None


def figures(
    channels: Mapping[str, Channel],
    *,
    csat: Mapping[str, float] | None = None,
    ratings: int = 500,
    make_sense: tuple[str, ...] | None = None,
    coverage: float | None = 1.0,
    **team: Figure,
) -> Figures:
    """Return the figures of a team; without more words a superb one with CSAT 4.95."""
    total = sum(channel.n for channel in channels.values()) or 1
    scores = (
        {"csat_3_or_more_share": 1.0, "csat_share": 0.99, "csat_mean": 4.95, "csat_5_share": 0.97}
        if csat is None
        else csat
    )
    in_use = [name for name, channel in channels.items() if channel.n >= 5]
    sensible = in_use if make_sense is None else list(make_sense)
    counts = {
        "channels_in_use": (len(in_use), len(sensible) >= 2),
        "other_channels_in_use": (
            sum(CLASSES[name] != "email" for name in in_use),
            any(CLASSES[name] != "email" for name in sensible),
        ),
        "live_channels_in_use": (
            sum(CLASSES[name] == "live" for name in in_use),
            any(CLASSES[name] == "live" for name in sensible),
        ),
        "channels_missing": (len(set(sensible) - set(in_use)), True),
    }
    whole: dict[str, Figure] = {
        **{
            name: Figure(float(value), total, applies=applies)
            for name, (value, applies) in counts.items()
        },
        **{name: Figure(value, ratings) for name, value in scores.items()},
        "csat_good_share": NOT_APPLICABLE,
        "internal_quality_score": UNKNOWN,
        "coverage": Figure(coverage, total),
        "self_service_rate": Figure(0.6, total),
        **team,
    }
    both = tuple(_channel(name, channel, total) for name, channel in channels.items())
    return Figures(
        whole,
        {"response_time": tuple(c[0] for c in both), "resolution_time": tuple(c[1] for c in both)},
    )


def _channel(name: str, channel: Channel, total: int) -> tuple[ChannelFigures, ChannelFigures]:
    def held(measure: str, value: float | None, top: float | None) -> dict[tuple[str, int], Figure]:
        return (
            {
                (measure, level): Figure(
                    top if level == 5 and top is not None else value, channel.n
                )
                for level in range(2, 6)
            }
            if value is not None
            else {}
        )

    plain = {
        "answered_share": Figure(channel.answered, channel.n),
        "abandonment_rate": Figure(channel.abandoned, channel.n),
    }
    share = channel.n / total

    def one(measure: str, value: float | None) -> ChannelFigures:
        return ChannelFigures(
            name,
            CLASSES[name],
            channel.n,
            share,
            channel.n if value is not None else 0,
            held(measure, value, channel.calendar),
            plain,
        )

    return (
        one("first_response_time", channel.first_response),
        one("resolution_time", channel.resolution),
    )


def graded(given: Figures, answers: Mapping[str, str] = YES) -> Assessment:
    """Grade figures on the shipped ladder."""
    return grade(LADDER, given, answers)


def team(
    answers: Mapping[str, str] = YES, *, channels: Mapping[str, Channel] | None = None, **more: Any
) -> Assessment:
    """Grade a team that is superb but for what is said."""
    return graded(figures(channels or {"email": Channel(), "chat": Channel()}, **more), answers)


def level_of(assessment: Assessment, dimension: str) -> int | None:
    """Return one dimension's level."""
    return next(d.level for d in assessment.dimensions if d.key == dimension)
