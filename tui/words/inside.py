"""What stands inside a figure, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.language import count, mark, number, say
from tui.words.agents import agent
from tui.words.amounts import span, weekday
from tui.words.criteria import limits

if TYPE_CHECKING:
    import datetime as dt

    from queries.inside.dimension import Inside, Part
    from queries.inside.week import Cell
    from queries.scorecard import Scorecard

_PARTS: Mapping[str, str] = {
    "0": mark("Mon–Fri 0–8 h"),
    "1": mark("Mon–Fri 8–12 h"),
    "2": mark("Mon–Fri 12–16 h"),
    "3": mark("Mon–Fri 16–20 h"),
    "4": mark("Mon–Fri 20–24 h"),
    "5": mark("Sat"),
    "6": mark("Sun"),
}
GROUPINGS: Mapping[str, str] = {
    "channel": mark("by channel"),
    "hours": mark("by hour"),
    "agent": mark("by agent"),
    "reason": mark("by reason"),
}


def hundredth(share: float | None) -> str:
    """Return a share in whole hundredths: 78 %."""
    return "–" if share is None else f"{share * 100:.0f} %"


def part_name(grouping: str, name: str | None) -> str:
    """Return what a part of a grouping is called."""
    if name is None:
        return say("none given")
    if grouping == "agent":
        return agent(name)
    return say(_PARTS[name]) if grouping == "hours" and name in _PARTS else name


def inside_head(card: Scorecard, dimension_level: int | None, found: Inside) -> str:
    """Return how a time stands at the bound it is held against: "790 of 1,010 within 24 h, live 1 h: 78 %"."""
    good = found.whole.n - found.whole.late
    share = good / found.whole.n if found.whole.n else None
    told = say(
        "{good} of {n} within {limits}: {share}",
        good=number(good),
        n=number(found.whole.n),
        limits=limits(card, found.measure, found.level),
        share=hundredth(share),
    )
    if dimension_level is not None:
        told = say("Level {level}.", level=dimension_level) + " " + told
    if found.asked is not None and found.asked.bound is not None:
        asked = hundredth(found.asked.bound.value)
        told += say("; level {level} asks {asked}", level=found.asked.level, asked=asked)
    return told + "."


def late_parts(
    grouping: str, parts: Sequence[Part], shown: int = 4, cut: Callable[[str], str] = str
) -> list[str]:
    """Return the parts of a grouping, the most late ones first: "email 131 of 442"; the rest together.

    `cut` shortens a name.
    """
    told = [
        say(
            "{name} {late} of {n}",
            name=cut(part_name(grouping, p.name)),
            late=number(p.late),
            n=number(p.n),
        )
        for p in parts[:shown]
    ]
    rest = parts[shown:]
    if rest:
        late = sum(part.late for part in rest)
        told.append(count("{n} more {late}", "{n} more {late}", len(rest), late=number(late)))
    return told


def week_begins(first: dt.date) -> str:
    """Return the first day of one of a few weeks in a row, of whatever year: 28 Sep."""
    return span(first, first, first.year)


SHOWN: Mapping[str, str] = {
    "late": mark("late"),
    "volume": mark("volume"),
    "replies": mark("presence"),
}


def shown_means(card: Scorecard, shown: str, figure: str, level: int) -> str:
    """Return what the numbers of a map count."""
    if shown == "late":
        return say("not within {limits}, by arrival", limits=limits(card, figure, level))
    if shown == "volume":
        return say("tickets that came")
    return say("replies of persons, by when they were sent")


def hours_name(day: int, hour: int) -> str:
    """Return what two hours of a weekday are called: Sat 16–18 h."""
    return say("{day} {hour}–{until} h", day=weekday(day), hour=hour, until=hour + 2)


def hours_sentence(day: int, hour: int, cell: Cell, whole: Cell, shown: str) -> str:
    """Return what a cell of a map holds: "Sat 16–18 h: 9 of 12 late, 4 % of all"."""
    when = hours_name(day, hour)
    if shown == "replies":
        return count("{when}: {n} reply", "{when}: {n} replies", cell.replies, when=when)
    if shown == "volume":
        return count("{when}: {n} came", "{when}: {n} came", cell.volume, when=when)
    return say(
        "{when}: {late} of {n} late, {part} of all",
        when=when,
        late=number(cell.late),
        n=number(cell.n),
        part=hundredth(cell.late / whole.late if whole.late else None),
    )


def weekend(saturday: Cell, sunday: Cell, whole: Cell) -> str:
    """Return what part of the tickets, and of the late ones, Saturday and Sunday have."""
    both = saturday + sunday
    return say(
        "Sat and Sun: {n} of the {all} tickets, {late} of the {all_late} late ones.",
        n=number(both.n),
        all=number(whole.n),
        late=number(both.late),
        all_late=number(whole.late),
    )
