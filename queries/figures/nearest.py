"""Which cases, made good, would let a criterion hold: the nearest to its bound first; `ladder.md` §3."""

from __future__ import annotations

from dataclasses import dataclass

from queries.config import Config
from queries.config.catalogue import Cases
from queries.figures.reach import COLUMNS, LATEST
from queries.ladder.criteria import Result
from queries.ladder.missing import Missing, missing
from queries.said import says
from queries.scope import Request


@dataclass(frozen=True, slots=True)
class Nearest:
    """The cases that a criterion lacks: `first` of those that `cases` names, asked of `request`."""

    figure: str
    cases: Cases
    first: int
    request: Request


def nearest(result: Result, request: Request, config: Config) -> Nearest | None:
    """Return the cases that a criterion of `request` lacks; None where none is missing, or it is no cases."""
    asked = result.evidence or result
    found, entry = missing(asked), config.figures.get(asked.key)
    if found is None or entry is None or entry.cases is None or not found.k:
        return None
    if found.of not in ("cases", "ratings", "slowest"):
        return None
    lacking = (
        _late(asked, found) if entry.reach else _bad(entry.cases, found, entry.lower_is_better)
    )
    if not says(result.note, LATEST):
        return Nearest(asked.key, lacking, found.k, request)
    least = getattr(config.ladder.rules, entry.least) if entry.least else 0
    among = _known(asked.key, asked.tighter or asked.within) if entry.reach else entry.cases.where
    longer = request.over(request.period.back(config.ladder.rules.latest_days))
    return Nearest(asked.key, _of_the_latest(lacking, among, least), found.k, longer)


def _bad(cases: Cases, found: Missing, lower_is_better: bool) -> Cases:
    """Return those of a figure's cases that are not as they should be."""
    good = "score >= 5" if found.of == "ratings" else f"({cases.measured})"
    bad = good if lower_is_better else f"not ({good})"
    return cases.model_copy(update={"where": f"({cases.where}) and {bad}"})


def _late(result: Result, found: Missing) -> Cases:
    """Return who was late at a bound: the nearest to it first, those that still wait last.

    Of a mean: who took longer than their bound, the slowest first.
    """
    level, prefix = result.tighter or result.within or result.level, COLUMNS[result.key]
    of_class = "channel_class" if prefix == "response" else "solve_class"
    judged, calendar = f"{prefix}_judged_us", f"{prefix}_calendar_s * 1e6"
    bounds = ", ".join(f"b.{prefix}_{of}" for of in (2, 3, 4, 5))
    of_own_class = f"from class_bounds b where b.channel_class = ticket_cases.{of_class}"
    if found.of == "slowest":
        ratio = f"(select by_the_bound({level}, {judged}, {calendar}, {bounds}) {of_own_class})"
        where = f"{prefix}_late_from is not null and {ratio} > 1"
        return Cases(of="tickets", where=where, measured=ratio, worst=ratio)
    far = (
        f"(select from_the_bound({level}, {judged}, {calendar}, given('late_after_us'), {bounds}) "
        f"{of_own_class})"
    )
    late = f"{prefix}_late_from <= {level}"
    return Cases(of="tickets", where=late, measured=far, worst=f"-{far}")


def _known(measure: str, level: int | None) -> str:
    prefix = COLUMNS[measure]
    return f"{prefix}_within_level >= {level} or {prefix}_late_from <= {level}"


def _of_the_latest(cases: Cases, among: str, least: int) -> Cases:
    """Return those of `cases` that are among the latest few."""
    source, at = (
        ("rating_cases", "rated_at") if cases.of == "ratings" else ("ticket_cases", "created_at")
    )
    of_team = " and of_team" if cases.of == "ratings" else ""
    since = (
        f"(select min({at}) from (select {at} from {source} where side = 'now'{of_team} and ({among}) "
        f"order by {at} desc, part, row limit {least}))"
    )
    return cases.model_copy(update={"where": f"({cases.where}) and {at} >= {since}"})
