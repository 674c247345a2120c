"""One dimension: its criteria judged, channel by channel where it is graded so, and its level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from queries.config.catalogue import catalogue
from queries.config.ladder import Criterion, Dimension, Rules
from queries.ladder.criteria import Judge, Result, first_missed, level_reached
from queries.ladder.figures import UNKNOWN, ChannelFigures, Figures
from queries.ladder.state import State


@dataclass(frozen=True, slots=True)
class ChannelLevel:
    """One channel's part in a dimension; `level` None: not graded, `why` says so in words."""

    name: str
    channel_class: str
    contacts: int
    share: float
    graded: int
    level: int | None
    minor: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension, judged.

    `level` is what it reads (None: not assessed); `ceiling` the highest level that nothing known
    rules out. `measured_level` is what the figures alone read, before practices. `look_back` is in
    days, 0 where the period itself has enough.
    """

    key: str
    name: str
    group: str
    level: int | None
    ceiling: int
    measured_level: int | None
    criteria: tuple[Result, ...]
    channels: tuple[ChannelLevel, ...]
    look_back: int
    figure: str | None
    counts: bool = True

    @property
    def window(self) -> str:
        """How far it looks back, in words; '' where the period has enough."""
        return f"last {self.look_back} days" if self.look_back else ""

    @property
    def applies(self) -> bool:
        """Whether it asks anything at all of this team."""
        return any(result.state is not State.NOT_APPLICABLE for result in self.criteria)

    @property
    def unknown(self) -> tuple[Result, ...]:
        """The unknown criteria that could change what the dimension reads."""
        top = 5 if self.level is None else min(5, self.level + 1)
        return tuple(
            result
            for result in self.criteria
            if result.state is State.UNKNOWN and result.level <= top
        )

    @property
    def provisional(self) -> bool:
        """Whether an unknown criterion could change what it reads."""
        return bool(self.unknown)


def judge_dimension(
    key: str, dimension: Dimension, rules: Rules, figures: Figures, answers: Mapping[str, str]
) -> DimensionResult:
    """Judge every criterion of `dimension` and read its level."""

    def least(measure: str) -> int:
        entry = catalogue()[measure]
        return getattr(rules, entry.least) if entry.least else 0

    def by_channel_judged(line: Criterion) -> bool:
        return line.measure is not None and catalogue()[line.measure].per == "channel"

    team = Judge(key, lambda measure, _: figures.team.get(measure, UNKNOWN), answers, least)
    by_channel = {
        level: [line for line in lines if by_channel_judged(line)]
        for level, lines in dimension.levels.items()
    }
    whole = [
        team.judge(line, level)
        for level, lines in dimension.levels.items()
        for line in lines
        if not by_channel_judged(line)
    ]
    channels, results = [], []
    for channel in figures.channels.get(key, ()):
        standing, judged = _judge_channel(
            key, channel, by_channel, rules, answers, least, dimension.figure
        )
        channels.append(standing)
        results += judged
    if any(by_channel.values()):
        measured_level = _lowest_channel(channels)
        if not results:
            results = _nothing_graded(key, by_channel)
    else:
        own = [result for result in whole if result.key == dimension.figure]
        known = dimension.figure is None or any(result.known for result in own)
        measured_level = level_reached(r for r in whole if r.measured) if known else None
    everything = tuple(sorted([*results, *whole], key=lambda result: result.level))
    if dimension.group == "core":
        level = _core_level(measured_level, whole)
        ceiling = level or 5
    else:
        level, ceiling = level_reached(everything), first_missed(everything) - 1
    return DimensionResult(
        key,
        dimension.name,
        dimension.group,
        level,
        ceiling,
        measured_level,
        everything,
        tuple(channels),
        figures.look_back.get(key, 0),
        dimension.figure,
    )


def _judge_channel(
    key: str,
    channel: ChannelFigures,
    by_channel: Mapping[int, list[Criterion]],
    rules: Rules,
    answers: Mapping[str, str],
    least: Callable[[str], int],
    own_figure: str | None,
) -> tuple[ChannelLevel, list[Result]]:
    minor = channel.share < rules.minor_channel

    def standing(level: int | None, why: str = "") -> ChannelLevel:
        return ChannelLevel(
            channel.name,
            channel.channel_class,
            channel.contacts,
            channel.share,
            channel.graded,
            level,
            minor,
            why,
        )

    if channel.channel_class == "none":
        return standing(None, "not graded: its class is none"), []
    if channel.graded < rules.graded_tickets:
        return standing(
            None,
            f"not graded: {rules.graded_tickets - channel.graded} tickets short of "
            f"{rules.graded_tickets}",
        ), []
    if channel.share < rules.share_of_contacts and channel.contacts < rules.or_contacts:
        return standing(None, f"not graded: under {rules.share_of_contacts:.0%} of contacts"), []
    judge = Judge(key, channel.figure, answers, least, channel.name)
    results = [
        judge.judge(line, level)
        for level, lines in by_channel.items()
        for line in lines
        if line.channel_class in (None, channel.channel_class)
    ]
    if not any(result.known for result in results if result.key == own_figure):
        return standing(None, "not graded: no tickets old enough"), []
    missed, level = first_missed(results), level_reached(results)
    # Too young a period knows a miss but nothing below it: that is no level yet.
    if level == 1 and missed > 2:
        return standing(None, "not graded: the data are too short to tell"), []
    return standing(level), results


def _lowest_channel(channels: list[ChannelLevel]) -> int | None:
    """Return the lowest graded channel's level; a minor channel costs at most one level."""
    graded = [channel for channel in channels if channel.level is not None]
    if not graded:
        return None
    major = [channel.level or 0 for channel in graded if not channel.minor]
    minor = [channel.level or 0 for channel in graded if channel.minor]
    if not major:
        return min(minor)
    base = min(major)
    return min([base, *(max(level, base - 1) for level in minor)])


def _nothing_graded(key: str, by_channel: Mapping[int, list[Criterion]]) -> list[Result]:
    """Return the channel criteria as unknown, so that what is missing has a name."""
    seen: dict[tuple[int, str | None], Result] = {}
    for level, lines in by_channel.items():
        for line in lines:
            seen.setdefault(
                (level, line.measure),
                Result(
                    line.measure or "",
                    key,
                    level,
                    State.UNKNOWN,
                    note="no channel with enough tickets",
                ),
            )
    return list(seen.values())


def _core_level(measured: int | None, whole: list[Result]) -> int | None:
    """Return a core dimension's level: a practice answered no costs at most one level."""
    if measured is None:
        return None
    practices = first_missed(result for result in whole if not result.measured) - 1
    return max(1, min(measured, max(practices, measured - 1)))
