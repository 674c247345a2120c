"""The cases inside an agent's and a channel's figures: which they are, as what stands behind a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from queries.behind import Behind, behind
from queries.config.catalogue import Cases, Catalogue
from queries.figures.reach import cases_within

What = Literal["tickets", "waiting", "known", "ratings", "low"]
WAITING = "response_fate = 'waiting'"
LOW = "score < 3.5"  # ratings of 3 and less
_FIGURES = {"tickets": "volume", "ratings": "csat", "low": "csat"}


@dataclass(frozen=True, slots=True)
class Own:
    """Cases of an agent, on a channel, or both, or for a contact reason; None: of all.

    tickets: all that came; waiting: for a first answer; known: held with a `time` against the bound of
    `level`; ratings: of `stars`; low: those of 3 and less.
    """

    what: What
    agent: str | None = None
    channel: str | None = None
    level: int = 2
    time: str = "first_response_time"
    reason: str | None = None
    without_reason: bool = False
    stars: int | None = None


def own_behind(catalogue: Catalogue, own: Own) -> Behind:
    """Return what stands behind such cases: tickets latest against their own bound first, ratings lowest."""
    figure = _FIGURES.get(own.what, own.time)
    place = ("agent", own.agent) if own.agent is not None else ("all", "all")
    found = behind(catalogue, figure, *place)
    cases, bound = _cases(catalogue, own, figure), dict[str, Any]()
    if own.reason is not None:
        found = replace(found, grouping="reason", name=own.reason)
    if own.without_reason:
        cases = _also(cases, "reason is null")
    if own.channel is not None:
        cases = _also(cases, "channel = $channel")
        bound["channel"] = own.channel
    return replace(found, own=cases, bound=bound)


def _cases(catalogue: Catalogue, own: Own, figure: str) -> Cases:
    known = cases_within(own.time, own.level)
    entry = catalogue[figure].cases or known
    match own.what:
        case "tickets":
            return known.model_copy(update={"where": entry.where, "measured": entry.measured})
        case "waiting":
            return known.model_copy(update={"where": WAITING, "measured": "waiting_s"})
        case "low":
            return _also(entry, LOW)
        case "ratings" if own.stars is not None:
            return _also(entry, f"greatest(1, least(5, floor(score + 0.5))) = {own.stars:d}")
    return known if own.what == "known" else entry


def _also(cases: Cases, condition: str) -> Cases:
    return cases.model_copy(update={"where": f"({cases.where}) and {condition}"})
