"""The one frozen Scorecard that every face shows: what is exported is what was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from queries.config import Config
from queries.config.schema import Definitions
from queries.exports.ledger import Ledger
from queries.grading import figures_for
from queries.ladder import Assessment, DimensionResult, Result, State, grade
from queries.measures import (
    Coverage,
    Csat,
    Measures,
    TeamMeasures,
    coverage_by,
    measure,
    measure_team,
)
from queries.period import Period, previous
from queries.workspace import Scope, Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's change against the previous period, in its own unit; `better` None: no change."""

    by: float
    better: bool | None


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension as a row: what it reads, and the criterion that says most about it now."""

    result: DimensionResult
    headline: Result | None
    change: Change | None


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


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything a face shows about one period under one filter and definition set."""

    team: str
    scope: Scope
    previous_period: Period | None
    data_start: dt.datetime
    data_end: dt.datetime
    definitions_name: str
    definitions: Definitions
    opening_hours: bool
    assessment: Assessment
    rows: tuple[DimensionRow, ...]
    measures: Measures
    previous: Measures | None
    team_measures: TeamMeasures
    agents: tuple[AgentRow, ...]
    channels: tuple[ChannelRow, ...]
    ledger: Ledger
    practices: Mapping[str, str]
    level_names: Mapping[int, str]


def build_scorecard(workspace: Workspace, scope: Scope, config: Config, ledger: Ledger) -> Scorecard:
    """Ask every question about `scope` and grade the answers.

    Raises ValueError where the data hold nothing at all.
    """
    extent = workspace.extent
    if extent is None:
        raise ValueError("the exports hold no tickets")
    earlier = previous(scope.period)
    before = scope.over(earlier) if earlier and earlier.end > extent[0] else None
    whole = measure(workspace, scope, "all").get("all", Measures())
    channels = measure(workspace, scope, "channel")
    team = measure_team(workspace, scope)
    channels_before = measure(workspace, before, "channel") if before else {}
    whole_before = measure(workspace, before, "all").get("all", Measures()) if before else None
    assessment = grade(config.ladder, figures_for(workspace, scope, config, whole.csat, team),
                       config.practices)
    changes = _Changes(config, whole, whole_before, channels, channels_before)
    return Scorecard(
        team=config.team.name, scope=scope, previous_period=before.period if before else None,
        data_start=extent[0], data_end=extent[1], definitions_name=config.definitions.use,
        definitions=config.definitions.sets[config.definitions.use],
        opening_hours=bool(config.team.hours), assessment=assessment,
        rows=tuple(_row(dimension, changes) for dimension in assessment.dimensions),
        measures=whole, previous=whole_before, team_measures=team,
        agents=_agents(workspace, scope, before, config),
        channels=_channels(workspace, scope, config, channels, assessment),
        ledger=ledger, practices=config.ladder.practices, level_names=config.ladder.levels)


@dataclass(frozen=True, slots=True)
class _Changes:
    """Looks up how a criterion's figure changed."""

    config: Config
    whole: Measures
    whole_before: Measures | None
    channels: Mapping[str, Measures]
    channels_before: Mapping[str, Measures]

    def of(self, result: Result) -> Change | None:
        now = self.channels.get(result.channel) if result.channel else self.whole
        before = self.channels_before.get(result.channel) if result.channel else self.whole_before
        if now is None or before is None or result.bound is None:
            return None
        least = (self.config.ladder.rules.ratings if result.key.startswith("csat")
                 else self.config.ladder.rules.graded_tickets)
        return change(_figure(now, result.key), _figure(before, result.key), least,
                      lower_is_better=result.bound.lower_is_better)


def change(
    now: tuple[float | None, int], before: tuple[float | None, int], least: int, *,
    lower_is_better: bool,
) -> Change | None:
    """Return the change between two (value, n); None where either side has too few."""
    if now[0] is None or before[0] is None or min(now[1], before[1]) < least:
        return None
    by = now[0] - before[0]
    return Change(by, None if by == 0 else (by < 0) == lower_is_better)


def _figure(measures: Measures, key: str) -> tuple[float | None, int]:
    """Return the (value, n) that `key` names."""
    csat = measures.csat
    match key:
        case "first_response_time":
            return measures.first_response_time.value, measures.first_response_time.n
        case "resolution_time":
            return measures.resolution_time.value, measures.resolution_time.n
        case "answered_share":
            return measures.answered_share.value, measures.answered_share.n
        case "abandonment_rate":
            return measures.abandonment_rate.value, measures.abandonment_rate.n
        case "csat_share" | "csat_good_share":
            return csat.share, csat.n
        case "csat_mean":
            return csat.mean, csat.n
        case "csat_3_or_more_share":
            return csat.three_or_more, csat.n
        case "csat_5_share":
            return csat.fives, csat.n
        case _:
            return None, 0


def _row(dimension: DimensionResult, changes: _Changes) -> DimensionRow:
    headline = _headline(dimension)
    return DimensionRow(dimension, headline, changes.of(headline) if headline else None)


def _headline(dimension: DimensionResult) -> Result | None:
    """Return the criterion to show: what stands between the dimension and its next level."""
    target = min(5, (dimension.level or 0) + 1)
    order = {State.MISSED: 0, State.UNKNOWN: 1, State.MET: 2, State.NOT_APPLICABLE: 9}
    candidates = [r for r in dimension.criteria if r.state is not State.NOT_APPLICABLE]
    if not candidates:
        return None
    return min(candidates, key=lambda r: (
        r.level < target and r.state is not State.MISSED, order[r.state] == 2 and target < 5,
        abs(r.level - target), order[r.state], not r.measured))


def _agents(
    workspace: Workspace, scope: Scope, before: Scope | None, config: Config
) -> tuple[AgentRow, ...]:
    ranked = {row["name"]: row for row in workspace.ask("agents", scope)}
    measures = measure(workspace, scope, "agent")
    earlier = ({row["name"]: row for row in workspace.ask("agents", before)} if before else {})
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
        rows.append(_agent(name, row, earlier.get(name), place, measures.get(name, Measures()), least))
    for name in ("Unattributed", "Bots"):
        rows.append(_agent(name, ranked.get(name), earlier.get(name), None,
                           measures.get(name, Measures()), least))
    return tuple(rows)


def _agent(
    name: str, row: Mapping[str, float] | None, before: Mapping[str, float] | None,
    band: int | None, measures: Measures, least: int,
) -> AgentRow:
    if row is None:
        return AgentRow(name, 0, None, None, None, None, None, True, None, measures, None)
    moved = change((row["share"], int(row["rated"])),
                   (before["share"], int(before["rated"])) if before else (None, 0),
                   least, lower_is_better=False)
    return AgentRow(name, int(row["rated"]), row["share"], row["low"], row["high"], row["mean"],
                    row["shrunken"], bool(row["too_few"]), band, measures, moved)


def _channels(
    workspace: Workspace, scope: Scope, config: Config, measures: Mapping[str, Measures],
    assessment: Assessment,
) -> tuple[ChannelRow, ...]:
    coverage = coverage_by(workspace, scope, "channel")
    rows = []
    for row in workspace.ask("channels_in_use", scope):
        name = row["channel"]
        graded = {dimension.key: channel for dimension in assessment.dimensions
                  for channel in dimension.channels if channel.name == name}
        rows.append(ChannelRow(
            name, row["channel_class"], row["share"], measures.get(name, Measures()),
            coverage.get(name, Coverage()),
            {key: channel.level for key, channel in graded.items()},
            next((channel.why for channel in graded.values() if channel.why), "")))
    present = {row.name for row in rows}
    rows += [ChannelRow(name, config.channels.names[name].channel_class, 0.0, Measures(), Coverage(),
                        {}, "no tickets", gap=True)
             for name in config.channels.make_sense or () if name not in present]
    order = {"email": 0, "social": 1, "live": 2, "none": 3}
    return tuple(sorted(rows, key=lambda row: (order[row.channel_class], -row.measures.tickets, row.name)))


__all__ = ["AgentRow", "Change", "ChannelRow", "Csat", "DimensionRow", "Scorecard", "build_scorecard"]
