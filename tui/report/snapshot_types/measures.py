"""The figures: one part for each of the catalogue, for all, by channel and by agent."""

from __future__ import annotations

from types import GenericAlias
from typing import Any, Literal

from pydantic import Field

from queries.config.catalogue import Catalogue, Entry, FigurePart
from queries.config.ladder import ChannelClass
from queries.figures.measure import Role
from tui.report.snapshot_types.base import LevelNumber, Number, P, Part, made
from tui.report.snapshot_types.level import Change

_UNITS = {
    "seconds": "seconds",
    "share": "a share, 0–1",
    "score": "a score, 1–5",
    "count": "a count",
}
_PROMISE = "promise"
_PER_DAY = {"per_day": (Number, "Tickets a day, over the days of the period that the data reach.")}
_SECONDS = {"seconds": (int, "The promised time in seconds.")}


class Measures(Part):
    """The figures of one group of tickets."""

    tickets: int = Field(description="Tickets created in the period.")


class Beside(Part):
    """A share of an agent's cases beside the team's on the same channels."""

    n: int = Field(description="How many cases the agent has.")
    share: Number | None = Field(description="The agent's share (0–1); null: no cases.")
    expected: Number | None = Field(
        description="What the team has on the same channels (0–1); null: no cases."
    )
    difference: Number | None = Field(
        description="By how much the agent's share is above it (−1–1); null: no cases."
    )


class LikeForLike(Part):
    """An agent beside the team on the same channels."""

    csat: Beside = Field(description="Ratings of 4 and 5, of all ratings.")
    first_in_time: Beside = Field(description="First answers within the next level's bound.")
    solved_in_time: Beside = Field(description="Solves within the next level's bound.")


class Agent(Part):
    """One agent's figures."""

    agent: str = Field(description="The agent's name; else what the role is called.")
    role: Role = Field(description="Whose: an agent's, nobody's (no agent is known), or bots'.")
    rated: int = Field(description="How many ratings the agent has.")
    share: Number | None = Field(
        description="Ratings of 4 and 5, of those (0–1); null: no ratings."
    )
    low: Number | None = Field(
        description="The lower end of the share's 95 % interval (0–1); null: no ratings."
    )
    high: Number | None = Field(
        description="The upper end of the share's 95 % interval (0–1); null: no ratings."
    )
    mean: Number | None = Field(description="The mean rating (1–5); null: no ratings.")
    shrunken: Number | None = Field(
        description="The share, drawn towards the team's where ratings are few (0–1); null: no ratings."
    )
    too_few: bool = Field(description="Whether the ratings are too few to say anything.")
    change: Change | None = Field(description="How the share changed; null: it cannot be compared.")
    like_for_like: LikeForLike | None = Field(
        description="Beside the team on the same channels; null: the figures are one agent's alone."
    )
    tickets: int = Field(description="The agent's tickets, created in the period.")


class Channel(Part):
    """One channel's figures; all unknown where it is missing."""

    channel: str = Field(description="The channel.")
    channel_class: ChannelClass | Literal["unknown"] = Field(
        serialization_alias="class", description="The class whose bounds apply."
    )
    share: Number = Field(description="Its share of tickets (0–1).")
    levels: dict[str, LevelNumber | None] = Field(
        description="Its own level by dimension, null where unknown."
    )
    why: str | None = Field(description="Why it has no level, in words; null: it has one.")
    gap: bool = Field(description="Whether it makes sense for the business and has no tickets.")
    hours_covered: int | None = Field(
        description="Hours of the week in which somebody answers; null: unknown."
    )
    hours: int | None = Field(
        description="Hours of the week in which customers write; null: unknown."
    )
    tickets: int = Field(description="Its tickets, created in the period.")


def written(figures: Catalogue) -> Catalogue:
    """Return the figures that are written for every group: those asked, each with its parts."""
    return {key: entry for key, entry in _asked(figures).items() if _PROMISE not in entry.by}


def promised(figures: Catalogue) -> Catalogue:
    """Return the figures that are written once for each time that a team may promise."""
    return {key: entry for key, entry in _asked(figures).items() if _PROMISE in entry.by}


def with_figures(base: type[P], figures: Catalogue) -> type[P]:
    """Return `base` with every figure that is written for a group."""
    return made(
        base,
        {key: (_figure(key, entry), entry.definition) for key, entry in written(figures).items()},
    )


def whole_measures(figures: Catalogue) -> type[Measures]:
    """Return the figures of the whole period: tickets a day beside them, and what is promised."""
    volume = figures["volume"]
    daily = made(_figure("volume", volume), _PER_DAY, "WholeVolume")
    fields: dict[str, Any] = {"volume": (daily, volume.definition)}
    for key, entry in promised(figures).items():
        fields[key] = (
            GenericAlias(tuple, (_figure(key, entry, made(Part, _SECONDS)), ...)),
            entry.definition,
        )
    return made(with_figures(Measures, figures), fields, "WholeMeasures")


def _asked(figures: Catalogue) -> Catalogue:
    return {key: entry for key, entry in figures.items() if entry.question and not entry.part_of}


def _figure(key: str, entry: Entry, base: type[Part] = Part) -> type[Part]:
    """Return one figure: n, the value, and what is told beside it."""
    itself = entry.value == entry.n  # a count is its own n: unknown, it is no 0
    fields = {
        "n": (int | None, "How many it counts; null: unknown.")
        if itself
        else (int, "How many cases it has."),
        "value": (Number | None, _told(entry.definition, entry.unit)),
        **{name: _part(part, entry) for name, part in entry.parts.items()},
    }
    return made(base, fields, key.title().replace("_", ""), f"{entry.name}.")


def _part(part: FigurePart, entry: Entry) -> tuple[Any, str]:
    words = part.definition or f"The column {part.column} of the question {entry.question}."
    if part.unit is None:
        return bool | Number | str | None, _told(words, None)
    return bool | None if part.unit == "yes_no" else Number | None, _told(words, part.unit)


def _told(words: str, unit: str | None) -> str:
    known = f"{_UNITS[unit]}; " if unit in _UNITS else ""
    return f"{words.removesuffix('.')} ({known}null: unknown)."
