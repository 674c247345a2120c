"""Inside a channel: its times against every bound of its class, its weeks, what its late ones share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.figures.reach import LEVELS
from queries.inside.cases import Own
from queries.inside.channel import TIMES
from tui.inside.agent import INDENT, by_week, waiting_line
from tui.inside.dimension import BARS, by_lines
from tui.language import count, mark, number, say
from tui.panes.targets import OpenLate, OpenOwn, OpenWeek
from tui.widgets.cell import Drawing, Span, cell, wrap
from tui.widgets.chart import latest, share_bar
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table
from tui.words.inside import hundredth
from tui.words.own import bound_of_class, of_channel

if TYPE_CHECKING:
    from queries.figures.standings import ChannelRow
    from queries.inside.channel import OneChannel
    from queries.scorecard import Scorecard

_HEADS = {TIMES[0]: mark("First answer within"), TIMES[1]: mark("Solved within")}


def channel_view(card: Scorecard, row: ChannelRow, found: OneChannel) -> View:
    """Return the view inside a channel's figures; `v` shows its week."""
    graded = [time for time in TIMES if found.within.graded(time)]

    def draw(width: int) -> Sequence[Line]:
        lines = [*_head(row, found, width)]
        for time in graded:
            lines += _shares(card, found, time, width)
        if TIMES[0] in graded:
            lines += _weeks(card, found, width)
            lines += _late(card, found, width)
        own = Own("waiting", channel=found.name, level=found.level)
        return [*lines, waiting_line(row.measures, own)]

    turn = OpenWeek(TIMES[0], found.level, channel=found.name) if TIMES[0] in graded else None
    return View(cell(found.name), draw, turn=turn)


def _head(row: ChannelRow, found: OneChannel, width: int) -> Iterator[Line]:
    tickets = OpenOwn(Own("tickets", channel=found.name, level=found.level))
    for place, text in enumerate(wrap(cell(of_channel(row)), max(20, width - 1))):
        yield Line((Span(" "), Span(text, "title")), None if place else tickets)


def _shares(card: Scorecard, found: OneChannel, time: str, width: int) -> list[Line]:
    heads = (
        Column(say(_HEADS[time]), least=20),
        Column("", rank=3),
        Column(say("now"), "right"),
        Column(say("of"), "right"),
        Column(say("before"), "right", rank=1),
        Column("", rank=2),
    )
    rows: list[tuple[object, Sequence[str | Drawing | Span]]] = []
    for level in LEVELS[::-1]:
        now, n = found.within.share(time, level)
        before, _ = found.within.share(time, level, "before")
        own = Own("known", channel=found.name, level=level, time=time)
        cells = (
            bound_of_class(card, time, level, found.classes[time]),
            say("level {level}", level=level),
            hundredth(now),
            number(n),
            hundredth(before),
            share_bar(now, None, BARS),
        )
        rows.append((OpenOwn(own) if n else None, cells))
    return table(heads, rows, width)


def _weeks(card: Scorecard, found: OneChannel, width: int) -> Iterator[Line]:
    limit = bound_of_class(card, TIMES[0], found.level, found.classes[TIMES[0]])
    head = say("First answer within {limit}, by week of arrival", limit=limit)
    weeks = latest(found.weeks, width - INDENT)
    firsts, shares = [w.first for w in weeks], [w.share for w in weeks]
    return by_week(head, firsts, shares, hundredth)


def _late(card: Scorecard, found: OneChannel, width: int) -> Iterator[Line]:
    key = next((row.result.key for row in card.rows if row.result.figure == TIMES[0]), "")
    opened = OpenLate(key, TIMES[0], found.level, channel=found.name)
    told = count(
        "{n} late one, the nearest to the bound first",
        "{n} late ones, the nearest to the bound first",
        found.whole.late,
    )
    yield Line((Span(f" {told}", "head"),), opened if found.whole.late else None)
    if found.whole.late:
        yield from by_lines(opened, found.late, width)
