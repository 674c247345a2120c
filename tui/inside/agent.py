"""Inside an agent: like for like by channel, weeks, ratings now and before, the low ones, who waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from queries.figures.measure import NONE
from queries.inside.agent import STARS
from queries.inside.cases import Own
from tui import words
from tui.language import count, number, say
from tui.panes.targets import OpenOwn, OpenTicket
from tui.widgets.cell import Drawing, Span, cell, wrap
from tui.widgets.chart import BAR, GAP, columns, latest
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table
from tui.words.inside import hundredth, week_begins
from tui.words.own import bound_of_class, in_time, rated, rated_before, share_of_held

if TYPE_CHECKING:
    import datetime as dt

    from queries.figures.measure import Measures, Side
    from queries.figures.standings import AgentRow
    from queries.inside.agent import OneAgent
    from queries.scorecard import Scorecard

INDENT = 2  # cells before the weeks
SHOWN = 3  # low ratings that stand here; all are behind their head
_STARS_ROOM = 44  # cells beside the bars of a distribution and what they are called


def agent_view(card: Scorecard, row: AgentRow, found: OneAgent) -> View:
    """Return the view inside an agent's figures."""

    def draw(width: int) -> Sequence[Line]:
        return [
            *_head(card, row, width),
            *_channels(card, found, width),
            *_weeks(found, width),
            *_ratings(found, width),
            *_low(card, found, width),
            *_lists(row, found),
        ]

    return View(cell(words.agent(row.name)), draw)


def _head(card: Scorecard, row: AgentRow, width: int) -> Iterator[Line]:
    before = card.measured.by("agent", "before").get(row.name, NONE)["csat"]
    told = f"{rated(row.csat)} {rated_before(row, before)}"
    for text in wrap(cell(told), max(20, width - 2)):
        yield Line((Span(f" {text}", "title"),))


def _channels(card: Scorecard, found: OneAgent, width: int) -> Iterator[Line]:
    heads = (
        Column(say("First answer, level {level}", level=found.level), least=18),
        Column(say("within"), rank=1),
        Column(say("now"), "right"),
        Column(say("others"), "right"),
        Column(say("before"), "right", rank=2),
    )
    rows: list[tuple[object, Sequence[str | Drawing | Span]]] = []
    for one in found.channels:
        target = Own("known", agent=found.name, channel=one.channel, level=found.level)
        cells = (
            one.channel,
            bound_of_class(card, "first_response_time", found.level, one.channel_class),
            in_time(one.now),
            share_of_held(one.others),
            in_time(one.before),
        )
        rows.append((OpenOwn(target) if one.now.n else None, cells))
    if len(found.channels) > 1:
        mixed = (
            say("on their mix of channels"),
            "",
            in_time(found.whole),
            hundredth(found.expected),
            "",
        )
        rows.append((OpenOwn(Own("known", agent=found.name, level=found.level)), mixed))
    if rows:
        yield from table(heads, rows, width)


def _weeks(found: OneAgent, width: int) -> Iterator[Line]:
    weeks = latest(found.weeks, width - INDENT)
    known = [week.median for week in weeks]
    if any(known):
        channel = cell(found.channels[0].channel)
        head = say("{channel} by week: half had their first answer within", channel=channel)
        firsts = [week.first for week in weeks]
        yield from by_week(head, firsts, known, words.brief)


def by_week(
    head: str,
    firsts: Sequence[dt.date],
    values: Sequence[float | None],
    told: Callable[[float | None], str],
) -> Iterator[Line]:
    """Return values by weeks under a head: when each begins, the value, a bar."""
    wide = BAR + GAP
    dates = "".join(f"{week_begins(first):<{wide}}" for first in firsts)
    numbers = "".join(f"{told(value):<{wide}}" for value in values)
    yield Line((Span(f" {head}", "head"),))
    yield Line((Span(f"  {dates.rstrip()}", "muted"),))
    yield Line((Span(f"  {numbers.rstrip()}"),))
    yield Line((Span("  "), Span(columns(values).text, "bars")))


def _ratings(found: OneAgent, width: int) -> Iterator[Line]:
    if not found.ratings:
        return
    most = max(sum(_spread(found, side)) for side in ("now", "before")) or 1
    room = max(8, width - _STARS_ROOM - _called_room())
    yield _stars(found, "now", room / most)
    if any(_spread(found, "before")):
        yield _stars(found, "before", room / most)


def _spread(found: OneAgent, side: Side) -> list[int]:
    return [found.ratings.get((side, stars), 0) for stars in STARS]


def _called_room() -> int:
    """Return the cells that the names of the two distributions take."""
    return max(8, cell_len(say("Ratings")), cell_len(say("before")))


def _stars(found: OneAgent, side: Side, scale: float) -> Line:
    """Return a distribution, 5 first; of now each number opens its ratings."""
    name = say("Ratings") if side == "now" else say("before")
    spans, cells = (
        [Span(f" {cell(name, _called_room())}", "head" if side == "now" else "muted")],
        [],
    )
    for stars, n in zip(STARS, _spread(found, side), strict=True):
        bar = "█" * max(round(n * scale), 1 if n else 0)
        target = OpenOwn(Own("ratings", agent=found.name, stars=stars)) if n else None
        cells.append((len(spans), target))
        spans += [Span(f" {stars} {bar} {number(n)}", "" if n else "muted"), Span("  ")]
    if side == "before":
        return Line(tuple(spans))
    first = next((target for _, target in cells if target is not None), None)
    return Line(tuple(spans), first, cells=tuple(cells))


def _low(card: Scorecard, found: OneAgent, width: int) -> Iterator[Line]:
    if not found.low:
        return
    total = int(found.low[0]["total"])
    head = count("{n} rating of 3 and less", "{n} ratings of 3 and less", total)
    yield Line((Span(f" {head}", "head"),), OpenOwn(Own("low", agent=found.name)))
    zone = card.request.period.zone
    heads = (
        Column("", least=8),
        Column("", rank=3),
        Column("", rank=4),
        Column("", "right"),
        Column("", rank=1, least=10),
        Column("", least=8),
    )
    rows = [
        (
            OpenTicket(rating["ticket_id"], rating["source"]),
            (
                cell(rating["ticket_id"] or words.NOTHING),
                words.short_moment(rating["rated_at"], zone),
                cell(rating["channel"]),
                words.score(rating["score"]),
                cell(rating["subject"] or ""),
                cell(rating["comment"] or words.NOTHING),
            ),
        )
        for rating in found.low[:SHOWN]
    ]
    yield from table(heads, rows, width, indent="  ")[1:]


def _lists(row: AgentRow, found: OneAgent) -> Iterator[Line]:
    volume = row.measures["volume"].n
    told = say("{n}, latest against its own bound first", n=number(volume))
    tickets = OpenOwn(Own("tickets", agent=found.name, level=found.level)) if volume else None
    yield Line((Span(f" {cell(say('Tickets'), 9)}", "head"), Span(told)), tickets)
    yield waiting_line(row.measures, Own("waiting", agent=found.name, level=found.level))


def waiting_line(measures: Measures, own: Own) -> Line:
    """Return how many wait for a first answer; "–" where no export says so."""
    waiting = measures["first_response_time"].parts.get("unanswered")
    told = words.NOTHING if waiting is None else number(waiting)
    lead = Span(f" {cell(say('Waiting'), 9)}", "head")
    return Line((lead, Span(told)), OpenOwn(own) if waiting else None)
