"""Where first answers were lost, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tui.language import count, mark, number, say
from tui.words.agents import agent
from tui.words.amounts import share
from tui.words.criteria import limits

if TYPE_CHECKING:
    from queries.figures.lost import LateOf, Lost
    from queries.scorecard import Scorecard

LOST_TO = {
    "nobody": mark("nobody was at work from arrival to deadline"),
    "free": mark("somebody at work was free"),
    "busy": mark("everybody at work was busy: {busy} replies and solves in the hour, or more"),
    "unknown": mark("it cannot be told"),
}
_BY = {
    "hour": mark("by hour"),
    "channel": mark("by channel"),
    "reason": mark("by reason"),
    "agent": mark("by agent"),
}
_MOST = 6  # of a grouping are named, but all agents
_DAYS = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 24))


def lost_heading(lost: Lost) -> str:
    """Return what was lost: "Where the 342 late first answers were lost"."""
    return say("Where the {n} late first answers were lost", n=number(lost.late))


def lost_to(lost: Lost, to: str) -> str:
    """Return how many were lost in one way: "159 of 342: nobody was at work from arrival to deadline"."""
    why = say(LOST_TO[to], busy=lost.busy_from or 0)
    n = lost.to[to]  # type: ignore[index]  # one of LOST_TO
    return say("{n} of {late}: {why}", n=number(n), late=number(lost.late), why=why)


def ceiling(card: Scorecard, lost: Lost) -> str:
    """Return the share that nobody passes with the hours that people are there."""
    return say(
        "With the hours in which people are at work now at most {share} can be answered within {bounds}.",
        share=share(lost.ceiling, 0),
        bounds=limits(card, "first_response_time", lost.level),
    )


def presence(lost: Lost) -> str:
    """Return how it is known who was at work."""
    text = (
        mark("Who was at work is known from messages: {n} hours of single agents.")
        if lost.from_messages
        else mark("Who was at work is known from first replies alone: {n} hours of single agents.")
    )
    return say(text, n=number(lost.agent_hours))


def lost_by(lost: Lost, safe: Callable[[str], str] = str) -> Iterator[tuple[str, str]]:
    """Yield each grouping with its late ones: ("by channel", "email 207 of 449 · chat 65 of 241")."""
    for grouping, groups in lost.by.items():
        if grouping == "hour":
            yield say(_BY[grouping]), by_hour(groups)
            continue
        # Agents stand by name: it is no ranking.
        shown = [one for one in groups if one.late]
        if grouping != "agent":
            shown.sort(key=lambda one: -one.late)
        named = agent if grouping == "agent" else str
        parts = [
            _part(safe(named(one.name) if one.name else say("none known")), one.late, one.n)
            for one in shown
        ]
        if grouping != "agent" and len(parts) > _MOST:
            rest = sum(one.late for one in shown[_MOST:])
            more = count(
                "{n} more {late}", "{n} more {late}", len(parts) - _MOST, late=number(rest)
            )
            parts = [*parts[:_MOST], more]
        if parts:
            yield say(_BY[grouping]), " · ".join(parts)


def late_solves(card: Scorecard, lost: Lost) -> str:
    """Return in which hours of the week those arrive that are solved late."""
    bounds = limits(card, "resolution_time", lost.solve_level)
    return say(
        "not solved within {bounds}, by hour: {hours}", bounds=bounds, hours=by_hour(lost.solves)
    )


def by_hour(groups: Iterable[LateOf]) -> str:
    """Return hours of the week as parts of it: "Mon–Fri 8–12 h 10 of 90 · Sat 49 of 115"."""
    counts: dict[str, tuple[int, int]] = {}
    names = [*(say("Mon–Fri {a}–{b} h", a=a, b=b) for a, b in _DAYS), say("Sat"), say("Sun")]
    for one in groups:
        day, hour = divmod(int(one.name or 0), 24)
        place = day if day > 4 else next(i for i, (_, end) in enumerate(_DAYS) if hour < end)
        late, n = counts.get(names[place], (0, 0))
        counts[names[place]] = late + one.late, n + one.n
    return " · ".join(_part(name, *counts[name]) for name in names if name in counts)


def _part(name: str, late: int, n: int) -> str:
    return say("{name} {late} of {n}", name=name, late=number(late), n=number(n))
