"""How each agent and each channel stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.change import Change, change
from queries.config import Config
from queries.ladder.overall import Assessment
from queries.measures import Coverage, Measures, coverage_by, measure
from queries.workspace import Scope, Workspace


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent; shares 0–1, the interval is Wilson's at 95 %. `band` None: not ranked."""

    name: str
    rated: int
    share: float | None
    low: float | None
    high: float | None
    mean: float | None
    shrunken: float | None
    too_few: bool
    band: int | None
    measures: Measures
    change: Change | None


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel; `levels` by dimension (None: not graded, `why` says so). No tickets: a gap."""

    name: str
    channel_class: str
    share: float
    measures: Measures
    coverage: Coverage
    levels: Mapping[str, int | None]
    why: str
    gap: bool = False


def agent_rows(
    workspace: Workspace, scope: Scope, before: Scope | None, config: Config
) -> tuple[AgentRow, ...]:
    """Return the agents in order: ranked, then too few; then Unattributed and bots."""
    ranked = {row["name"]: row for row in workspace.ask("agents", scope)}
    measures = measure(workspace, scope, "agent")
    earlier = {row["name"]: row for row in workspace.ask("agents", before)} if before else {}
    least = config.ladder.rules.agent_ratings
    rows: list[AgentRow] = []
    band, band_low = 0, 2.0
    names = [*ranked, *sorted(name for name in measures if name not in ranked)]
    for name in [n for n in names if n not in ("Bots", "Unattributed")]:
        row = ranked.get(name)
        if row is None or row["too_few"]:
            place = None
        else:
            # A band begins with its best agent; whose interval reaches that one's shares it.
            if row["high"] < band_low or band == 0:
                band, band_low = band + 1, row["low"]
            place = band
        rows.append(
            _agent(name, row, earlier.get(name), place, measures.get(name, Measures()), least)
        )
    for name in ("Unattributed", "Bots"):
        rows.append(
            _agent(
                name,
                ranked.get(name),
                earlier.get(name),
                None,
                measures.get(name, Measures()),
                least,
            )
        )
    return tuple(rows)


def _agent(
    name: str,
    row: Mapping[str, float] | None,
    before: Mapping[str, float] | None,
    band: int | None,
    measures: Measures,
    least: int,
) -> AgentRow:
    if row is None:
        return AgentRow(name, 0, None, None, None, None, None, True, None, measures, None)
    moved = change(
        (row["share"], int(row["rated"])),
        (before["share"], int(before["rated"])) if before else (None, 0),
        least,
        lower_is_better=False,
    )
    return AgentRow(
        name,
        int(row["rated"]),
        row["share"],
        row["low"],
        row["high"],
        row["mean"],
        row["shrunken"],
        bool(row["too_few"]),
        band,
        measures,
        moved,
    )


def channel_rows(
    workspace: Workspace,
    scope: Scope,
    config: Config,
    measures: Mapping[str, Measures],
    assessment: Assessment,
) -> tuple[ChannelRow, ...]:
    """Return the channels by class, then by tickets; those that make sense and are missing too."""
    coverage = coverage_by(workspace, scope, "channel")
    rows = []
    for row in workspace.ask("channels_in_use", scope):
        name = row["channel"]
        graded = {
            dimension.key: channel
            for dimension in assessment.dimensions
            for channel in dimension.channels
            if channel.name == name
        }
        rows.append(
            ChannelRow(
                name,
                row["channel_class"],
                row["share"],
                measures.get(name, Measures()),
                coverage.get(name, Coverage()),
                {key: channel.level for key, channel in graded.items()},
                next((channel.why for channel in graded.values() if channel.why), ""),
            )
        )
    present = {row.name for row in rows}
    rows += [
        ChannelRow(
            name,
            config.channels.names[name].channel_class,
            0.0,
            Measures(),
            Coverage(),
            {},
            "no tickets",
            gap=True,
        )
        for name in config.channels.make_sense or ()
        if name not in present and present and not (scope.channel or scope.agent)
    ]
    order = {"email": 0, "social": 1, "live": 2, "none": 3}
    return tuple(
        sorted(rows, key=lambda row: (order[row.channel_class], -row.measures.tickets, row.name))
    )
