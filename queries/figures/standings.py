"""How each agent and each channel stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from queries.config import Config
from queries.config.ladder import ChannelClass, Rules
from queries.config.schema import Channel
from queries.figures.change import Change, agents_change
from queries.figures.like_for_like import LikeForLike
from queries.figures.measure import (
    BOTS,
    NOBODY,
    NONE,
    Figure,
    Measured,
    Measures,
    Role,
    role_of,
)
from queries.ladder.dimensions import ChannelLevel
from queries.ladder.overall import Assessment
from queries.said import Said, said
from queries.scope import Filter


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent; by its `role` what nobody or bots have, `name` is then a code.

    `too_few` ratings say nothing; `ranked`: stands in order with the others.
    `like`: beside the team on the same channels; None where the figures are one agent's alone.
    """

    name: str
    measures: Measures
    too_few: bool
    ranked: bool
    change: Change | None
    like: LikeForLike | None

    @property
    def role(self) -> Role:
        """Whose the row is."""
        return role_of(self.name)

    @property
    def csat(self) -> Figure:
        """The agent's ratings; parts low and high are Wilson's interval at 95 %."""
        return self.measures["csat"]


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel; `levels` by dimension: its own tickets by the team's rules. No tickets: a gap.

    `why` says why it has no level.
    """

    name: str
    channel_class: ChannelClass | Literal["unknown"]
    measures: Measures
    levels: Mapping[str, int | None]
    why: Said | None
    gap: bool = False


def agent_rows(
    measured: Measured, config: Config, like: Mapping[str, LikeForLike] | None
) -> tuple[AgentRow, ...]:
    """Return the agents in order: those with enough ratings, the others; then nobody's row and the bots'.

    The order is that of their ratings beside the team's on the same channels, of few ratings drawn towards it.
    """
    rules = config.ladder.rules
    fair = like or {}
    now, before = measured.by("agent"), measured.by("agent", "before")
    ordered = sorted(
        (name for name in now if role_of(name) == "agent"),
        key=lambda name: _place(now[name]["csat"], fair.get(name, LikeForLike()), name, rules),
    )
    rows: list[AgentRow] = []
    for name in (*ordered, NOBODY, BOTS):
        csat = now.get(name, NONE)["csat"]
        too_few = csat.n < rules.agent_ratings
        moved = agents_change(
            csat, before.get(name, NONE)["csat"], config.figures["csat"], rules.agent_ratings
        )
        ranked = name in ordered and not too_few
        rows.append(
            AgentRow(
                name=name,
                measures=now.get(name, NONE),
                too_few=too_few,
                ranked=ranked,
                change=moved,
                like=None if like is None else fair.get(name, LikeForLike()),
            )
        )
    return tuple(rows)


def _place(
    csat: Figure, like: LikeForLike, name: str, rules: Rules
) -> tuple[bool, bool, float, str]:
    """Order agents: those with enough ratings, any ratings, how far above the team, the name."""
    above = (like.csat.difference or 0.0) * like.csat.n / (like.csat.n + rules.agent_shrinkage)
    return csat.n < rules.agent_ratings, not csat.n, -above, name


def channel_rows(
    measured: Measured, config: Config, assessment: Assessment, chosen: Filter
) -> tuple[ChannelRow, ...]:
    """Return the channels by class, then by tickets; those that make sense and are missing too."""
    names = config.channels.names
    rows = []
    for name, measures in measured.by("channel").items():
        if not measures["volume"].n:
            continue
        graded = {
            dimension.key: channel
            for dimension in assessment.dimensions
            for channel in dimension.channels
            if channel.name == name
        }
        rows.append(
            ChannelRow(
                name=name,
                channel_class=names[name].channel_class if name in names else "unknown",
                measures=measures,
                levels={key: channel.level for key, channel in graded.items()},
                why=_why(name, names, graded.values(), config.ladder.rules.graded_tickets),
            )
        )
    present = {row.name for row in rows}
    rows += [
        ChannelRow(name, names[name].channel_class, NONE, {}, said("no_tickets"), gap=True)
        for name in config.channels.make_sense or ()
        if name not in present and present and not (chosen.channel or chosen.agent)
    ]
    order = {"email": 0, "social": 1, "live": 2, "unknown": 3}
    return tuple(
        sorted(
            rows, key=lambda row: (order[row.channel_class], -row.measures["volume"].n, row.name)
        )
    )


def _why(
    name: str, names: Mapping[str, Channel], levels: Iterable[ChannelLevel], least: int
) -> Said | None:
    """Say why a channel has no level of its own; None where it has one."""
    levels = list(levels)
    if any(channel.level is not None for channel in levels):
        return None
    if name not in names:
        return said("channel_unclassified")
    graded = max((channel.graded for channel in levels), default=0)
    if graded < least:
        return said("few_tickets", n=graded, least=least)
    return said("fate_unknown")
