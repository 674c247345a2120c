"""One dimension: its criteria judged, and the level they read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from queries.config.catalogue import catalogue
from queries.config.ladder import Dimension
from queries.ladder.criteria import Judge, ReachOf, Result, first_missed, level_reached
from queries.ladder.figures import ChannelReach, Figures, Reach
from queries.ladder.state import State
from queries.said import Said


@dataclass(frozen=True, slots=True)
class ChannelLevel:
    """One channel's own level by the dimension's time; `level` None: unknown. It grades nothing."""

    name: str
    channel_class: str
    contacts: int
    share: float
    graded: int
    level: int | None


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension, judged.

    `level` is what it reads (None: not assessed, `why` says so); `ceiling` the highest level that nothing
    known rules out. `figure` is the measure it stands on.
    """

    key: str
    name: str
    group: str
    level: int | None
    ceiling: int
    criteria: tuple[Result, ...]
    channels: tuple[ChannelLevel, ...] = ()
    figure: str | None = None
    why: Said | None = None
    counts: bool = True

    @property
    def applies(self) -> bool:
        """Whether it asks anything at all of this team."""
        return any(result.state is not State.NOT_APPLICABLE for result in self.criteria)

    @property
    def unknown(self) -> tuple[Result, ...]:
        """The criteria that apply and are not known."""
        return tuple(result for result in self.criteria if result.state is State.UNKNOWN)


def judge(
    key: str,
    dimension: Dimension,
    figures: Figures,
    answers: Mapping[str, str],
    reach: ReachOf,
) -> tuple[Result, ...]:
    """Judge every criterion of `dimension`, by level."""
    judge_ = Judge(key, figures.team, answers, stand_ins(dimension))
    results: list[Result] = []
    for level, lines in sorted(dimension.levels.items()):
        timed: set[str] = set()  # judged once, though each class has a line of its own
        for line in lines:
            measure = line.measure
            if measure is None or not catalogue()[measure].reach:
                results.append(judge_.judge(line, level))
            elif measure not in timed:
                timed.add(measure)
                results += judge_.reach(measure, level, figures.reach.get(measure, Reach()), reach)
    return tuple(results)


def stand_ins(dimension: Dimension) -> dict[str, str]:
    """Return which practice settles which measure where that is unknown."""
    return {
        line.measure: line.otherwise.practice
        for lines in dimension.levels.values()
        for line in lines
        if line.measure and line.otherwise and line.otherwise.practice
    }


def read(key: str, dimension: Dimension, criteria: tuple[Result, ...]) -> DimensionResult:
    """Read the level of judged criteria; a core dimension without its own figure has none (rule 11)."""
    ceiling = first_missed(criteria) - 1
    level = level_reached(criteria)
    why = None
    if dimension.group == "core":
        # All answers of no together cost at most one level of a core dimension (rule 8).
        spared = level_reached(_without_no(criteria))
        level = max(level, spared - 1) if level is not None and spared is not None else level
        own = [result for result in criteria if is_own(result, dimension.figure)]
        if dimension.figure is not None and not any(result.known for result in own):
            level, why = None, next((result.note for result in own if result.note), None)
        elif level is not None:
            ceiling = level
    return DimensionResult(
        key=key,
        name=dimension.name,
        group=dimension.group,
        level=level,
        ceiling=ceiling,
        criteria=criteria,
        figure=dimension.figure,
        why=why,
    )


def _without_no(criteria: Iterable[Result]) -> list[Result]:
    return [
        replace(result, state=State.UNKNOWN)
        if not result.measured and result.state is State.MISSED
        else result
        for result in criteria
    ]


def is_own(result: Result, figure: str | None) -> bool:
    """Whether a criterion is one of the figure that its dimension stands on: the ratings' shares are one."""
    return figure is not None and _whole(result.key) == _whole(figure)


def _whole(key: str) -> str:
    entry = catalogue().get(key)
    return entry.part_of or key if entry else key


def channel_levels(
    dimension: Dimension, figures: Figures, reach: ReachOf
) -> tuple[ChannelLevel, ...]:
    """Return each channel's own level by the dimension's time, by the same rule on its own tickets."""
    measure = dimension.figure
    if measure is None or measure not in figures.reach:
        return ()
    levels = [
        level
        for level, lines in sorted(dimension.levels.items())
        if any(line.measure == measure for line in lines)
    ]
    return tuple(
        _channel_level(channel, channel.reach.get(measure, Reach()), measure, levels, reach)
        for channel in figures.channel_reach
    )


def _channel_level(
    channel: ChannelReach, own: Reach, measure: str, levels: list[int], reach: ReachOf
) -> ChannelLevel:
    judge_ = Judge("", {}, {}, {})
    results = [result for level in levels for result in judge_.reach(measure, level, own, reach)]
    return ChannelLevel(
        name=channel.name,
        channel_class=channel.channel_class,
        contacts=channel.contacts,
        share=channel.share,
        graded=max((figure.n for figure in own.within.values()), default=0),
        level=level_reached(results),
    )
