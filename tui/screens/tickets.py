"""The end of every drill-down: the tickets behind a figure, and one ticket."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui import words
from tui.language import say
from tui.panes.tables import lines
from tui.panes.targets import OpenMissing, OpenQuestions, OpenTicket
from tui.report.case_columns import CASES
from tui.report.ladder_columns import CRITERIA, Asked
from tui.widgets.cell import Span, cell, sentence, wrap
from tui.widgets.lines import Line, View, said_lines
from tui.widgets.order import Order

if TYPE_CHECKING:
    from queries.behind import Behind
    from queries.doubts import Doubt
    from queries.engine.port import Asking
    from queries.ladder.criteria import Result
    from queries.lists import Sort
    from queries.scorecard import Scorecard

MOST = 500
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is of: `kind` are its cases (tickets, ratings, replies), `behind` their figure.

    `beside` says which others there are, and why they are none. The columns `without` are said by the way
    here: all have the same there. The worst are first, or the `nearest` to their bound. `told` says what the
    list is in words of its own, `unknown` why nothing is known of its figure.
    """

    name: str
    kind: str
    behind: str = ""
    beside: str = ""
    without: Collection[str] = ()
    nearest: bool = False
    told: str = ""
    unknown: str = ""


def list_view(
    listing: Listing, found: Behind | Doubt, asking: Asking, zone: str, sort: Sort | None = None
) -> View:
    """Return the cases behind something: rows of queries/sql/questions/cases_of_….sql.

    Where these are the first of more, sorting asks for the first of all by that column.
    """
    rows = found.cases(asking, MOST, sort)
    total = int(rows[0]["total"]) if rows else 0
    columns = [
        column
        for column in CASES.get(listing.kind, CASES["tickets"])
        if column.json not in listing.without
    ]
    cases = [(OpenTicket(row["ticket_id"], row["source"]), {**row, "zone": zone}) for row in rows]
    order, kind = Order(), "nearest" if listing.nearest else listing.kind
    by = next((say(column.title) for column in columns if sort and column.json == sort.by), "")

    def draw(width: int) -> Sequence[Line]:
        if not rows:
            why = listing.unknown or say("No tickets here in this period.")
            return list(said_lines([why], width, "muted"))
        told = listing.told or words.cases_listed(kind, len(rows), total, listing.behind, by)
        said = [told]
        said += [listing.beside] if listing.beside else []
        head = [Line((Span(" "), Span(cell(text, width - 1), "muted"))) for text in said]
        return [*head, *lines(columns, cases, width, order=order)]

    view = View(listing.name, draw, fixed=2 + bool(listing.beside) if rows else 0, order=order)
    if len(rows) < total and found.sorts:
        view.sorts = [column.json if column.json in found.sorts else None for column in columns]
        view.sorted = lambda wanted: list_view(listing, found, asking, zone, wanted)
    return view


def called_view(ticket_id: str, rows: Sequence[Row]) -> View:
    """Return the tickets of one id, each of another source."""

    def draw(width: int) -> Sequence[Line]:
        head = say("{n} tickets are called {id}: which one?", n=len(rows), id=ticket_id)
        lines = [Line((Span(" "), Span(cell(head, width - 1), "muted")))]
        for row in rows:
            told = f"{row['source']}  {row['channel']}  {row['subject'] or ''}"
            target = OpenTicket(row["ticket_id"], row["source"])
            lines.append(Line((Span("  "), Span(cell(told, width - 3))), target))
        return lines

    return View(cell(ticket_id), draw, fixed=1)


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
            Line((Span(" " + cell("" if place else name, 15), "muted"), Span(text)))
            for name, value in fields
            if value is not None
            for place, text in enumerate(wrap(sentence(str(value)), max(1, width - 17)) or [""])
        ]
        if messages:
            lines += [Line(), Line((Span(f" {say('Messages')}", "head"),))]
            lines += [
                _message(m, before, zone, width)
                for before, m in zip([None, *messages], messages, strict=False)
            ]
        return lines

    return View(cell(row["ticket_id"]), draw, copied=str(row["ticket_id"]))


def _code(word: str | None) -> str | None:
    return None if word is None else words.code_words(word)


GAP = 9  # cells: the time since the message before


def _message(row: Row, before: Row | None, zone: str, width: int) -> Line:
    """Return one message on the time line: how long after the one before, when, from whom."""
    author = words.code_words(row["author"]) if row["author"] else say("unknown")
    who = row["agent"] or author
    if not row["public"]:
        who = say("{who}, internal", who=who)
    text = f"{words.moment(row['sent_at'], zone)}  {author}: {who}"
    since = (row["sent_at"] - before["sent_at"]).total_seconds() if before else None
    gap = f"+{words.brief(since)}" if since is not None else ""
    return Line((Span(f" {gap:>{GAP}} │ ", "muted"), Span(cell(text, width - GAP - 5))))


def criteria_view(card: Scorecard, key: str) -> View:
    """Return the criteria of a dimension that is no time; Enter opens what stands behind each."""
    dimension = next(d for d in card.assessment.dimensions if d.key == key)

    def draw(width: int) -> Sequence[Line]:
        told = say(
            "It rests on what you answer and on counts; enter opens what each of them is of."
        )
        rows = [
            (_opens(card, result) or number, Asked(card, result))
            for number, result in enumerate(dimension.criteria)
        ]
        return [*said_lines([told], width + 1, "muted"), Line(), *lines(CRITERIA, rows, width)]

    return View(cell(say(dimension.name)), draw)


def _opens(card: Scorecard, result: Result) -> object:
    """Return what Enter on a criterion opens: its cases or pieces, else the question; None: it has neither."""
    asked = result.evidence or next(iter(result.parts), result)
    entry = card.figures.get(asked.key)
    if entry is not None:
        return OpenMissing(*result.place) if entry.cases or entry.pieces else None
    return OpenQuestions(asked.key)
