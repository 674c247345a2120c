"""Measured figures → the figures that the ladder asks for; the latest few where a period has too few."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from queries.config import Config
from queries.config.catalogue import Cases, Entry
from queries.config.ladder import Criterion
from queries.engine.port import Asking, Workspace
from queries.figures.measure import Measured, Measures, figure_of
from queries.figures.reach import (
    COLUMNS,
    LEVELS,
    Latest,
    LatestOf,
    Within,
    cases_within,
    on_the_latest,
    reach_of,
)
from queries.figures.slowest import with_slowest
from queries.ladder.figures import (
    NOT_APPLICABLE,
    ChannelReach,
    Channels,
    Figure,
    Figures,
    Hours,
    Ratings,
)
from queries.scope import Filter

NO_CHANNEL = "unknown"  # the channel of tickets whose export names none
_MANY = 1000  # of so many tickets a figure that is exported at all has some


def figures_for(
    workspace: Workspace, asking: Asking, config: Config, measured: Measured, within: Within
) -> Figures:
    """Return every figure that the ladder's criteria name; `measured` and `within` are those of `asking`."""
    request, rules = asking.request, config.ladder.rules
    unclassified = _unclassified(measured, config)
    too_many = sum(unclassified.values()) > rules.unclassified
    named = dict.fromkeys(_named(config))
    latest = _latest(workspace, asking, config, measured, within, named)
    missing = {
        measure: _unclassified_words(unclassified)
        if too_many
        else _missing(within, measure, config)
        for measure in COLUMNS
        if measure in named
    }
    hours = measured if request.filter == Filter() else _whole_coverage(asking, config)
    none = Within({}, {})
    reach = {
        measure: reach_of(
            none if too_many else within, measure, config, {} if too_many else latest, why
        )
        for measure, why in missing.items()
    }
    if request.definitions.reach == "mean":
        reach = with_slowest(asking, config, reach)
    return Figures(
        team={
            key: _figure(key, entry, config, hours if key == "coverage" else measured, latest)
            for key, entry in config.figures.items()
            if key in named and not entry.reach
        },
        reach=reach,
        channel_reach=tuple(_channel_reach(within, config, measured)),
        channels=_channels(asking, config),
        unclassified=unclassified,
        too_many_unclassified=too_many,
        thin=_thin(measured, config),
        ungraded=_ungraded(measured, request.filter.agent),
    )


def _whole_coverage(asking: Asking, config: Config) -> Measured:
    """Return the hours that the whole company covers: a filter does not change accessibility."""
    entry = config.figures["coverage"]
    rows = asking.ask("coverage", by=["all"], whole=True)
    figures = {"coverage": figure_of(entry, rows[0])} if rows else {}
    return Measured({("now", "all"): {"all": Measures(figures)}})


def _named(config: Config) -> Iterator[str]:
    """Yield every measure that a line of the ladder names."""
    for dimension in config.ladder.dimensions.values():
        for lines in dimension.levels.values():
            for line in lines:
                yield from _measures(line)


def _measures(line: Criterion) -> Iterator[str]:
    for part in line.parts():
        if part.measure is not None:
            yield part.measure


def _figure(key: str, entry: Entry, config: Config, measured: Measured, latest: LatestOf) -> Figure:
    """Return a figure of the whole, on the latest few where it has too few, unknown with its reason."""
    if entry.question is None:
        return Figure(note=entry.needs or "")
    whole = measured.whole()[key]
    if (
        key == "abandonment_rate"
        and measured.whole()["volume"].n
        and not measured.whole()["abandonment_rate"].parts.get("live")
    ):
        return NOT_APPLICABLE
    if key == "coverage" and (whole.parts.get("hours") or 0) < config.ladder.rules.hours_written:
        few = (
            f"replies show only the {whole.parts.get('hours') or 0} hours in which customers write"
        )
        return Figure(None, whole.n, note=few)
    lifts_only = entry.lower_bound or (key == "coverage" and not whole.parts.get("from_messages"))
    least = getattr(config.ladder.rules, entry.least) if entry.least else 0
    if whole.value is not None and whole.n >= least:
        return Figure(
            whole.value,
            whole.n,
            lifts_only=lifts_only,
            made_of=Hours(whole.parts["covered"], whole.parts["hours"])
            if key == "coverage"
            else _ratings(entry, whole.parts.get("scores")),
        )
    found = latest.get((key, 0))
    if found is not None and found.n >= least:
        note, made_of = on_the_latest(found), _ratings(entry, found.scores)
        return Figure(found.value, found.n, lifts_only=lifts_only, note=note, made_of=made_of)
    if whole.n >= least and (live := whole.parts.get("live")):
        words = f"only {whole.n:,} of {live:,} contacts on live channels say who gave up"
        return Figure(None, whole.n, note=words)
    return Figure(None, whole.n, note=_few(whole.n, least, entry))


def _ratings(entry: Entry, scores: Mapping[float, int] | None) -> Ratings | None:
    """Return what a mean of ratings is made of; None of any other figure."""
    return Ratings(tuple(sorted(scores.items()))) if entry.unit == "score" and scores else None


def _few(n: int, least: int, entry: Entry) -> str:
    """Say what is missing for a figure: cases, or the column that has them."""
    cases = entry.cases.of if entry.cases else "cases"
    if not least:
        return entry.needs or ""
    return entry.needs if not n and entry.needs else f"{n:,} of {least} {cases}"


def _latest(
    workspace: Workspace,
    asking: Asking,
    config: Config,
    measured: Measured,
    within: Within,
    named: Collection[str],
) -> LatestOf:
    """Return the figures of the latest few, asked only for those of which the period has too few."""
    rules, request = config.ladder.rules, asking.request
    if request.filter.agent or rules.latest_days <= request.period.days:
        return {}
    wanted: dict[tuple[str, int], tuple[Cases, int]] = {}
    for key in named:
        entry = config.figures[key]
        least = getattr(rules, entry.least) if entry.least else 0
        if entry.reach:
            for level in LEVELS:
                if within.known(key, level) < least:
                    wanted[COLUMNS[key], level] = cases_within(key, level), least
        elif entry.cases and measured.whole()[key].n < least:
            wanted[key, 0] = entry.cases, least
    if not measured.whole()["volume"].n or measured.whole()["volume"].n >= _MANY:
        # Of so many tickets none has it: the export has not got it.
        wanted = {
            (key, level): asked
            for (key, level), asked in wanted.items()
            if asked[0].of == "ratings" or (key in named and measured.whole()[key].n)
        }
    if not wanted:
        return {}
    longer = workspace.asking(request.over(request.period.back(rules.latest_days)), aside=True)
    found = {}
    for place, (cases, least) in wanted.items():
        parts = {"condition": cases.where, "measured": cases.measured}
        [row] = longer.ask_filled(f"latest_of_{cases.of}", parts, least=least)
        if row["n"]:
            found[place] = Latest(row["value"], int(row["n"]), row["since"], row["scores"])
    return found


def _missing(within: Within, measure: str, config: Config) -> str:
    """Say what the export lacks where no ticket can be held against a bound; '' where some can."""
    return "" if within.graded(measure) else f"{config.figures[measure].needs}"


def _unclassified(measured: Measured, config: Config) -> Mapping[str, float]:
    """Return the channels that nobody gave a class, with their share of contacts, the largest first."""
    shares = {
        name: measures["volume"].parts["share"]
        for name, measures in measured.by("channel").items()
        if measures["volume"].n and name not in config.channels.names
    }
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _unclassified_words(unclassified: Mapping[str, float]) -> str:
    """Say which channels have no class, and what to do."""
    if set(unclassified) == {NO_CHANNEL}:
        return (
            "your export has no channel: map one under columns (channel: Source, or {value: email})"
        )
    told = ", ".join(f"{name} ({share:.0%} of contacts)" for name, share in unclassified.items())
    verb = "have" if len(unclassified) > 1 else "has"
    return f"{told} {verb} no class: say live, email or social under channels → names".replace(
        "%", " %"
    )


def _channel_reach(within: Within, config: Config, measured: Measured) -> Iterator[ChannelReach]:
    """Yield each channel's own tickets held against its bounds."""
    names = config.channels.names
    for name, measures in measured.by("channel").items():
        if measures["volume"].n:
            yield ChannelReach(
                name=name,
                channel_class=names[name].channel_class if name in names else "unknown",
                contacts=measures["volume"].n,
                share=measures["volume"].parts["share"],
                reach={
                    measure: reach_of(within, measure, config, {}, "", ("channel", name))
                    for measure in COLUMNS
                },
            )


def _channels(asking: Asking, config: Config) -> Channels:
    """Return which channels the company has; a filter does not change them."""
    rules, names = config.ladder.rules, config.channels.names
    rows = [
        row
        for row in asking.ask("channels_in_use", days=rules.in_use_days)
        if row["contacts"] >= rules.in_use_contacts
        and row["answered"] >= rules.in_use_answered * row["contacts"]
        and row["channel"] != NO_CHANNEL
    ]
    return Channels(
        in_use={row["channel"]: row["channel_class"] for row in rows},
        named={
            name: channel.channel_class
            for name, channel in names.items()
            if channel.channel_class != "none"
        },
        make_sense=config.channels.make_sense,
        contacts=sum(int(row["contacts"]) for row in rows),
    )


def _thin(measured: Measured, config: Config) -> str:
    """Say where quality stands on few ratings of many solved tickets (rule 15)."""
    ratings = measured.whole()["csat"].n
    solved = measured.whole()["resolution_time"].parts.get("solved") or 0
    if ratings and ratings < config.ladder.rules.rated * solved:
        return f"{ratings:,} of {solved:,} solved tickets are rated"
    return ""


def _ungraded(measured: Measured, agent: str | None) -> str:
    if not measured.whole()["volume"].n:
        return "no tickets in this period"
    return "one agent's figures are no level of the team" if agent else ""
