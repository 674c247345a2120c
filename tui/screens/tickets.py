"""The end of every drill-down: the tickets behind a figure, and one ticket."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui import words
from tui.panes.tables import lines
from tui.panes.targets import OpenTicket
from tui.report.case_columns import CASES
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.order import Order
from tui.words.language import mark, say

if TYPE_CHECKING:
    from queries.scorecard import Scorecard

MOST = 500
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is of: `kind` are its cases (tickets, ratings, replies), `behind` their figure.

    `beside` says which others there are, and why they are none. The columns `without` are said by the way
    here: all have the same there; `first` says which cases come first.
    """

    name: str
    kind: str
    behind: str
    beside: str = ""
    without: Collection[str] = ()
    first: str = mark("worst first")


def list_view(listing: Listing, rows: Sequence[Row], zone: str) -> View:
    """Return the cases behind something: rows of queries/sql/questions/cases_of_….sql."""
    total = int(rows[0]["total"]) if rows else 0
    columns = [
        column
        for column in CASES.get(listing.kind, CASES["tickets"])
        if column.json not in listing.without
    ]
    cases = [(OpenTicket(row["ticket_id"], row["source"]), {**row, "zone": zone}) for row in rows]
    order = Order()

    def draw(width: int) -> Sequence[Line]:
        if not rows:
            return [Line((Span(" No tickets here in this period.", "muted"),))]
        shown = f"{len(rows):,} of {total:,}" if total > len(rows) else f"{total:,}"
        said = [f"{shown} {listing.kind}, {say(listing.first)}: {listing.behind}"]
        said += [listing.beside] if listing.beside else []
        head = [Line((Span(" "), Span(cell(text, width - 1), "muted"))) for text in said]
        return [*head, *lines(columns, cases, width, order=order)]

    return View(listing.name, draw, fixed=2 + bool(listing.beside) if rows else 0, order=order)


def called_view(ticket_id: str, rows: Sequence[Row]) -> View:
    """Return the tickets of one id, each of another source."""

    def draw(width: int) -> Sequence[Line]:
        head = say("{n} tickets are called {id}: which one?", n=len(rows), id=ticket_id)
        lines = [Line((Span(" "), Span(cell(head, width - 1), "muted")))]
        for row in rows:
            words_ = f"{row['source']}  {row['channel']}  {row['subject'] or ''}"
            target = OpenTicket(row["ticket_id"], row["source"])
            lines.append(Line((Span("  "), Span(cell(words_, width - 3))), target))
        return lines

    return View(cell(ticket_id), draw, fixed=1)


def ticket_view(row: Row, messages: Sequence[Row], zone: str) -> View:
    """Return one ticket: its fields, its messages on a time line, its rating, where it came from."""

    def when(instant: Any) -> str:
        return words.moment(instant, zone) if instant is not None else words.NOTHING

    waits = " so far" if row["waiting"] else ""
    works = " so far" if row["unsolved"] else ""
    rating = words.NOTHING
    if row["score"] is not None:
        whose = (
            f"of {row['rated_agent']} ({row['attribution']})"
            if row["rated_agent"]
            else "of nobody known"
        )
        rating = f"{row['score']:g} of 5, {when(row['rated_at'])}, {whose}"
    fields = (
        ("Ticket", row["ticket_id"]),
        ("Subject", row["subject"]),
        ("Created", when(row["created_at"])),
        ("Channel", f"{row['channel']} ({row['channel_class']})"),
        ("Customer", row["customer_id"]),
        ("Agent", row["agent"]),
        ("Team", row["team"]),
        ("State", row["status"]),
        ("Reason", row["reason"]),
        ("First response", f"{words.duration(row['response_s'])}{waits}"),
        ("Resolution", f"{words.duration(row['solve_s'])}{works}"),
        ("Agent replies", row["agent_replies"]),
        ("Handled by", row["handled_by"]),
        ("Not counted", row["excluded"]),
        ("Rating", rating),
        ("Comment", row["comment"]),
        ("Came from", f"{row['source_file']}, line {row['source_line']}"),
    )

    def draw(width: int) -> Sequence[Line]:
        lines = [
            Line((Span(f" {name:<15}", "muted"), Span(cell(value, width - 17))))
            for name, value in fields
            if value is not None
        ]
        if messages:
            lines += [Line(), Line((Span(" Messages", "head"),))]
            lines += [
                _message(m, before, zone, width)
                for before, m in zip([None, *messages], messages, strict=False)
            ]
        return lines

    return View(cell(row["ticket_id"]), draw, copied=str(row["ticket_id"]))


GAP = 9  # cells: the time since the message before


def _message(row: Row, before: Row | None, zone: str, width: int) -> Line:
    """Return one message on the time line: how long after the one before, when, from whom."""
    who = row["agent"] or row["author"] or "unknown"
    hidden = "" if row["public"] else ", internal"
    text = f"{words.moment(row['sent_at'], zone)}  {row['author'] or 'unknown'}: {who}{hidden}"
    since = (row["sent_at"] - before["sent_at"]).total_seconds() if before else None
    gap = f"+{words.brief(since)}" if since is not None else ""
    return Line((Span(f" {gap:>{GAP}} │ ", "muted"), Span(cell(text, width - GAP - 5))))


def criteria_view(card: Scorecard, key: str) -> View:
    """Return the criteria of a dimension that no ticket stands behind."""
    dimension = next(d for d in card.assessment.dimensions if d.key == key)

    def draw(width: int) -> Sequence[Line]:
        lines = [
            Line(
                (
                    Span(
                        " No tickets stand behind this: it rests on what you answer and on counts.",
                        "muted",
                    ),
                )
            ),
            Line(),
        ]
        for result in dimension.criteria:
            sentence = (
                f"{words.STATE_MARKS[result.state]} level {result.level}: "
                + words.criterion(card, result, cell)
            )
            lines.append(Line((Span("  "), Span(cell(sentence, width - 3)))))
        return lines

    return View(cell(dimension.name), draw)
