"""What the ladder is given: figures, each with the number of cases behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.said import Said


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: seconds, a share 0–1, a mean or a count; `value` None is unknown.

    `applies` False: there is nothing to measure (abandonment without a live channel). `lifts_only`:
    a lower bound of a figure that should be high; it can lift a level and never lower one. `note`
    says what is missing or where the figure comes from.
    """

    value: float | None = None
    n: int = 0
    applies: bool = True
    lifts_only: bool = False
    note: Said | None = None


UNKNOWN = Figure()
NOT_APPLICABLE = Figure(applies=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """A time, held against each level's bounds: every customer against those of their own channel's class.

    `within` is by level the share of customers within its bound, of those whose fate at it is known;
    `ratio` the mean of wait ÷ bound over those who were answered (set guide); at the levels of `strict` it
    has to stay below 1.
    """

    within: Mapping[int, Figure] = field(default_factory=dict)
    ratio: Mapping[int, Figure] = field(default_factory=dict)
    strict: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ChannelReach:
    """One channel's own tickets, by measure; shown beside the team's, and grades nothing."""

    name: str
    channel_class: str
    contacts: int
    share: float
    reach: Mapping[str, Reach]


@dataclass(frozen=True, slots=True)
class Channels:
    """Which channels there are: `in_use` and every channel that has a name, each with its class.

    `make_sense` are those that the lead confirmed, None where they did not yet. `contacts` are all behind it.
    """

    in_use: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    make_sense: tuple[str, ...] | None = None
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure the ladder asks for.

    `team` are those of the whole, by measure; `reach` the times. `unclassified` are channels nobody gave a
    class, with their share of contacts; `too_many_unclassified`: so many that no time can be graded. `thin`
    says where a core dimension stands on thin ground, `ungraded` why nothing is graded at all.
    """

    team: Mapping[str, Figure] = field(default_factory=dict)
    reach: Mapping[str, Reach] = field(default_factory=dict)
    channel_reach: tuple[ChannelReach, ...] = ()
    channels: Channels = Channels()
    unclassified: Mapping[str, float] = field(default_factory=dict)
    too_many_unclassified: bool = False
    thin: Said | None = None
    ungraded: Said | None = None
