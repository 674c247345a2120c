"""Inside a time that is held against bounds: its shares, its weeks, and what its late cases have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from queries.config.catalogue import Cases
from queries.engine.port import Asking, Workspace
from queries.figures.reach import LEVELS, cases_within
from queries.ladder.criteria import Result
from queries.scope import TREND_PARTS, Request
from queries.scorecard import Scorecard

WEEKS = TREND_PARTS
GROUPINGS = ("channel", "hours", "agent", "reason")


@dataclass(frozen=True, slots=True)
class Share:
    """The share within the bound of `level`, now and before; `asked` of it by the next level, where it asks."""

    level: int
    now: float | None
    n: int
    before: float | None
    asked: Result | None


@dataclass(frozen=True, slots=True)
class Week:
    """The share within the bound in seven days from `first` on; None: nobody wrote."""

    first: dt.date
    share: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """The late ones among the n tickets under one name of a grouping; None: those without any."""

    name: str | None
    late: int
    n: int


@dataclass(frozen=True, slots=True)
class Inside:
    """A time held against the bound of `level`, that of the figure which its dimension shows."""

    measure: str
    level: int
    asked: Result | None
    shares: tuple[Share, ...]
    whole: Part
    late: Mapping[str, tuple[Part, ...]]


def inside(card: Scorecard, key: str, measure: str, asking: Asking) -> Inside:
    """Return what stands inside the time `measure` of the dimension `key`."""
    asked = asked_of(card, key, measure)
    shown = next(row.headline for row in card.rows if row.result.key == key)
    level = shown.within if shown is not None and shown.key == measure else None
    level = level or card.assessment.next_level or LEVELS[-1]
    whole, late = ask_late(asking, measure, level)
    return Inside(
        measure=measure,
        level=level,
        asked=asked.get(level),
        shares=tuple(_share(card, measure, of, asked.get(of)) for of in LEVELS[::-1]),
        whole=whole,
        late=late,
    )


def ask_late(
    asking: Asking, measure: str, level: int, channel: str | None = None
) -> tuple[Part, Mapping[str, tuple[Part, ...]]]:
    """Return the late ones at a level's bound, and by each grouping, the most first; of one channel alone."""
    known = _known(cases_within(measure, level), channel)
    parts: dict[str, list[Part]] = {}
    for row in asking.ask_filled("late_by", known, channel=channel):
        part = Part(row["name"], row["late"], row["n"])
        parts.setdefault(row["grouping"], []).append(part)
    whole = parts.pop("all", [Part(None, 0, 0)])[0]
    return whole, {name: tuple(parts.get(name, ())) for name in GROUPINGS}


def asked_of(card: Scorecard, key: str, measure: str) -> dict[int, Result]:
    """Return the criteria of the next level on this time, by the level whose bound they are about."""
    dimension = next(d for d in card.assessment.dimensions if d.key == key)
    target = min((dimension.level or 1) + 1, LEVELS[-1])
    return {
        result.within: result
        for result in dimension.criteria
        if result.key == measure and result.level == target and result.within is not None
    }


def weeks_of(request: Request) -> Request:
    """Return the request for the whole weeks that end with the period."""
    return request.over(request.period.back(7 * WEEKS))


def ask_weeks(
    workspace: Workspace, request: Request, measure: str, level: int, channel: str | None = None
) -> tuple[Week, ...]:
    """Return the share within a level's bound by weeks, those that end with the period of `request`."""
    asking = workspace.asking(weeks_of(request), aside=True, counted=False)
    known = _known(cases_within(measure, level), channel)
    rows = asking.ask_filled("weeks_within", known, weeks=WEEKS, channel=channel)
    shares = {row["bucket"]: row["good"] / row["n"] for row in rows}
    first = asking.request.period.first
    return tuple(
        Week(first + dt.timedelta(days=7 * week), shares.get(week)) for week in range(WEEKS)
    )


def _known(cases: Cases, channel: str | None) -> dict[str, str]:
    on_it = "" if channel is None else " and channel = try_cast($channel as case_name)"
    return {"known": f"({cases.where}){on_it}", "good": cases.measured}


def _share(card: Scorecard, measure: str, level: int, asked: Result | None) -> Share:
    now, n = card.within.share(measure, level)
    before, _ = card.within.share(measure, level, "before")
    return Share(level, now, n, before, asked)


def late_within(measure: str, level: int) -> Cases:
    """Return which tickets are late at a level's bound, the nearest to their own first."""
    cases = cases_within(measure, level)
    where = f"({cases.where}) and not ({cases.measured})"
    return cases.model_copy(update={"where": where, "worst": f"-({cases.worst})"})
