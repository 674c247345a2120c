"""The end of every drill-down: the tickets behind a figure, and one ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui import words
from tui.panes.targets import OpenTicket
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table

if TYPE_CHECKING:
    from queries.scorecard import Scorecard

MOST = 500
Row = dict[str, Any]
_COLUMNS = (
    Column("Ticket", least=8),
    Column("Created"),
    Column("Channel", rank=2, least=6),
    Column("Agent", rank=3, least=6),
    Column("First", "right"),
    Column("Solved", "right"),
    Column("Stars", "right"),
    Column("Subject", rank=4, least=10),
)


def list_view(
    name: str,
    rows: Sequence[Row],
    zone: str,
    kind: str,
    behind: str,
    beside: str = "",
    told: str = "",
) -> View:
    """Return the cases behind something (queries/sql/questions/cases_of_….sql), the worst first.

    `beside` says which others there are, and why they are none; `told` says what the list is in other words.
    """
    total = int(rows[0]["total"]) if rows else 0

    def draw(width: int) -> Sequence[Line]:
        shown = f"{len(rows):,} of {total:,}" if total > len(rows) else f"{total:,}"
        said = [told or f"{shown} {kind}, worst first: {behind}", *([beside] if beside else [])]
        head = [Line((Span(" "), Span(cell(text, width - 1), "muted"))) for text in said]
        if not rows:
            return [Line((Span(" No tickets here in this period.", "muted"),))]
        return [*head, *table(_COLUMNS, [_ticket_row(row, zone) for row in rows], width)]

    return View(name, draw, fixed=2 + bool(beside) if rows else 0)


def _ticket_row(row: Row, zone: str) -> tuple[object, Sequence[str]]:
    created = words.short_moment(row["created_at"], zone) if row["created_at"] else words.NOTHING
    return OpenTicket(row["ticket_id"], row["source"]), (
        row["ticket_id"] or words.NOTHING,
        created,
        row["channel"] or words.NOTHING,
        row["agent"] or words.NOTHING,
        words.brief(row["response_s"]) + ("+" if row["waiting"] else ""),
        words.brief(row["solve_s"]) + ("+" if row["unsolved"] else ""),
        words.NOTHING if row["score"] is None else f"{row['score']:g}",
        row["subject"] or "",
    )


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
            lines += [_message(m, zone, width) for m in messages]
        return lines

    return View(cell(row["ticket_id"]), draw)


def _message(row: Row, zone: str, width: int) -> Line:
    who = row["agent"] or row["author"] or "unknown"
    hidden = "" if row["public"] else ", internal"
    text = f"{words.moment(row['sent_at'], zone)}  {row['author'] or 'unknown'}: {who}{hidden}"
    return Line((Span("  "), Span(cell(text, width - 3))))


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
