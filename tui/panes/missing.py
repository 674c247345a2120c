"""What of the checklist is counted: what is missing, what is close to slipping, the month, the late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.ladder.missing import missing
from tui import words
from tui.language import number, say
from tui.panes.targets import OpenLost, OpenMissing
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line
from tui.widgets.table import Cell, Column, table

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.ladder.missing import Missing
    from queries.scorecard import Scorecard


def in_the_way(card: Scorecard, results: Sequence[Result], width: int) -> Iterator[Line]:
    """Yield what is measured and stands in the way, each with how much of it is missing."""
    columns = _columns(say("In the way, measured"), say("now"), say("asked"), say("missing"))
    rows = [
        (
            _target(result),
            (
                Span(f"✗ {cell(words.named(card, result, cell))}", "bad"),
                words.reads(result) if result.value is not None else words.NOTHING,
                words.bound(result),
                words.lacking(result.key, missing(result)) or words.not_known(result, cell),
            ),
        )
        for result in results
    ]
    yield from _table(columns, rows, width)


def slipping(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield what holds with little room, in pieces."""
    columns = _columns(say("Close to slipping"), say("now"), say("asked"), say("room"))
    rows = [
        (_target(result), _close(card, result, found))
        for result in card.slipping
        if (found := missing(result)) is not None
    ]
    yield from _table(columns, rows, width)


def _close(card: Scorecard, result: Result, found: Missing) -> Sequence[Cell]:
    return (
        Span(f"✓ {cell(words.named(card, result, cell))}", "good"),
        words.counted(found),
        words.room_asked(result, found),
        number(found.room or 0),
    )


def this_month(card: Scorecard, width: int) -> Iterator[Line]:
    """Yield what the running month leaves: of each dimension the criterion that runs out first."""
    told = list(words.month_lines(card, cell))
    if told:
        yield Line()
        yield Line((Span(f" {told[0]}", "head"),))
        for text in told[1:]:
            yield from (Line((Span(f"  {part}"),)) for part in wrap(text, width - 3))


def lost(card: Scorecard, width: int) -> list[Line]:
    """Return where late first answers were lost; Enter on one of the four opens its tickets."""
    found = card.lost
    if found is None or not found.late:
        return []
    lines = [
        Line(
            (Span("  "), Span(cell(words.lost_to(found, to), width - 4))), OpenLost(found.level, to)
        )
        for to in found.to
    ]
    told = [words.ceiling(card, found), words.presence(found)]
    told += [f"{by}: {groups}" for by, groups in words.lost_by(found, cell)]
    if found.solves:
        told.append(words.late_solves(card, found))
    told += [f"· {say(advice)}" for advice in found.advice]
    lines += [Line((Span(f"  {part}"),)) for text in told for part in wrap(cell(text), width - 3)]
    return lines


def _target(result: Result) -> OpenMissing:
    return OpenMissing(result.dimension, result.level, result.key, result.within)


def _columns(name: str, *others: str) -> tuple[Column, ...]:
    first, second, third = others
    return (
        Column(name, least=16),
        Column(first, "right"),
        Column(second, "right"),
        Column(third, least=12, whole=True),
    )


def _table(
    columns: Sequence[Column], rows: Sequence[tuple[object, Sequence[Cell]]], width: int
) -> Iterator[Line]:
    if rows:
        yield Line()
        head, *lines = table(columns, rows, width, indent="  ")
        indent, name, *others = (span.text for span in head.spans)
        yield Line(tuple(Span(text, "head") for text in (indent[1:], f"{name} ", *others)))
        yield from lines
