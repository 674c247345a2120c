"""What a criterion lacks, has to spare, and may still lose this month, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.language import count, mark, number, say
from tui.words.amounts import NOTHING, span
from tui.words.criteria import Safe, named

if TYPE_CHECKING:
    from queries.figures.budget import Budget, Line
    from queries.ladder.criteria import Result
    from queries.ladder.missing import Missing
    from queries.scorecard import Scorecard

# What is missing, by what its pieces are; a figure of its own words goes before that.
_LACKING = {
    "answered_share": mark("{k} of the {bad} unanswered"),
    "abandonment_rate": mark("{k} of the {bad} who left"),
    "csat_3_or_more_share": mark("{k} of the {bad} rated lower"),
    "csat_share": mark("{k} of the {bad} rated lower"),
    "csat_5_share": mark("{k} of the {bad} rated lower"),
    "first_response_time": mark("{k} of the {bad} late"),
    "resolution_time": mark("{k} of the {bad} late"),
}
_MORE = {
    "answered_share": mark("{n} more may go unanswered"),
    "abandonment_rate": mark("{n} more may leave"),
    "csat_3_or_more_share": mark("{n} more may be rated lower"),
    "csat_share": mark("{n} more may be rated lower"),
    "csat_5_share": mark("{n} more may be rated lower"),
    "csat_mean": mark("{n} more stars may be lost"),
    "first_response_time": mark("{n} more may be answered late"),
    "resolution_time": mark("{n} more may be solved late"),
}


def lacking(key: str, found: Missing | None) -> str:
    """Return what is missing: "19 of the 221 late"; '' where nothing is, or it is not known."""
    if found is None or not found.k:
        return ""
    k, bad = number(found.k), number(found.bad)
    match found.of:
        case "ratings":
            stars, lost = (found.counted or 0) - (found.asked or 0), found.counted or 0
            return say("{stars} of {lost} lost stars", stars=number(stars), lost=number(lost))
        case "slowest":
            return say("the {k} slowest of {bad} late", k=k, bad=bad)
        case "hours" if found.reachable:
            return say("{k} of the {bad} uncovered hours", k=k, bad=bad)
        case "hours":
            return say("{k} hours, customers write in {bad} of them", k=k, bad=bad)
        case "channels":
            return count("{n} channel", "{n} channels", found.k)
    return say(_LACKING.get(key, mark("{k} of the {bad} others")), k=k, bad=bad)


def counted(found: Missing) -> str:
    """Return how a criterion stands in pieces: "42 of 567", of a mean of ratings "145 stars lost"."""
    if found.counted is None:
        return NOTHING
    if found.of == "ratings":
        return count("{n} star lost", "{n} stars lost", found.counted)
    return say("{counted} of {n}", counted=number(found.counted), n=number(found.n))


def room_asked(result: Result, found: Missing) -> str:
    """Return what is asked in pieces: "45 most", "977 least"."""
    if found.asked is None:
        return NOTHING
    at_most = result.bound is not None and result.bound.lower_is_better
    text = mark("{n} most") if at_most or found.of == "ratings" else mark("{n} least")
    return say(text, n=number(found.asked))


def chosen_from(found: Missing, kind: str, name: str, *, of_time: bool) -> str:
    """Return what a list of the missing ones is: "19 tickets of 221, nearest to the bound first: …".

    Of what is no time (`of_time`) any would do.
    """
    if found.of == "slowest":
        text = mark("{n} tickets of {bad}, the slowest by their bound: {name}")
    elif kind == "ratings":
        text = mark("{n} ratings of {bad}, the lowest: {name}")
    elif of_time:
        text = mark("{n} tickets of {bad}, nearest to the bound first: {name}")
    else:
        text = mark("any {n} of the {bad} others: {name}")
    return say(text, n=number(found.k), bad=number(found.bad), name=name)


def month(budget: Budget) -> str:
    """Return how much of the running month is left: "1–30 Nov: 10 days left"."""
    name = span(budget.first, budget.ends, budget.last.year)
    days = (budget.ends - budget.last).days
    if not days:
        return say("{month}, to its last day", month=name)
    return count("{month}: {n} day left", "{month}: {n} days left", days, month=name)


def month_line(budget: Budget, line: Line, name: str) -> str:
    """Return what a criterion may still lose this month; "about" while it rests on what is still to come."""
    left, key = line.left, line.result.key
    if left.fate == "too_few":
        return say("{name}: too few this month for a level", name=name)
    if left.fate == "out_of_reach":
        stars = key == "csat_mean"
        text = (
            mark("{name}: out of reach, {n} stars too many are lost already")
            if stars
            else mark("{name}: out of reach, {n} too many already")
        )
        return say(text, name=name, n=number(-left.left))
    if not line.so_far.to_come and not line.so_far.young:
        return say("{name}: closed with {n} to spare", name=name, n=number(left.left))
    if left.fate == "holds":
        return say("{name}: holds whatever comes", name=name)
    more = _open(line)
    if left.day is None:
        return say("{name}: {more}", name=name, more=more)
    day = budget.last + dt.timedelta(days=left.day)
    when = span(day, day, budget.last.year)
    return say("{name}: {more}; at this pace out of reach on {day}", name=name, more=more, day=when)


def _open(line: Line) -> str:
    key, to_come = line.result.key, line.so_far.to_come
    n = number(line.left.left)
    more = say(_MORE.get(key, mark("{n} more may go")), n=say("about {n}", n=n) if to_come else n)
    if not to_come:
        return more
    if line.left.left - line.left.fewer > 2:
        return say(
            "{more} of about {to_come} to come, {fewer} if a fifth fewer come",
            more=more,
            to_come=number(to_come),
            fewer=number(max(0, line.left.fewer)),
        )
    return say("{more} of about {to_come} to come", more=more, to_come=number(to_come))


def month_lines(card: Scorecard, safe: Safe = str) -> Iterator[str]:
    """Yield what the running month leaves for the next level: of each dimension what runs out first."""
    budget = card.budget
    if budget is None:
        return
    target, heading = card.assessment.next_level, True
    for dimension in card.assessment.dimensions:
        lines = budget.of(dimension.key, target)
        if not lines:
            continue
        if heading:
            yield say("{month}, for level {level}", month=month(budget), level=target)
            heading = False
        yield month_line(budget, lines[0], named(card, lines[0].result, safe))
