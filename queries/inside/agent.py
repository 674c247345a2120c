"""Inside an agent's figures: beside the others on the same channels, by week, and the ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from queries.config.catalogue import Catalogue
from queries.engine.port import Asking, Row, Workspace
from queries.figures.measure import Side
from queries.inside.cases import Own, own_behind
from queries.inside.dimension import WEEKS, weeks_of

STARS = (5, 4, 3, 2, 1)
MOST = 500  # low ratings that are asked for


@dataclass(frozen=True, slots=True)
class Held:
    """Of n tickets those within a bound."""

    good: int
    n: int

    @property
    def share(self) -> float | None:
        """The share of them; None: there are none."""
        return self.good / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class OnChannel:
    """First answers in time on one channel: the agent's, the others', the agent's of the period before."""

    channel: str
    channel_class: str
    now: Held
    others: Held
    before: Held


@dataclass(frozen=True, slots=True)
class WaitedWeek:
    """The median first answer in seven days from `first` on, in seconds, of n tickets; None: of none."""

    first: dt.date
    median: float | None
    n: int


@dataclass(frozen=True, slots=True)
class OneAgent:
    """What stands inside an agent's figures; in time is within the bound of `level`.

    `weeks` are those of the channel with the most tickets, `ratings` how many of each by (side, stars), `low`
    the ratings of 3 and less, those with a comment first.
    """

    name: str
    level: int
    channels: tuple[OnChannel, ...]
    weeks: tuple[WaitedWeek, ...]
    ratings: Mapping[tuple[Side, int], int]
    low: tuple[Row, ...]

    @property
    def expected(self) -> float | None:
        """What the others have on the agent's mix of channels; None where nobody else is there."""
        shared = [one for one in self.channels if one.others.share is not None and one.now.n]
        n = sum(one.now.n for one in shared)
        return sum(one.now.n * (one.others.share or 0.0) for one in shared) / n if n else None

    @property
    def whole(self) -> Held:
        """First answers in time on all channels together."""
        return Held(
            sum(one.now.good for one in self.channels), sum(one.now.n for one in self.channels)
        )


def one_agent(
    workspace: Workspace, asking: Asking, catalogue: Catalogue, name: str, level: int
) -> OneAgent:
    """Ask what stands inside the figures of the agent `name`."""
    rows = asking.ask("agent_channels", agent=name, level=level)
    channels = tuple(
        OnChannel(
            row["channel"],
            row["channel_class"],
            Held(row["good"], row["n"]),
            Held(row["others_good"], row["others_n"]),
            Held(row["before_good"], row["before_n"]),
        )
        for row in rows
    )
    spread = asking.ask("agent_ratings", agent=name)
    low = own_behind(catalogue, Own("low", agent=name)).cases(asking, MOST)
    return OneAgent(
        name=name,
        level=level,
        channels=channels,
        weeks=_weeks(workspace, asking, name, channels[0].channel) if channels else (),
        ratings={(row["side"], row["stars"]): row["n"] for row in spread},
        low=tuple(sorted(low, key=lambda row: row["comment"] is None)),
    )


def _weeks(workspace: Workspace, asking: Asking, name: str, channel: str) -> tuple[WaitedWeek, ...]:
    """Return the median first answer by weeks, of an agent on a channel."""
    request = weeks_of(asking.request.of(agent=name, channel=channel))
    of_weeks = workspace.asking(request, aside=True, counted=False)
    found = {row["bucket"]: row for row in of_weeks.ask("weeks_waited", weeks=WEEKS)}
    first = request.period.first
    return tuple(
        WaitedWeek(
            first + dt.timedelta(days=7 * week),
            found[week]["median"] if week in found else None,
            found[week]["n"] if week in found else 0,
        )
        for week in range(WEEKS)
    )
