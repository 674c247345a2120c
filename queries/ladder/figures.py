"""What the ladder is given: figures, each with the number of cases behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: seconds, a share 0–1, a mean or a count; `value` None is unknown.

    `applies` False: there is nothing to measure (abandonment without a live channel). `lifts_only`:
    a lower bound of a figure that should be high; it can lift a level and never lower one. `note`
    says in words what is missing or where the figure comes from.
    """

    value: float | None = None
    n: int = 0
    applies: bool = True
    lifts_only: bool = False
    note: str = ""


UNKNOWN = Figure()
NOT_APPLICABLE = Figure(applies=False)


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """One channel's figures for one dimension.

    `graded` counts the tickets behind the dimension's own figure. `held` has the figure to hold
    against each (measure, level): a ticket younger than a bound does not count for it. `plain` has
    the figures that are the same for every level.
    """

    name: str
    channel_class: str
    contacts: int
    share: float
    graded: int
    held: Mapping[tuple[str, int], Figure] = field(default_factory=dict)
    plain: Mapping[str, Figure] = field(default_factory=dict)

    def figure(self, measure: str, level: int) -> Figure:
        """Return the figure to hold against the bound of `level`."""
        return self.held.get((measure, level), self.plain.get(measure, UNKNOWN))


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure the ladder asks for.

    `channels` are given by dimension, since a dimension with too few tickets looks further back;
    `look_back` says then how far, in days.
    """

    team: Mapping[str, Figure]
    channels: Mapping[str, tuple[ChannelFigures, ...]]
    look_back: Mapping[str, int] = field(default_factory=dict)
