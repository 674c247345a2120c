"""The columns of how agents and channels stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from queries.figures.like_for_like import Beside, LikeForLike
from queries.figures.standings import AgentRow
from tui import words
from tui.language import mark, say
from tui.report.columns import Column, Words, in_figures

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import ChannelRow
    from queries.scorecard import Scorecard


def _figure(
    key: str, short: Words, long: Words, *, with_n: bool = False
) -> tuple[Callable[[Any], Figure], Words, Words]:
    """Return how a figure of a row is held and said; `with_n`: markdown says of how many cases, too."""

    def holds(row: Any) -> Figure:
        figure: Figure = row.measures[key]
        return figure

    def said_short(figure: Figure) -> str:
        return short(figure.value)

    def said_long(figure: Figure) -> str:
        told = long(figure.value)
        return (
            say("{value} (n {n})", value=told, n=words.number(figure.n))
            if with_n and figure.n
            else told
        )

    return holds, said_short, said_long


def _percent(share: float | None) -> str:
    return words.share(share, 0)


def _score(mean: float | None) -> str:
    return words.value(mean, "score")


def _beside(row: AgentRow) -> LikeForLike | None:
    return row.like if row.role == "agent" else None


def _above(row: AgentRow) -> float | None:
    return row.like.csat.difference if row.like else None


AGENTS: tuple[Column[AgentRow], ...] = (
    Column(
        "agent",
        mark("Agent"),
        mark("Agent"),
        lambda r: r.name,
        words.agent,
        side="left",
        least=14,
        sorts=lambda r: words.agent(r.name),
    ),
    Column("csat", mark("CSAT"), mark("CSAT"), *_figure("csat", _percent, words.share)),
    Column("rated", mark("of"), mark("Rated"), lambda r: r.csat.n, in_figures),
    Column(
        "",
        "",
        mark("95 % interval"),
        lambda r: r,
        words.interval_of,
        side="left",
        rank=4,
        drawn=True,
    ),
    Column("", mark("Like"), mark("Like"), lambda r: r, words.like, rank=3, sorts=_above),
    Column(
        "",
        mark("Change"),
        mark("Change"),
        lambda r: r.change,
        words.points_changed,
        side="left",
        rank=5,
        sorts=lambda r: r.change.by if r.change else None,
    ),
    Column(
        "tickets", mark("Tickets"), mark("Tickets"), lambda r: r.measures["volume"].n, in_figures
    ),
    Column(
        "like_for_like.first_in_time",
        mark("In time"),
        mark("In time"),
        lambda r: (found := _beside(r)) and found.response,
        words.beside,
        rank=2,
    ),
    Column(
        "like_for_like.solved_in_time",
        mark("Solved in time"),
        mark("Solved in time"),
        lambda r: (found := _beside(r)) and found.solve,
        words.beside,
        rank=6,
    ),
    Column(
        "first_response_time",
        mark("First"),
        mark("First response"),
        *_figure("first_response_time", words.brief, words.duration),
        rank=7,
    ),
    Column(
        "resolution_time",
        mark("Solved"),
        mark("Resolution"),
        *_figure("resolution_time", words.brief, words.duration),
        rank=8,
    ),
    Column(
        "one_touch_rate",
        mark("1-touch"),
        mark("One-touch"),
        *_figure("one_touch_rate", _percent, words.share),
        rank=9,
    ),
    Column("mean", mark("Mean"), mark("Mean"), lambda r: r.csat.parts.get("mean"), _score, rank=10),
)


def _hours(row: ChannelRow) -> tuple[int, int] | None:
    parts = row.measures["coverage"].parts
    return (parts["covered"], parts["hours"]) if parts.get("hours") else None


CHANNELS: tuple[Column[ChannelRow], ...] = (
    Column("channel", mark("Channel"), mark("Channel"), lambda r: r.name, side="left", least=9),
    Column(
        "class",
        mark("Class"),
        mark("Class"),
        lambda r: r.channel_class,
        words.channel_class,
        side="left",
    ),
    Column(
        "tickets", mark("Tickets"), mark("Tickets"), lambda r: r.measures["volume"].n, in_figures
    ),
    Column(
        "share",
        mark("Share"),
        mark("Share"),
        lambda r: r.measures["volume"].parts.get("share"),
        _percent,
        words.share,
        rank=3,
    ),
    Column(
        "first_response_time",
        mark("First"),
        mark("First response"),
        *_figure("first_response_time", words.brief, words.duration, with_n=True),
    ),
    Column(
        "resolution_time",
        mark("Solved"),
        mark("Resolution"),
        *_figure("resolution_time", words.brief, words.duration, with_n=True),
    ),
    Column(
        "csat",
        mark("CSAT"),
        mark("CSAT"),
        *_figure("csat", _percent, words.share, with_n=True),
        rank=1,
    ),
    Column(
        "",
        mark("Level"),
        mark("Level"),
        lambda r: r,
        words.level_dots,
        words.level_number,
        side="left",
        sorts=lambda r: min((level for level in r.levels.values() if level), default=None),
    ),
    Column(
        "",
        mark("Hours"),
        mark("Hours covered"),
        _hours,
        words.hours_short,
        words.hours_long,
        rank=2,
    ),
    Column(
        "answered_share",
        mark("Answered"),
        mark("Answered"),
        *_figure("answered_share", _percent, words.share),
        rank=4,
    ),
    Column(
        "abandonment_rate",
        mark("Left"),
        mark("Abandoned"),
        *_figure("abandonment_rate", _percent, words.share),
        rank=5,
    ),
    Column(
        "why",
        mark("Why"),
        mark("Why"),
        lambda r: r.why,
        words.sentence,
        side="left",
        rank=6,
        least=8,
    ),
)


def team_row(card: Scorecard) -> AgentRow:
    """Return the team as a row beside its agents: its shares stand beside nobody's."""
    own = {
        time: Beside(share=words.team_in_time(card, time))
        for time in ("first_response_time", "resolution_time")
    }
    return AgentRow(
        name=words.TEAM,
        measures=card.measures,
        too_few=False,
        ranked=False,
        change=None,
        like=LikeForLike(response=own["first_response_time"], solve=own["resolution_time"]),
    )
