"""One agent's and one channel's figures, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.language import count, mark, number, say
from tui.words.amounts import duration
from tui.words.criteria import limits
from tui.words.inside import hundredth

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow, ChannelRow
    from queries.inside.agent import Held
    from queries.inside.cases import Own
    from queries.scorecard import Scorecard

FEW = 8  # of fewer a share says nothing
_WHAT: Mapping[str, str] = {
    "tickets": mark("Tickets"),
    "waiting": mark("Waiting"),
    "known": mark("First answers"),
    "ratings": mark("Ratings"),
    "low": mark("Ratings of 3 and less"),
}


def bound_of_class(card: Scorecard, measure: str, level: int, of: str) -> str:
    """Return the bound of a level for one class of channels: 4 h; "" where it has none."""
    bound = card.bounds.get((measure, level), {}).get(of)
    return duration(bound.value) if bound is not None else ""


def in_time(held: Held) -> str:
    """Return a share with what it is of: "13 of 61  21 %"; of few the counts alone."""
    if not held.n:
        return "–"
    told = say("{k} of {n}", k=number(held.good), n=number(held.n))
    share = say("few") if held.n < FEW else hundredth(held.share)
    return f"{told} {share:>5}"


def share_of_held(held: Held) -> str:
    """Return a share alone; "few" where it says nothing."""
    if not held.n:
        return "–"
    return say("few") if held.n < FEW else hundredth(held.share)


def rated(csat: Figure) -> str:
    """Return an agent's ratings: "CSAT 85 % of 27, 95 % sure 67 to 94 %"."""
    if not csat.n:
        return say("No ratings.")
    return say(
        "CSAT {share} of {n}, 95 % sure {low} to {high}.",
        share=hundredth(csat.value),
        n=number(csat.n),
        low=hundredth(csat.parts["low"]),
        high=hundredth(csat.parts["high"]),
    )


def rated_before(row: AgentRow, before: Figure) -> str:
    """Return how the ratings were before, and whether they moved: "Before 96 % of 25: within chance."."""
    if not before.n:
        return ""
    told = {"share": hundredth(before.value), "n": number(before.n)}
    if row.change is None:
        return say("Before {share} of {n}.", **told)
    if row.change.better is None:
        return say("Before {share} of {n}: within chance.", **told)
    if row.change.better:
        return say("Before {share} of {n}: better.", **told)
    return say("Before {share} of {n}: worse.", **told)


def own_name(own: Own) -> str:
    """Return what a list of such cases is called on the way down."""
    if own.stars is not None:
        return count("{n} star", "{n} stars", own.stars)
    if own.what == "known" and own.agent is not None and own.channel is not None:
        return own.channel
    if own.reason is not None or own.without_reason:
        return own.reason or say("none given")
    if own.time == "resolution_time":
        return say("Solved")
    return say(_WHAT[own.what])


def own_means(card: Scorecard, own: Own) -> str:
    """Return what such cases are, for the head of their list."""
    if own.what == "known":
        time = own.time
        of = next((row.channel_class for row in card.channels if row.name == own.channel), None)
        within = bound_of_class(card, time, own.level, of) if of else limits(card, time, own.level)
        return say("{name} within {limits}", name=say(card.figures[time].name), limits=within)
    if own.what == "tickets":
        return say("first answer against the bound of level {level}", level=own.level)
    return own_name(own)


def of_channel(row: ChannelRow) -> str:
    """Return what came on a channel, and how it was rated: "442 tickets, 35 % of all. CSAT 87 % of 120."."""
    volume, csat = row.measures["volume"], row.measures["csat"]
    told = count(
        "{n} ticket, {share} of all.",
        "{n} tickets, {share} of all.",
        volume.n,
        share=hundredth(volume.parts.get("share")),
    )
    return f"{told} {rated(csat)}"
