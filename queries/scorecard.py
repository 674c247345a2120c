"""The one frozen Scorecard that every face shows: what is exported is what was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from queries.change import Before, Change, figures_before
from queries.config import Config
from queries.config.schema import Definitions
from queries.exports.ledger import Ledger
from queries.grading import figures_for
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.overall import Assessment, grade
from queries.ladder.state import State
from queries.measures import Measures, TeamMeasures, measure, measure_team
from queries.period import Period, previous
from queries.standings import AgentRow, ChannelRow, agent_rows, channel_rows
from queries.workspace import Scope, Workspace

TREND_PARTS = 8
_TRENDS = ("first_response_time", "resolution_time", "answered_share", "csat_share", "csat_mean")


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension as a row: what it reads, and the criterion that says most about it now.

    `trend` is the headline's figure in TREND_PARTS equal parts of the period, None where a part has
    no cases; () where it has no figure over time.
    """

    result: DimensionResult
    headline: Result | None
    change: Change | None
    trend: tuple[float | None, ...]


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


def build_scorecard(
    workspace: Workspace, scope: Scope, config: Config, ledger: Ledger
) -> Scorecard:
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
    past = figures_before(workspace, before, config) if before else None
    assessment = grade(
        config.ladder, figures_for(workspace, scope, config, whole.csat, team), config.practices
    )
    return Scorecard(
        team=config.team.name,
        scope=scope,
        previous_period=before.period if before else None,
        data_start=extent[0],
        data_end=extent[1],
        definitions_name=config.definitions.use,
        definitions=config.definitions.sets[config.definitions.use],
        opening_hours=bool(config.team.hours),
        assessment=assessment,
        rows=tuple(_row(dimension, past, workspace, scope) for dimension in assessment.dimensions),
        measures=whole,
        previous=past.whole if past else None,
        team_measures=team,
        agents=agent_rows(workspace, scope, before, config),
        channels=channel_rows(workspace, scope, config, channels, assessment),
        ledger=ledger,
        practices=config.ladder.practices,
        level_names=config.ladder.levels,
    )


def _row(
    dimension: DimensionResult, past: Before | None, workspace: Workspace, scope: Scope
) -> DimensionRow:
    headline = _headline(dimension)
    return DimensionRow(
        dimension,
        headline,
        past.change(headline) if headline and past and not dimension.window else None,
        _trend(workspace, scope, headline) if headline and headline.key in _TRENDS else (),
    )


def _trend(workspace: Workspace, scope: Scope, headline: Result) -> tuple[float | None, ...]:
    if headline.channel:
        scope = replace(scope, channel=headline.channel)
    parts = {
        row["bucket"]: row["value"]
        for row in workspace.ask("trend", scope, measure=headline.key, buckets=TREND_PARTS)
    }
    return tuple(parts.get(part) for part in range(TREND_PARTS))


def _headline(dimension: DimensionResult) -> Result | None:
    """Return the criterion to show: what stands between the dimension and its next level."""
    target = min(5, (dimension.level or 0) + 1)
    order = {State.MISSED: 0, State.UNKNOWN: 1, State.MET: 2, State.NOT_APPLICABLE: 9}
    candidates = [r for r in dimension.criteria if r.state is not State.NOT_APPLICABLE]
    if not candidates:
        return None
    return min(
        candidates,
        key=lambda r: (
            r.level < target and r.state is not State.MISSED,
            order[r.state] == 2 and target < 5,
            abs(r.level - target),
            order[r.state],
            not r.measured,
        ),
    )
