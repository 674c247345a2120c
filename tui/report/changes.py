"""What changed as a table: a line a part, then the mix, then the whole; pane and markdown show the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import words
from tui.language import mark, number, say
from tui.report.columns import Column

if TYPE_CHECKING:
    from queries.changed.facts import Changed, Dimension, Measure, Slice
    from queries.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One line: its points (0–1) and what these are in tickets; `slice` is what Enter opens, None: nothing."""

    name: str
    points: float
    tickets: float
    n: int | None
    late: int | None
    promised: float | None
    slice: Slice | None = None
    came: int | None = None
    gone: int | None = None


_BAD: dict[Measure, str] = {
    "late": mark("Late"),
    "low": mark("Low"),
    "unanswered": mark("Unanswered"),
}


def changed_columns(one: Changed, dimension: Dimension) -> tuple[Column[ChangedRow], ...]:
    """Return the columns of a figure's table by `dimension`."""
    name = say(words.DIMENSIONS[dimension])
    if one.counts == "open":
        return _of_open(name)
    counts = one.counts == "more"
    points, tickets = (say("%"), say("Tickets")) if counts else (say("Points"), say("Tickets"))
    columns: list[Column[ChangedRow]] = [
        Column("", name, name, lambda r: r.name, side="left", least=16),
        Column("", points, points, lambda r: words.signed(r.points * 100, 1)),
        Column("", tickets, tickets, lambda r: words.signed(r.tickets)),
        Column("", say("Of"), say("Of"), lambda r: _count(r.n)),
    ]
    if not counts:
        bad = say(_BAD[one.counts])
        columns.append(Column("", bad, bad, lambda r: _count(r.late)))
    short, pace = say("At old pace"), say("At the earlier pace")
    columns.append(Column("", short, pace, lambda r: _count(r.promised), rank=1))
    return tuple(columns)


def _of_open(name: str) -> tuple[Column[ChangedRow], ...]:
    came, gone, now, by = say("Came"), say("Closed"), say("Open now"), say("Change")
    return (
        Column("", name, name, lambda r: r.name, side="left", least=16),
        Column("", by, by, lambda r: words.signed(r.points)),
        Column("", came, came, lambda r: _count(r.came)),
        Column("", gone, gone, lambda r: _count(r.gone)),
        Column("", now, now, lambda r: _count(r.n)),
    )


def changed_rows(
    card: Scorecard, one: Changed, dimension: Dimension, clean: words.Safe = str
) -> list[ChangedRow]:
    """Return the lines of a figure's table; their points add up to the last one's."""
    table = one.tables[dimension]
    of = one.n_before if one.counts == "more" else one.n_now
    rows = [
        ChangedRow(
            name=_name(card, part, clean),
            points=part.points,
            tickets=part.points * of,
            n=part.n,
            late=part.late,
            promised=part.promised,
            slice=part,
            came=part.came,
            gone=part.gone,
        )
        for part in table.slices
    ]
    if one.counts == "open":
        came, gone = (
            sum(n or 0 for n in of) for of in zip(*((r.came, r.gone) for r in rows), strict=True)
        )
        by = sum(row.points for row in rows)
        whole = ChangedRow(say("The whole"), by, by, one.n_now, None, None, None, came, gone)
        return [*rows, whole]
    if one.counts != "more":
        mix = say("another mix came in")
        rows.append(ChangedRow(mix, table.mix, table.mix * of, None, None, None))
    return [*rows, _whole(one, sum(row.points for row in rows), of)]


def _name(card: Scorecard, part: Slice, clean: words.Safe) -> str:
    name = words.part_words(part.part, card, clean)
    return say("{days} (before)", days=name) if part.part.kind == "days_before" else name


def _whole(one: Changed, points: float, of: int) -> ChangedRow:
    late = promised = None
    if one.counts == "more":
        promised = one.before
    elif one.now is not None and one.before is not None:
        late, promised = round(one.n_now * (1 - one.now)), one.n_now * (1 - one.before)
    return ChangedRow(say("The whole"), points, points * of, one.n_now, late, promised)


def _count(n: float | None) -> str:
    return "" if n is None else number(n)
