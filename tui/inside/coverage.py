"""The week as a map of its 168 hours: in which customers write, and in which of these somebody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from queries.scope import Filter
from tui import words
from tui.language import say
from tui.panes.targets import OpenCoverage, OpenHourOfWeek
from tui.widgets.cell import WIDE, Span, cell
from tui.widgets.lines import Line, View, said_lines
from tui.words.amounts import weekday

if TYPE_CHECKING:
    from queries.inside.hours import WrittenHour
    from queries.scorecard import Scorecard

_DAYS, _HOURS = range(7), range(24)
_ROOM = 3  # cells of an hour
_COVERED, _UNCOVERED, _NOBODY = "●", "○", "·"


def coverage_view(card: Scorecard, found: Sequence[WrittenHour], opened: OpenCoverage) -> View:
    """Return the map; the cursor stands on an hour, Enter opens the tickets on which customers wrote then."""
    hours = {one.hour: one for one in found}

    def draw(width: int) -> Sequence[Line]:
        if not found:
            nothing = say("In no hour of the week customers wrote in two weeks: nothing to cover.")
            return [*said_lines([nothing], width, "")]
        covered = sum(one.covered for one in found)
        told = [words.covered_hours(covered, len(found))]
        if card.request.filter != Filter():
            told.append(say("These are the whole company's: no filter changes them."))
        numbers = "".join(
            f"{hour:>2} " if _room(width) == _ROOM else f"{hour:<6}" if hour % 3 == 0 else ""
            for hour in _HOURS
        )
        return [
            *said_lines(told, width, ""),
            Line(),
            Line((Span(f"     {numbers}", "head"),)),
            *(_day(day, hours, width) for day in _DAYS),
            Line(),
            *said_lines(words.coverage_legend(), width, "muted"),
        ]

    def beside(target: object) -> str:
        of = hours.get(target.hour) if isinstance(target, OpenHourOfWeek) else None
        return words.hour_covered(of) if of else ""

    return View(say("Coverage"), draw, turn=opened.after, beside=beside)


def _room(width: int) -> int:
    """Return how many cells an hour has: in a narrow pane two, under the number of each third."""
    return _ROOM if width >= 5 + _ROOM * len(_HOURS) + 1 else 2


def _day(day: int, hours: Mapping[int, WrittenHour], width: int) -> Line:
    spans = [Span(f" {cell(weekday(day + 1), 4)}")]
    cells: list[tuple[int, object]] = []
    of_day = [hours.get(day * 24 + hour) for hour in _HOURS]
    for one in of_day:
        cells.append((len(spans), OpenHourOfWeek(one.hour) if one and one.n else None))
        sign = _NOBODY if one is None else _COVERED if one.covered else _UNCOVERED
        spans.append(Span(f" {sign} "[: _room(width)]))
    written = [one for one in of_day if one is not None]
    if width >= WIDE:
        told = say("{covered} of {n}", covered=sum(one.covered for one in written), n=len(written))
        spans.append(Span(cell(told, 10, "right"), "muted"))
    return Line(tuple(spans), cells[0][1] or day, cells=tuple(cells))
