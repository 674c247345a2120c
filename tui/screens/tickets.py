"""The end of every drill-down: the tickets behind a figure, and one ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui import words
from tui.language import say
from tui.panes.targets import OpenTicket
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table

if TYPE_CHECKING:
    from queries.scorecard import Scorecard

MOST = 500
Row = dict[str, Any]


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Ticket"), least=8),
        Column(say("Created")),
        Column(say("Channel"), rank=2, least=6),
        Column(say("Agent"), rank=3, least=6),
        Column(say("First"), "right"),
        Column(say("Solved"), "right"),
        Column(say("Stars"), "right"),
        Column(say("Subject"), rank=4, least=10),
    )


def list_view(
    name: str, rows: Sequence[Row], zone: str, kind: str, behind: str, beside: str = ""
) -> View:
    """Return the cases behind something (queries/sql/questions/cases_of_….sql), the worst first.

    `beside` says which others there are, and why they are none.
    """
    total = int(rows[0]["total"]) if rows else 0

    def draw(width: int) -> Sequence[Line]:
        said = [words.cases_listed(kind, len(rows), total, behind), *([beside] if beside else [])]
        head = [Line((Span(" "), Span(cell(text, width - 1), "muted"))) for text in said]
        if not rows:
            return [Line((Span(f" {say('No tickets here in this period.')}", "muted"),))]
        return [*head, *table(_columns(), [_ticket_row(row, zone) for row in rows], width)]

    return View(name, draw, fixed=2 + bool(beside) if rows else 0)


def _ticket_row(row: Row, zone: str) -> tuple[object, Sequence[str]]:
    created = words.short_moment(row["created_at"], zone) if row["created_at"] else words.NOTHING
    return OpenTicket(row["ticket_id"], row["source"]), (
        row["ticket_id"] or words.NOTHING,
        created,
        row["channel"] or words.NOTHING,
        words.agent(row["agent"]) if row["agent"] else words.NOTHING,
        words.brief(row["response_s"]) + ("+" if row["waiting"] else ""),
        words.brief(row["solve_s"]) + ("+" if row["unsolved"] else ""),
        words.NOTHING if row["score"] is None else words.score(row["score"]),
        row["subject"] or "",
    )


def ticket_view(row: Row, messages: Sequence[Row], zone: str) -> View:
    """Return one ticket: its fields, its messages on a time line, its rating, where it came from."""

    def when(instant: Any) -> str:
        return words.moment(instant, zone) if instant is not None else words.NOTHING

    def lasted(seconds: Any, goes_on: Any) -> str:
        time = words.duration(seconds)
        return say("{time} so far", time=time) if goes_on else time

    rating = words.NOTHING
    if row["score"] is not None:
        score, rated = words.score(row["score"]), when(row["rated_at"])
        if row["rated_agent"]:
            rating = say(
                "{score} of 5, {moment}, of {agent} ({attribution})",
                score=score,
                moment=rated,
                agent=row["rated_agent"],
                attribution=words.code_words(row["attribution"]),
            )
        else:
            rating = say("{score} of 5, {moment}, of nobody known", score=score, moment=rated)
    fields = (
        (say("Ticket"), row["ticket_id"]),
        (say("Subject"), row["subject"]),
        (say("Created"), when(row["created_at"])),
        (say("Channel"), f"{row['channel']} ({words.channel_class(row['channel_class'])})"),
        (say("Customer"), row["customer_id"]),
        (say("Agent"), row["agent"] and words.agent(row["agent"])),
        (say("Team"), row["team"]),
        (say("State"), _code(row["status"])),
        (say("Reason"), row["reason"]),
        (say("First response"), lasted(row["response_s"], row["waiting"])),
        (say("Resolution"), lasted(row["solve_s"], row["unsolved"])),
        (say("Agent replies"), row["agent_replies"]),
        (say("Handled by"), _code(row["handled_by"])),
        (say("Not counted"), _code(row["excluded"])),
        (say("Rating"), rating),
        (say("Comment"), row["comment"]),
        (
            say("Came from"),
            say("{file}, line {line}", file=row["source_file"], line=row["source_line"]),
        ),
    )

    def draw(width: int) -> Sequence[Line]:
        lines = [
            Line((Span(" " + cell(name, 15), "muted"), Span(cell(value, width - 17))))
            for name, value in fields
            if value is not None
        ]
        if messages:
            lines += [Line(), Line((Span(f" {say('Messages')}", "head"),))]
            lines += [_message(m, zone, width) for m in messages]
        return lines

    return View(cell(row["ticket_id"]), draw)


def _code(word: str | None) -> str | None:
    return None if word is None else words.code_words(word)


def _message(row: Row, zone: str, width: int) -> Line:
    author = words.code_words(row["author"]) if row["author"] else say("unknown")
    who = row["agent"] or author
    if not row["public"]:
        who = say("{who}, internal", who=who)
    text = f"{words.moment(row['sent_at'], zone)}  {author}: {who}"
    return Line((Span("  "), Span(cell(text, width - 3))))


def criteria_view(card: Scorecard, key: str) -> View:
    """Return the criteria of a dimension that no ticket stands behind."""
    dimension = next(d for d in card.assessment.dimensions if d.key == key)

    def draw(width: int) -> Sequence[Line]:
        lines = [
            Line(
                (
                    Span(
                        " "
                        + say(
                            "No tickets stand behind this: it rests on what you answer and on counts."
                        ),
                        "muted",
                    ),
                )
            ),
            Line(),
        ]
        for result in dimension.criteria:
            sentence = say(
                "{mark} level {level}: {criterion}",
                mark=words.STATE_MARKS[result.state],
                level=result.level,
                criterion=words.criterion(card, result, cell),
            )
            lines.append(Line((Span("  "), Span(cell(sentence, width - 3)))))
        return lines

    return View(cell(say(dimension.name)), draw)
