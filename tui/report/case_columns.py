"""The columns of the cases behind a figure: tickets, ratings, replies.

A row is one of queries/sql/questions/cases_of_….sql, with the `zone` in which its times are said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tui import words
from tui.language import mark
from tui.report.columns import Column

Row = Mapping[str, Any]


def _text(key: str) -> Callable[[Row], Any]:
    return lambda row: row[key] or None


def _said(text: object) -> str:
    return words.NOTHING if text is None else str(text)


def _agent(name: str | None) -> str:
    return words.NOTHING if name is None else words.agent(name)


def _moment(key: str) -> tuple[Callable[[Row], Any], Callable[[Any], str]]:
    """Return an instant of a row, and how it is said in the row's zone."""

    def holds(row: Row) -> tuple[Any, str] | None:
        return (row[key], row["zone"]) if row[key] is not None else None

    def said(at: tuple[Any, str] | None) -> str:
        return words.short_moment(*at) if at else words.NOTHING

    return holds, said


def _time(key: str, growing: str) -> tuple[Callable[[Row], Any], Callable[[Any], str]]:
    """Return a time of a row in seconds, with a plus where it still grows."""

    def holds(row: Row) -> tuple[float, bool] | None:
        return (row[key], bool(row[growing])) if row[key] is not None else None

    def said(time: tuple[float, bool] | None) -> str:
        return words.brief(time[0]) + ("+" if time[1] else "") if time else words.NOTHING

    return holds, said


def _stars(score: float | None) -> str:
    return words.NOTHING if score is None else words.score(score)


_TICKET: Column[Row] = Column(
    "ticket_id", mark("Ticket"), "", _text("ticket_id"), _said, side="left", least=8
)
_CHANNEL: Column[Row] = Column(
    "channel", mark("Channel"), "", _text("channel"), _said, side="left", rank=3, least=6
)
_AGENT: Column[Row] = Column(
    "agent", mark("Agent"), "", _text("agent"), _agent, side="left", rank=4, least=6
)
_SUBJECT: Column[Row] = Column(
    "subject",
    mark("Subject"),
    "",
    _text("subject"),
    words.or_nothing,
    side="left",
    rank=2,
    least=20,
)

CASES: Mapping[str, tuple[Column[Row], ...]] = {
    "tickets": (
        _TICKET,
        Column("created_at", mark("Created"), "", *_moment("created_at"), side="left"),
        _CHANNEL,
        _AGENT,
        Column("response_s", mark("First"), "", *_time("response_s", "waiting")),
        Column("solve_s", mark("Solved"), "", *_time("solve_s", "unsolved")),
        Column("score", mark("Stars"), "", lambda r: r["score"], _stars),
        _SUBJECT,
    ),
    "ratings": (
        Column("score", mark("Stars"), "", lambda r: r["score"], _stars),
        Column("rated_at", mark("Rated"), "", *_moment("rated_at"), side="left"),
        _TICKET,
        _CHANNEL,
        _AGENT,
        _SUBJECT,
        Column(
            "comment",
            mark("Comment"),
            "",
            _text("comment"),
            words.or_nothing,
            side="left",
            rank=1,
            least=12,
        ),
    ),
    "replies": (
        _TICKET,
        Column("sent_at", mark("Sent"), "", *_moment("sent_at"), side="left"),
        Column("wait_s", mark("Waited"), "", lambda r: r["wait_s"], words.brief),
        _CHANNEL,
        _AGENT,
        _SUBJECT,
    ),
}
