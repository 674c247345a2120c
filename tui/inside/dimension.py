"""Inside a dimension's time: its shares now and before, its weeks, and what the late ones have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui import words
from tui.language import count, number, say
from tui.panes.scorecard import changed
from tui.panes.targets import OpenCriterion, OpenLate, OpenWeek
from tui.widgets.cell import Drawing, Span, cell, wrap
from tui.widgets.chart import BAR, GAP, Chart, latest, share_bar
from tui.widgets.lines import Line, View, said_lines
from tui.widgets.table import Column, table
from tui.words.inside import (
    GROUPINGS,
    hundredth,
    inside_head,
    late_parts,
    part_name,
    week_begins,
)

if TYPE_CHECKING:
    from queries.inside.dimension import Inside, Part, Share, Week
    from queries.scorecard import DimensionRow, Scorecard

    Late = Mapping[str, tuple[Part, ...]]

BARS, LEAST = 22, 10  # cells of a share's bar, and where there is little room
AXIS = 9  # cells before the weeks


def dimension_view(
    card: Scorecard, row: DimensionRow, found: Inside, weeks: Sequence[Week]
) -> View:
    """Return the view inside the time of a dimension."""

    def draw(width: int) -> Sequence[Line]:
        return [
            *_head(card, row, found, width),
            *_shares(card, found, width),
            *_weeks(card, found, weeks, width),
            *late_lines(late, found.whole.late, found.late, width),
        ]

    late = OpenLate(row.result.key, found.measure, found.level)
    turn = OpenWeek(found.measure, found.level)
    return View(cell(say(row.result.name)), draw, turn=turn)


def _head(card: Scorecard, row: DimensionRow, found: Inside, width: int) -> Iterator[Line]:
    unit = row.headline.unit if row.headline else None
    moved = changed(row.change, unit)
    room = width - cell_len(moved.text) - 3
    told = wrap(cell(inside_head(card, row.result.level, found)), max(20, room))
    for place, text in enumerate(told):
        beside = () if place else (Span("  "), moved)
        yield Line((Span(f" {cell(text, None if place else room)}", "title"), *beside))
    if young := card.within.young(found.measure, found.level):
        yield from said_lines([words.too_young(young)], width, "muted")


def _shares(card: Scorecard, found: Inside, width: int) -> Iterator[Line]:
    limits = [words.limits(card, found.measure, share.level) for share in found.shares]
    longest = max(map(cell_len, limits), default=0)
    now, before, asked = say("now"), say("before"), say("asked")
    beside = (
        sum(max(5, cell_len(head)) for head in (now, before, asked)) + 12
    )  # and what parts them
    bars = max(LEAST, min(BARS, width - longest - beside))
    least = longest if longest + bars + beside <= width else 26
    columns = (
        Column(say("Within"), least=least, whole=True),
        Column("", rank=3),
        Column(now, "right"),
        Column(before, "right", rank=1),
        Column("", rank=2),
        Column(asked, "right"),
        Column(""),
    )
    rows = [(_open(card, found, share), _share(card, found, share, bars)) for share in found.shares]
    yield from table(columns, rows, width)


def _open(card: Scorecard, found: Inside, share: Share) -> object:
    key = next(r.result.key for r in card.rows if r.result.figure == found.measure)
    return OpenCriterion(key, found.measure, share.level)


def _share(card: Scorecard, found: Inside, share: Share, bars: int) -> Sequence[str | Drawing]:
    bound = share.asked.bound if share.asked else None
    mark = ""
    if share.asked is not None:
        mark = words.STATE_MARKS[share.asked.state]
    return (
        words.limits(card, found.measure, share.level),
        say("level {level}", level=share.level),
        hundredth(share.now),
        hundredth(share.before),
        share_bar(share.now, bound.value if bound else None, bars),
        hundredth(bound.value) if bound else "",
        mark,
    )


def _weeks(card: Scorecard, found: Inside, weeks: Sequence[Week], width: int) -> Iterator[Line]:
    asks = f" {say('asked')}"
    weeks = latest(weeks, width - AXIS - cell_len(asks))
    shares = [week.share for week in weeks]
    bound = found.asked.bound.value if found.asked and found.asked.bound else None
    head = say(
        "Within {limits}, in 100, by week of arrival",
        limits=words.limits(card, found.measure, found.level),
    )
    yield Line((Span(f" {head}", "head"),))
    chart = Chart.over(shares, bound)
    for row in range(chart.rows):
        number = chart.number(row)
        axis = f"  {number:>3} ┤" if number is not None else "      │"
        bars = chart.line(row, shares, bound)
        asked = asks if "╌" in bars.text else ""
        yield Line((Span(axis, "muted"), Span("  "), Span(bars.text, "bars"), Span(asked, "muted")))
    dates = (
        f"{week_begins(week.first) if shares[i] is not None else '':<{BAR + GAP}}"
        for i, week in enumerate(weeks)
    )
    yield Line((Span(f"  {chart.low * 100:>3.0f} ┼  {''.join(dates).rstrip()}", "muted"),))


def late_lines(opened: OpenLate, late: int, found: Late, width: int) -> Iterator[Line]:
    """Return the late ones by each grouping: Enter on a line has the names to choose from, on the last all."""
    yield Line((Span(" " + count("The {n} late one", "The {n} late ones", late), "head"),))
    if not late:
        return
    yield from by_lines(opened, found, width)
    told = say("{n}, nearest to the bound of their own channel first", n=number(late))
    yield Line((Span(_lead(say("tickets"))), Span(told)), opened)


def _lead(name: str) -> str:
    """Return what stands before the late ones of a grouping, all under each other."""
    return f"  {cell(name, 1 + max(cell_len(say(other)) for other in GROUPINGS.values()))}"


def by_lines(opened: OpenLate, found: Late, width: int) -> Iterator[Line]:
    """Return a line a grouping of late ones, the most first."""
    for grouping, parts in found.items():
        if not parts or (grouping == "channel" and opened.channel is not None):
            continue
        lead = _lead(say(GROUPINGS[grouping]))
        target = replace(opened, grouping=grouping, name="")
        room = width - cell_len(lead) - 1
        yield Line((Span(lead), Span(cell(_fitting(grouping, parts, room), room))), target)


def _fitting(grouping: str, parts: Sequence[Part], room: int) -> str:
    """Return as many parts one by one as leave the line whole; without room for one, its name cut."""
    line = ""
    for shown in range(min(len(parts), 8), 0, -1):
        line = cell(" · ".join(late_parts(grouping, parts, shown)))
        if cell_len(line) <= room:
            return line
    over = cell_len(line) - room

    def cut(name: str) -> str:
        return cell(name, max(1, cell_len(cell(name)) - over)).rstrip()

    return " · ".join(late_parts(grouping, parts, 1, cut))


def late_view(card: Scorecard, opened: OpenLate, found: Sequence[Part]) -> View:
    """Return the names of a grouping with their late ones, the most first; each opens its own."""
    columns = (
        Column(say(GROUPINGS[opened.grouping]), least=12),
        Column(say("late"), "right"),
        Column(say("of"), "right"),
        Column(say("share"), "right", rank=1),
        Column("", rank=2),
    )

    def draw(width: int) -> Sequence[Line]:
        rows = [
            (
                replace(opened, name=part.name),
                (
                    part_name(opened.grouping, part.name),
                    number(part.late),
                    number(part.n),
                    hundredth(part.late / part.n if part.n else None),
                    share_bar(part.late / part.n if part.n else None, None, BARS),
                ),
            )
            for part in found
        ]
        said = say("not within {limits}", limits=words.limits(card, opened.figure, opened.level))
        return [Line((Span(f" {cell(said)}", "muted"),)), *table(columns, rows, width)]

    return View(say(GROUPINGS[opened.grouping]), draw, fixed=2)
