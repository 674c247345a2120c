"""Measured figures → the figures that the ladder asks for, looking further back where there are too few."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeVar

from queries.config import Config
from queries.engine.port import Asking, Workspace
from queries.figures.measure import Figure as Asked
from queries.figures.measure import Measured, Measures, measure
from queries.ladder.figures import NOT_APPLICABLE, UNKNOWN, ChannelFigures, Figure, Figures
from queries.scope import Request

T = TypeVar("T")
Held: TypeAlias = Mapping[tuple[str, str], Mapping[tuple[str, int], Figure]]
_HELD = {
    "response_time": ("first_response_time", "first_response"),
    "resolution_time": ("resolution_time", "resolution"),
}


def figures_for(
    workspace: Workspace, asking: Asking, config: Config, measured: Measured, held: Held
) -> Figures:
    """Return every figure the ladder asks for; `measured` and `held` are those of `asking` itself."""
    rules, request = config.ladder.rules, asking.request
    channels: dict[str, tuple[ChannelFigures, ...]] = {}
    windows: dict[str, int] = {}

    def over(longer: Request) -> tuple[Measured, Held]:
        if longer == request:
            return measured, held
        other = workspace.asking(longer)
        return measure(other, config.figures, rules, ("channel",)), held_figures(other, config)

    def channel_figures(key: str, longer: Request) -> tuple[ChannelFigures, ...]:
        return _channel_figures(config, key, *over(longer))

    def enough(found: tuple[ChannelFigures, ...]) -> bool:
        return any(c.graded >= rules.graded_tickets and c.channel_class != "none" for c in found)

    for dimension, (key, _) in _HELD.items():
        channels[dimension], windows[dimension] = _look_back(
            request,
            rules.look_back_days,
            enough,
            partial(channel_figures, key),
        )
    ratings, windows["quality"] = _look_back(
        request,
        rules.look_back_days,
        lambda found: found["csat"].n >= rules.ratings,
        lambda longer: over(longer)[0].whole(),
    )
    whole = measured.whole()
    return Figures(
        {
            **{key: _figure(figure) for key, figure in whole.figures.items()},
            **_quality(ratings),
            **_channel_counts(asking, config),
            **_team_figures(whole, config, _days(workspace, request)),
        },
        channels,
        windows,
    )


def held_figures(asking: Asking, config: Config) -> Held:
    """Return by side and channel the figure that is held against each (measure, level)."""
    held: dict[tuple[str, str], dict[tuple[str, int], Figure]] = {}
    for key, question in _HELD.values():
        for row in asking.ask(f"{question}_held"):
            note = "in opening hours" if row["clock"] == "open" and config.team.hours else ""
            figure = Figure(row["value"], row["n"], note=note)
            held.setdefault((row["side"], row["channel"]), {})[key, row["level"]] = figure
    return held


def _days(workspace: Workspace, request: Request) -> float:
    """Return the days of the period that the data reach, at least one."""
    extent = workspace.extent or (request.period.start, request.period.end)
    begin, end = max(request.period.start, extent[0]), min(request.period.end, extent[1])
    return max(1.0, (end - begin).total_seconds() / 86400)


def _look_back(
    request: Request,
    days: tuple[int, ...],
    enough: Callable[[T], bool],
    ask: Callable[[Request], T],
) -> tuple[T, int]:
    """Ask over the period, then further back while there is too little; return the days it took (or 0)."""
    found, window = ask(request), 0
    for back in days:
        if enough(found):
            break
        if back > request.period.days:
            found, window = ask(request.over(request.period.back(back))), back
    return found, window


def _channel_figures(
    config: Config, key: str, measured: Measured, held: Held
) -> tuple[ChannelFigures, ...]:
    names = config.channels.names
    plain = ("answered_share", "abandonment_rate")
    found = [
        ChannelFigures(
            name,
            names[name].channel_class if name in names else "none",
            measures["volume"].n,
            measures["volume"].parts["share"],
            measures[key].n,
            held.get(("now", name), {}),
            {share: _figure(measures[share]) for share in plain},
        )
        for name, measures in measured.by("channel").items()
        if measures["volume"].n
    ]
    return tuple(sorted(found, key=lambda channel: (-channel.contacts, channel.name)))


def _figure(of: Asked) -> Figure:
    return Figure(of.value, of.n)


def _quality(measures: Measures) -> dict[str, Figure]:
    """Return the CSAT figures; on a two-valued scale the mean and the fives say nothing."""
    two_valued = bool(measures["csat"].parts.get("two_valued"))
    good = _figure(measures["csat_share"])
    fine = {key: _figure(measures[key]) for key in ("csat_mean", "csat_5_share")}
    if two_valued:
        fine = dict.fromkeys(fine, NOT_APPLICABLE)
    return {
        "csat_3_or_more_share": _figure(measures["csat_3_or_more_share"]),
        "csat_share": good,
        **fine,
        "csat_good_share": good if two_valued else NOT_APPLICABLE,
        "internal_quality_score": replace(UNKNOWN, note="needs a reviews export"),
    }


def _channel_counts(asking: Asking, config: Config) -> dict[str, Figure]:
    """Return how many channels are in use, and of those that make sense how many are missing."""
    # Which channels there are is a fact of the team, whatever part of it is looked at.
    rows = [
        row
        for row in asking.ask("channels_in_use")
        if row["contacts"] >= config.ladder.rules.in_use_contacts and row["channel_class"] != "none"
    ]
    total = sum(int(row["contacts"]) for row in rows)
    sensible = config.channels.make_sense
    classes = [config.channels.names[name].channel_class for name in sensible or ()]

    def count(rows_: list[dict[str, object]], applies: bool) -> Figure:
        return Figure(float(len(rows_)) if total else None, total, applies=applies)

    unsaid = sensible is None
    missing = replace(UNKNOWN, note="say which channels make sense: config, channels → make_sense")
    if sensible is not None:
        gaps = set(sensible) - {row["channel"] for row in rows}
        missing = (
            Figure(float(len(gaps)), total, note=", ".join(sorted(gaps))) if total else UNKNOWN
        )
    return {
        "channels_in_use": count(rows, unsaid or len(classes) >= 2),
        "other_channels_in_use": count(
            [row for row in rows if row["channel_class"] != "email"],
            unsaid or any(c != "email" for c in classes),
        ),
        "live_channels_in_use": count(
            [row for row in rows if row["channel_class"] == "live"], unsaid or "live" in classes
        ),
        "channels_missing": missing,
    }


def _team_figures(whole: Measures, config: Config, days: float) -> dict[str, Figure]:
    least = config.ladder.rules.coverage_tickets_per_day
    hours = whole["coverage"]
    coverage = Figure(hours.value, hours.n, lifts_only=not hours.parts.get("from_messages"))
    if whole["volume"].n / days < least:
        coverage = Figure(n=hours.n, note=f"under {least} tickets a day replies cannot show it")
    settled = whole["self_service_rate"]
    return {
        "coverage": coverage,
        # What help-center visits settle is not among the contacts: a lower bound.
        "self_service_rate": Figure(settled.value, settled.n, lifts_only=True),
    }
