"""The one frozen Scorecard that every face shows: what is exported is what was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from queries.answers.in_force import Answers, words_of
from queries.changed.facts import Changed
from queries.config import Config
from queries.config.bounds import Bound
from queries.config.catalogue import Catalogue
from queries.config.ladder import Ladder
from queries.config.schema import Definitions
from queries.doubts import Doubt
from queries.engine.port import Asking, Workspace
from queries.exports.ledger import Ledger
from queries.figures.budget import Budget
from queries.figures.change import Before, Change
from queries.figures.grading import figures_for
from queries.figures.like_for_like import like_for_like
from queries.figures.lost import Lost
from queries.figures.measure import Measured, Measures, measure, trend
from queries.figures.reach import TrendsWithin, Within, ask_trends_within, ask_within
from queries.figures.standings import AgentRow, ChannelRow, agent_rows, channel_rows
from queries.ladder.criteria import Result
from queries.ladder.dimensions import DimensionResult
from queries.ladder.evidence import Against, against
from queries.ladder.figures import Figures
from queries.ladder.missing import slipping
from queries.ladder.overall import Assessment, grade
from queries.ladder.state import State
from queries.said import said
from queries.scope import TREND_PARTS, Request, RequestError

CLASSES = ("email", "social", "live")


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
class Reading:
    """The level by one definition set; None: no level. `graded` is what the ladder was given for it."""

    name: str
    definitions: Definitions
    level: int | None
    graded: Figures


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What a lead asks of a level before showing it: what it was, by which definitions, and what is doubtful.

    `was` is the level of the period before as it stood then; None: no level.
    """

    was: int | None
    readings: tuple[Reading, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything a face shows about one request.

    `excluded` counts what does not count in the period, by (code, what): excluded and why, started_by and
    who, settled_by_bot, no_customer and the channel. `bounds` are those of single customers' times,
    by (measure, level) and class. `least_ratings` say something of an agent. `graded` is what the ladder was
    given, with the `answers` in force; `against` are those that the data say otherwise of. `slipping` are the
    criteria that hold with little room. `look`: what the level was, what other definitions say of it, and what
    is doubtful; `budget`: that of the running month; `lost`: where first answers were late; `changed`: what
    changed, figure by figure: None until asked.
    """

    team: str
    request: Request
    data_start: dt.datetime
    data_end: dt.datetime
    opening_hours: bool
    assessment: Assessment
    rows: tuple[DimensionRow, ...]
    measured: Measured
    within: Within
    excluded: Mapping[tuple[str, str], int]
    agents: tuple[AgentRow, ...]
    channels: tuple[ChannelRow, ...]
    ledger: Ledger
    practices: Mapping[str, str]
    level_names: Mapping[int, str]
    figures: Catalogue
    bounds: Mapping[tuple[str, int], Mapping[str, Bound]]
    least_ratings: int
    ladder: Ladder
    graded: Figures
    answers: Answers
    against: Mapping[str, Against]
    slipping: tuple[Result, ...] = ()
    look: SecondLook | None = None
    budget: Budget | None = None
    lost: Lost | None = None
    changed: tuple[Changed, ...] | None = None

    @property
    def measures(self) -> Measures:
        """The figures of the whole period."""
        return self.measured.whole()

    @property
    def previous(self) -> Measures | None:
        """The figures of the period before; None where it is compared with none."""
        return self.measured.whole("before") if self.request.before else None

    @property
    def per_day(self) -> float:
        """Tickets a day, over the days of the period that the data reach."""
        period = self.request.period
        begin, end = max(period.start, self.data_start), min(period.end, self.data_end)
        return self.measures["volume"].n / max(1.0, (end - begin).total_seconds() / 86400)


def build_scorecard(
    workspace: Workspace, request: Request, config: Config, ledger: Ledger, answers: Answers
) -> Scorecard:
    """Ask every question about `request` and grade it with the lead's `answers`.

    Raises ValueError where the data hold nothing at all, StoppedError where the request was stopped,
    EngineError where a question has no answer.
    """
    extent = workspace.extent
    if extent is None:
        raise RequestError(said("no_tickets_at_all"))
    asking = workspace.asking(request)
    rules = config.ladder.rules
    measured = measure(asking, config.figures, rules)
    within = ask_within(asking)
    past = Before(rules, config.figures, measured, within) if request.before else None
    trends = ask_trends_within(asking, TREND_PARTS)
    excluded = {(row["code"], row["what"]): int(row["n"]) for row in asking.ask("exclusions")}
    graded = figures_for(workspace, asking, config, measured, within)
    assessment = grade(config.ladder, graded, words_of(answers), request.definitions.reach)
    return Scorecard(
        team=config.team.name,
        request=request,
        data_start=extent.start,
        data_end=extent.end,
        opening_hours=bool(config.team.hours),
        assessment=assessment,
        rows=tuple(
            _row(dimension, past, trends, asking, config) for dimension in assessment.dimensions
        ),
        measured=measured,
        within=within,
        excluded=excluded,
        agents=agent_rows(
            measured,
            config,
            None if request.filter.agent else like_for_like(asking, assessment.next_level),
        ),
        channels=channel_rows(measured, config, assessment, request.filter),
        ledger=ledger,
        practices=config.ladder.practices,
        level_names=config.ladder.levels,
        figures=config.figures,
        bounds=_bounds(config),
        least_ratings=rules.agent_ratings,
        ladder=config.ladder,
        graded=graded,
        answers=answers,
        against=against(config.ladder, graded.team, words_of(answers)),
        slipping=slipping(assessment.dimensions, assessment.next_level, rules.slipping),
    )


def _bounds(config: Config) -> Mapping[tuple[str, int], Mapping[str, Bound]]:
    """Return the bounds of the times of single customers: by (measure, level), by class."""
    found: dict[tuple[str, int], dict[str, Bound]] = {}
    for dimension in config.ladder.dimensions.values():
        for level, lines in dimension.levels.items():
            for line in lines:
                if line.measure and line.bound and config.figures[line.measure].reach:
                    for of in [line.channel_class] if line.channel_class else CLASSES:
                        found.setdefault((line.measure, level), {})[of] = line.bound
    return found


def _row(
    dimension: DimensionResult,
    past: Before | None,
    trends: TrendsWithin,
    asking: Asking,
    config: Config,
) -> DimensionRow:
    headline = headline_of(dimension)
    return DimensionRow(
        dimension,
        headline,
        past.change(headline) if headline and past else None,
        _trend(headline, trends, asking, config) if headline and headline.measured else (),
    )


def _trend(
    headline: Result, trends: TrendsWithin, asking: Asking, config: Config
) -> tuple[float | None, ...]:
    if headline.key not in config.figures:
        return ()
    if headline.within is not None:
        return trends.of(headline.key, headline.within)
    return trend(asking, config.figures[headline.key], config.ladder.rules, TREND_PARTS)


def headline_of(dimension: DimensionResult) -> Result | None:
    """Return the criterion to show: what stands between the dimension and its next level.

    Of its own figure first: what is missed of the next level, else the share one bound below it.
    """
    target = min(5, (dimension.level or 0) + 1)
    order = {State.MISSED: 0, State.UNKNOWN: 1, State.MET: 2}
    candidates = [r for r in dimension.criteria if r.state is not State.NOT_APPLICABLE]
    if not candidates:
        return None
    return min(
        candidates,
        key=lambda r: (
            r.key != dimension.figure or r.level != target or r.within is None,
            r.level < target and r.state is not State.MISSED,
            order[r.state] == 2 and target < 5 and r.within is None,
            abs(r.level - target),
            order[r.state],
            abs(target - 1 - (r.within or target)),
            not r.measured,
        ),
    )
