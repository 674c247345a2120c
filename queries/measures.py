"""The measures of one scope, whole or by channel or agent: rows of questions as frozen objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from queries.workspace import Row, Scope, Workspace

By = Literal["all", "class", "channel", "agent"]


@dataclass(frozen=True, slots=True)
class Times:
    """A time: seconds; `n` cases, of which `waiting` are unfinished and count at their age.

    `value` is the statistic of the definition set in force. `oldest_waiting` is an age in seconds.
    `left_out` counts tickets closed without a reply.
    """

    n: int = 0
    value: float | None = None
    median: float | None = None
    mean: float | None = None
    p80: float | None = None
    p90: float | None = None
    finished: int | None = None
    waiting: int | None = None
    oldest_waiting: float | None = None
    left_out: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share 0–1, or a mean time in seconds, of `n` cases."""

    n: int = 0
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Csat:
    """Ratings on 1–5: `n` answered; the response rate where exports list the unanswered ones."""

    n: int = 0
    good: int = 0
    share: float | None = None
    mean: float | None = None
    three_or_more: float | None = None
    fives: float | None = None
    two_valued: bool = False
    asked: int | None = None
    response_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured alike for the team, a channel and an agent."""

    tickets: int = 0
    first_response_time: Times = Times()
    average_response_time: Share = Share()
    resolution_time: Times = Times()
    answered_share: Share = Share()
    one_touch_rate: Share = Share()
    csat: Csat = Csat()
    abandonment_rate: Share = Share()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hours of the week: `hours` in which customers write, `covered` of them, `n` replies seen."""

    n: int = 0
    hours: int | None = None
    covered: int | None = None
    value: float | None = None
    from_messages: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is open at the end of the period; ages in seconds; `n` None: no export says."""

    n: int | None = None
    median_age: float | None = None
    oldest: float | None = None


@dataclass(frozen=True, slots=True)
class TeamMeasures:
    """What is measured for the whole team only."""

    per_day: float
    backlog: Backlog
    coverage: Coverage
    self_service_rate: Share
    proactive_chat_share: Share
    speed_promise: tuple[tuple[int, Share], ...]
    excluded: tuple[tuple[str, int], ...]


def measure(workspace: Workspace, scope: Scope, by: By) -> Mapping[str, Measures]:
    """Return the measures of `scope` by name; by "all" the one name is "all"."""
    volume = _named(workspace, "volume", scope, by)
    first_response = _named(workspace, "first_response", scope, by)
    average = _named(workspace, "average_response", scope, by) if by != "class" else {}
    resolution = _named(workspace, "resolution", scope, by)
    answered = _named(workspace, "answered_share", scope, by)
    one_touch = _named(workspace, "one_touch", scope, by)
    csat = _named(workspace, "csat", scope, by)
    gone = _named(workspace, "abandonment", scope, by) if by != "class" else {}
    names = dict.fromkeys([*volume, *resolution, *csat])
    return {
        name: Measures(
            int(volume.get(name, {}).get("n", 0)),
            _times(first_response.get(name), "answered", "unanswered", "closed_unanswered"),
            share(average.get(name)),
            _times(resolution.get(name), "solved", "unsolved"),
            share(answered.get(name)),
            share(one_touch.get(name)),
            _csat(csat.get(name)),
            share(gone.get(name)),
        )
        for name in names
    }


def measure_team(workspace: Workspace, scope: Scope) -> TeamMeasures:
    """Return what is measured for the whole team only."""
    total = sum(int(row["n"]) for row in workspace.ask("volume", scope, by="all"))
    backlog = workspace.ask("backlog", scope)[0]
    coverage = coverage_by(workspace, scope, "all").get("all", Coverage())
    speed = tuple(
        (int(row["seconds"]), share(row)) for row in workspace.ask("speed_promise", scope)
    )
    return TeamMeasures(
        total / _days_with_data(workspace, scope),
        Backlog(backlog["n"], backlog["median_age"], backlog["oldest"]),
        coverage,
        share(workspace.ask("self_service", scope)[0]),
        share(workspace.ask("proactive_chats", scope)[0]),
        speed,
        tuple((row["why"], int(row["n"])) for row in workspace.ask("exclusions", scope)),
    )


def _days_with_data(workspace: Workspace, scope: Scope) -> float:
    """Return the days of the period that the data reach, at least one."""
    extent = workspace.extent or (scope.period.start, scope.period.end)
    begin, end = max(scope.period.start, extent[0]), min(scope.period.end, extent[1])
    return max(1.0, (end - begin).total_seconds() / 86400)


def measure_csat(workspace: Workspace, scope: Scope) -> Csat:
    """Return the whole team's ratings."""
    return _csat(_named(workspace, "csat", scope, "all").get("all"))


def coverage_by(
    workspace: Workspace, scope: Scope, by: Literal["all", "channel"]
) -> Mapping[str, Coverage]:
    """Return the coverage of the week's hours, union or by channel."""
    return {
        row["name"]: Coverage(
            row["replies"], row["hours"], row["covered"], row["value"], row["from_messages"]
        )
        for row in workspace.ask("coverage", scope, by=by)
    }


def share(row: Mapping[str, Any] | None) -> Share:
    """Return the share in a question's row of `n` and `value`."""
    return Share(int(row["n"] or 0), row["value"]) if row else Share()


def _named(workspace: Workspace, question: str, scope: Scope, by: By) -> dict[str, Row]:
    return {row["name"]: row for row in workspace.ask(question, scope, by=by)}


def _times(row: Row | None, finished: str, waiting: str, left_out: str = "") -> Times:
    """Return a question's row of times; the other names are its columns of counts."""
    if row is None:
        return Times()
    return Times(
        row["n"],
        row["value"],
        row["median"],
        row["mean"],
        row["p80"],
        row["p90"],
        row[finished],
        row[waiting],
        row[f"oldest_{waiting}"],
        row[left_out] if left_out else None,
    )


def _csat(row: Row | None) -> Csat:
    if row is None:
        return Csat()
    return Csat(
        row["n"],
        row["good"],
        row["share"],
        row["mean"],
        row["three_or_more"],
        row["fives"],
        bool(row["two_valued"]),
        row["asked"],
        row["response_rate"],
    )
