"""Questions → the figures that the ladder asks for, looking further back where there are too few."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from queries.config import Config
from queries.ladder.figures import NOT_APPLICABLE, UNKNOWN, ChannelFigures, Figure, Figures
from queries.measures import Csat, Share, TeamMeasures, measure_csat, share
from queries.workspace import Scope, Workspace

T = TypeVar("T")
HELD = {
    "response_time": ("first_response_time", "first_response"),
    "resolution_time": ("resolution_time", "resolution"),
}


def figures_for(
    workspace: Workspace, scope: Scope, config: Config, csat: Csat, team: TeamMeasures
) -> Figures:
    """Return every figure the ladder asks for; `csat` and `team` are those of `scope` itself."""
    rules = config.ladder.rules
    channels: dict[str, tuple[ChannelFigures, ...]] = {}
    windows: dict[str, int] = {}

    def enough(found: tuple[ChannelFigures, ...]) -> bool:
        return any(c.graded >= rules.graded_tickets and c.channel_class != "none" for c in found)

    for dimension, (measure, question) in HELD.items():
        ask = partial(_channel_figures, workspace, measure, question)
        channels[dimension], windows[dimension] = _look_back(
            scope, rules.look_back_days, enough, ask
        )
    ratings, windows["quality"] = _look_back(
        scope,
        rules.look_back_days,
        lambda found: found.n >= rules.ratings,
        lambda over: csat if over is scope else measure_csat(workspace, over),
    )
    return Figures(
        {
            **_quality(ratings),
            **_channel_counts(workspace, scope, config),
            **_team_figures(team, config),
        },
        channels,
        windows,
    )


def _look_back(
    scope: Scope, days: tuple[int, ...], enough: Callable[[T], bool], ask: Callable[[Scope], T]
) -> tuple[T, int]:
    """Ask over the period, then further back while there is too little; return the days it took (or 0)."""
    found, window = ask(scope), 0
    for back in days:
        if enough(found):
            break
        if back > scope.period.days:
            found, window = ask(scope.over(scope.period.back(back))), back
    return found, window


def held_figures(
    workspace: Workspace, measure: str, question: str, scope: Scope
) -> dict[str, dict[tuple[str, int], Figure]]:
    """Return by channel the figure that is held against each (measure, level)."""
    held: dict[str, dict[tuple[str, int], Figure]] = {}
    for row in workspace.ask(f"{question}_held", scope):
        note = "in opening hours" if row["clock"] == "open" and workspace.config.team.hours else ""
        figure = Figure(row["value"], row["n"], note=note)
        held.setdefault(row["channel"], {})[measure, row["level"]] = figure
    return held


def _channel_figures(
    workspace: Workspace, measure: str, question: str, scope: Scope
) -> tuple[ChannelFigures, ...]:
    contacts = workspace.ask("channels_in_use", scope)
    graded = {row["name"]: int(row["n"]) for row in workspace.ask(question, scope, by="channel")}
    held = held_figures(workspace, measure, question, scope)
    plain = {
        "answered_share": _by_channel(workspace, "answered_share", scope),
        "abandonment_rate": _by_channel(workspace, "abandonment", scope),
    }
    return tuple(
        ChannelFigures(
            row["channel"],
            row["channel_class"],
            int(row["contacts"]),
            row["share"],
            graded.get(row["channel"], 0),
            held.get(row["channel"], {}),
            {name: _figure(shares.get(row["channel"], Share())) for name, shares in plain.items()},
        )
        for row in contacts
    )


def _by_channel(workspace: Workspace, question: str, scope: Scope) -> Mapping[str, Share]:
    return {row["name"]: share(row) for row in workspace.ask(question, scope, by="channel")}


def _figure(of: Share) -> Figure:
    return Figure(of.value, of.n)


def _quality(csat: Csat) -> dict[str, Figure]:
    """Return the CSAT figures; on a two-valued scale the mean and the fives say nothing."""
    fine = {"csat_mean": Figure(csat.mean, csat.n), "csat_5_share": Figure(csat.fives, csat.n)}
    good = Figure(csat.share, csat.n)
    if csat.two_valued:
        fine = dict.fromkeys(fine, NOT_APPLICABLE)
    return {
        "csat_3_or_more_share": Figure(csat.three_or_more, csat.n),
        "csat_share": good,
        **fine,
        "csat_good_share": good if csat.two_valued else NOT_APPLICABLE,
        "internal_quality_score": replace(UNKNOWN, note="needs a reviews export"),
    }


def _channel_counts(workspace: Workspace, scope: Scope, config: Config) -> dict[str, Figure]:
    """Return how many channels are in use, and of those that make sense how many are missing."""
    # Which channels there are is a fact of the team, whatever part of it is looked at.
    whole = scope.of(channel=None, agent=None)
    rows = [
        row
        for row in workspace.ask("channels_in_use", whole)
        if row["contacts"] >= config.ladder.rules.in_use_contacts and row["channel_class"] != "none"
    ]
    total = sum(int(row["contacts"]) for row in rows)
    sensible = config.channels.make_sense
    classes = [config.channels.names[name].channel_class for name in sensible or ()]

    def count(rows_: list[dict[str, object]], applies: bool) -> Figure:
        return Figure(float(len(rows_)) if total else None, total, applies=applies)

    unsaid = sensible is None
    missing = UNKNOWN
    if sensible is not None and total:
        gaps = set(sensible) - {row["channel"] for row in rows}
        missing = Figure(float(len(gaps)), total, note=", ".join(sorted(gaps)))
    return {
        "channels_in_use": count(rows, unsaid or len(classes) >= 2),
        "other_channels_in_use": count(
            [row for row in rows if row["channel_class"] != "email"],
            unsaid or any(c != "email" for c in classes),
        ),
        "live_channels_in_use": count(
            [row for row in rows if row["channel_class"] == "live"], unsaid or "live" in classes
        ),
        "channels_missing": missing
        if not unsaid
        else replace(UNKNOWN, note="say which channels make sense: config, channels → make_sense"),
    }


def _team_figures(team: TeamMeasures, config: Config) -> dict[str, Figure]:
    least = config.ladder.rules.coverage_tickets_per_day
    coverage = Figure(
        team.coverage.value, team.coverage.n, lifts_only=not team.coverage.from_messages
    )
    if team.per_day < least:
        coverage = Figure(
            n=team.coverage.n, note=f"under {least} tickets a day replies cannot show it"
        )
    self_service = team.self_service_rate
    return {
        "coverage": coverage,
        # What help-center visits settle is not among the contacts: a lower bound.
        "self_service_rate": Figure(self_service.value, self_service.n, lifts_only=True),
        "proactive_chat_share": _figure(team.proactive_chat_share),
    }
