"""Measured figures → the figures that the ladder asks for; the latest few where a period has too few."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from queries.config import Config
from queries.config.catalogue import Cases, Entry
from queries.config.ladder import Criterion
from queries.engine.port import Asking, Workspace
from queries.figures.in_use import NO_CHANNEL, channel_uses, channels_of
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
    Figure,
    Figures,
    Hours,
    Ratings,
)
from queries.said import Said, said
from queries.scope import Filter

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
        measure: _unclassified_said(unclassified) if too_many else _missing(within, measure, config)
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
        channels=channels_of(channel_uses(asking, config), config),
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
        if part.against is not None and part.against.measure is not None:
            yield part.against.measure


def _figure(key: str, entry: Entry, config: Config, measured: Measured, latest: LatestOf) -> Figure:
    """Return a figure of the whole, on the latest few where it has too few, unknown with its reason."""
    if entry.question is None:
        return Figure(note=_needs(key, entry))
    whole = measured.whole()[key]
    if (
        key == "abandonment_rate"
        and measured.whole()["volume"].n
        and not measured.whole()["abandonment_rate"].parts.get("live")
    ):
        return NOT_APPLICABLE
    if key == "coverage" and (whole.parts.get("hours") or 0) < config.ladder.rules.hours_written:
        few = said("hours_shown", n=int(whole.parts.get("hours") or 0))
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
        told = said("few_calls_told", n=whole.n, of=int(live))
        return Figure(None, whole.n, note=told)
    return Figure(None, whole.n, note=_few(key, whole.n, least, entry))


def _ratings(entry: Entry, scores: Mapping[float, int] | None) -> Ratings | None:
    """Return what a mean of ratings is made of; None of any other figure."""
    return Ratings(tuple(sorted(scores.items()))) if entry.unit == "score" and scores else None


def _needs(key: str, entry: Entry) -> Said | None:
    return said("needs", figure=key) if entry.needs else None


def _few(key: str, n: int, least: int, entry: Entry) -> Said | None:
    """Say what is missing for a figure: cases, or the column that has them."""
    if not least or (not n and entry.needs):
        return _needs(key, entry)
    cases = entry.cases.of if entry.cases else "cases"
    return said(f"few_{cases}", n=n, least=least)


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


def _missing(within: Within, measure: str, config: Config) -> Said | None:
    """Say what the export lacks where no ticket can be held against a bound; None where some can."""
    return None if within.graded(measure) else _needs(measure, config.figures[measure])


def _unclassified(measured: Measured, config: Config) -> Mapping[str, float]:
    """Return the channels that nobody gave a class, with their share of contacts, the largest first."""
    shares = {
        name: measures["volume"].parts["share"]
        for name, measures in measured.by("channel").items()
        if measures["volume"].n and name not in config.channels.names
    }
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _unclassified_said(unclassified: Mapping[str, float]) -> Said:
    """Say which channels have no class."""
    if set(unclassified) == {NO_CHANNEL}:
        return said("no_channel")
    told = (
        said("share_of_contacts", name=name, share=float(share))
        for name, share in unclassified.items()
    )
    return said("unclassified", n=len(unclassified), channels=tuple(told))


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
                    measure: reach_of(within, measure, config, {}, None, ("channel", name))
                    for measure in COLUMNS
                },
            )


def _thin(measured: Measured, config: Config) -> Said | None:
    """Say where quality stands on few ratings of many solved tickets (rule 15)."""
    ratings = measured.whole()["csat"].n
    solved = measured.whole()["resolution_time"].parts.get("solved") or 0
    if ratings and ratings < config.ladder.rules.rated * solved:
        return said("few_rated", n=ratings, of=int(solved))
    return None


def _ungraded(measured: Measured, agent: str | None) -> Said | None:
    if not measured.whole()["volume"].n:
        return said("no_tickets_in_period")
    return said("one_agent") if agent else None
