"""The week as a map of weekday × two hours: late ones, volume, presence. The cursor stands on a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from queries.inside.week import DAYS, HOURS, Cell, WeekMap
from tui.language import number, say
from tui.panes.targets import OpenChannel, OpenDimension, OpenHours, OpenWeek
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View, said_lines
from tui.words.amounts import weekday
from tui.words.inside import SHOWN, hours_sentence, shown_means, weekend

if TYPE_CHECKING:
    from queries.scorecard import Scorecard

Shown = Literal["late", "volume", "replies"]
NEXT: dict[Shown, Shown] = {"late": "volume", "volume": "replies"}
FEW = 8  # of fewer that came a share says nothing
_SHADES = ((0.75, "█"), (0.5, "▓"), (0.25, "▒"), (0.0, "░"))
WIDE, NARROW = (
    5,
    4,
)  # cells of a cell of the map: where a pane is narrow it has fewer, and no totals
_TOTAL = 12
_WHOLE = 5 + WIDE * len(HOURS) + _TOTAL  # cells that a map with its totals takes


def week_view(card: Scorecard, opened: OpenWeek, found: WeekMap) -> View:
    """Return the map of one thing; `v` shows the next, at the end the dimension or the channel again."""
    figure, level, shown = opened.figure, opened.level, opened.shown
    whole = found.cell()
    most = max((_number(c, shown) for c in found.cells.values()), default=0)

    def draw(width: int) -> Sequence[Line]:
        heads = [
            Span(
                f"[{say(word)}]" if name == shown else f" {say(word)} ",
                "accent" if name == shown else "",
            )
            for name, word in SHOWN.items()
        ]
        means = shown_means(card, shown, figure, level)
        beside = sum(cell_len(head.text) for head in heads) + cell_len(means) + 3 <= width
        return [
            Line((Span(" "), *heads, Span(f"  {means}" if beside else "", "muted"))),
            _hours(width),
            *(_day(day, found, opened, most, width) for day in DAYS),
            _all(found, shown, width),
            Line(),
            *said_lines([] if beside else [means], width),
            *said_lines(_legend(shown), width, "muted"),
            *said_lines([weekend(found.cell(6), found.cell(7), whole)], width),
        ]  # fmt: skip

    def beside(target: object) -> str:
        if not isinstance(target, OpenHours):
            return ""
        here = found.cell(target.day, target.hour)
        return hours_sentence(target.day, target.hour, here, whole, shown)

    key = next(row.result.key for row in card.rows if row.result.figure == figure)
    around = OpenDimension(key) if opened.channel is None else OpenChannel(opened.channel)
    turn = replace(opened, shown=NEXT[shown]) if shown in NEXT else around
    whose = opened.channel or say(card.figures[figure].name)
    name = say("{figure}, the week", figure=cell(whose))
    return View(name, draw, fixed=2, turn=turn, beside=beside)


def _hours(width: int) -> Line:
    room = _room(width)
    numbers = "".join(f"{hour:>{room}} " for hour in HOURS)
    return Line((Span(f"     {numbers}{_beside(say('all'), width)}", "head"),))


def _room(width: int) -> int:
    """Return how many cells a number has."""
    return (WIDE if width >= _WHOLE else NARROW) - 1


def _beside(total: str, width: int) -> str:
    return cell(total, _TOTAL, "right") if width >= _WHOLE else ""


def _fitting(value: int, room: int) -> str:
    """Write a number in so many cells: in thousands or millions where it is too long."""
    for size, unit in ((1, ""), (1_000, "k"), (1_000_000, "M")):
        if len(told := f"{value // size}{unit}") <= room:
            break
    return f"{told:>{room}}"


def _number(found: Cell, shown: Shown) -> int:
    return {"late": found.late, "volume": found.volume, "replies": found.replies}[shown]


def _mark(found: Cell, shown: Shown, most: int) -> str:
    """Return the shade beside a number: of those that came then, or of the fullest cell."""
    if shown == "late":
        if found.n < FEW or not found.late:
            return " "
        part = found.late / found.n
    else:
        part = _number(found, shown) / most if most else 0.0
        if not _number(found, shown):
            return " "
    return next(shade for least, shade in _SHADES if part >= least)


def _day(day: int, found: WeekMap, opened: OpenWeek, most: int, width: int) -> Line:
    shown, room = opened.shown, _room(width)
    spans = [Span(f" {cell(weekday(day), 4)}")]
    cells = []
    for hour in HOURS:
        here = found.cell(day, hour)
        empty = not (here.n if shown == "late" else _number(here, shown))
        number = f"{'·':>{room}}" if empty else _fitting(_number(here, shown), room)
        text = f"{number}{_mark(here, shown, most)}"
        target = OpenHours(opened.figure, opened.level, shown, day, hour, opened.channel)
        cells.append((len(spans), None if empty else target))
        spans.append(Span(text, "muted" if empty else ""))
    row = found.cell(day)
    spans.append(Span(_beside(_total(row, shown), width), "muted"))
    return Line(tuple(spans), cells[0][1] or day, cells=tuple(cells))


def _total(found: Cell, shown: Shown) -> str:
    if shown == "late":
        return say("{late} of {n}", late=number(found.late), n=number(found.n))
    return number(_number(found, shown))


def _all(found: WeekMap, shown: Shown, width: int) -> Line:
    sums = (_fitting(_number(found.cell(None, hour), shown), _room(width)) for hour in HOURS)
    numbers = "".join(f"{told} " for told in sums)
    total = _beside(_total(found.cell(), shown), width)
    return Line((Span(f" {cell(say('all'), 4)}{numbers}{total}", "muted"),))


def _legend(shown: Shown) -> Iterator[str]:
    if shown == "late":
        told = say("of those that came then: ░ under 25 %, ▒ to 50, ▓ to 75, █ more")
        few = say(
            "· nobody wrote, 0 none late, a number without a mark: fewer than {few} came", few=FEW
        )
        yield told
        yield few
    else:
        told = say("against the fullest two hours: ░ under 25 %, ▒ to 50, ▓ to 75, █ more, · none")
        yield told
