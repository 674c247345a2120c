"""What a table's rows are: tickets, messages, ratings, numbers about many, or nothing of a ticket's life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queries.exports.propose.candidate import Candidate, named
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Kind
from queries.exports.propose.vocabulary import vocabulary

_ROLES_AT_MOST, _SURVEY_AT_MOST = 12, 11
_KNOWN, _NAMED = 0.8, 0.6
_REPEATS = 0.95  # fewer of a ticket's ids are different where each row is a part of one
_AGGREGATE = 1 / 3
# What a ticket has beside an id and a time; a table without any of it is none.
LIFE = frozenset(
    {
        "channel",
        "agent",
        "status",
        "first_response",
        "first_response_at",
        "resolution",
        "resolved_at",
    }
    | {"csat", "abandoned", "agent_replies", "reopens", "reason"}
)


def kind_of(columns: Sequence[Looked]) -> Kind:
    """Return what the rows are, before anything is assigned; `tickets` where nothing else shows."""
    if _is_aggregate(columns):
        return "aggregate"
    if _has_roles(columns) or _is_a_thread(columns):
        return "messages"
    return "ratings" if _is_a_survey(columns) else "tickets"


def roles(columns: Sequence[Looked]) -> list[Looked]:
    """Return the columns that say who writes a message, in known words."""
    return [
        c
        for c in columns
        if c.words
        and len(c.words) <= _ROLES_AT_MOST
        and named(c, "author")[0] >= _NAMED
        and c.share(frozenset(vocabulary().authors) | vocabulary().yes_no) >= _KNOWN
    ]


def nothing_of_a_life(fields: Mapping[str, Candidate]) -> bool:
    """Whether a table with these fields tells nothing of a ticket's life for sure."""
    told = (c for name, c in fields.items() if name in LIFE)
    return not any(c.score >= _NAMED and "unit" not in c.doubts for c in told)


def _is_aggregate(columns: Sequence[Looked]) -> bool:
    said = sum(column.name.aggregate for column in columns)
    clocked = any(c.times and c.full and c.times.clocked > 0.5 for c in columns)
    return bool(columns) and said >= _AGGREGATE * len(columns) and not clocked


def _has_roles(columns: Sequence[Looked]) -> bool:
    repeated = any(named(c, "ticket_id")[0] >= _NAMED and c.different < _REPEATS for c in columns)
    return repeated and bool(roles(columns))


def _is_a_thread(columns: Sequence[Looked]) -> bool:
    """Whether there is an id of the row, a ticket's beside it that repeats, a text and one time."""
    plain = any(c.name.words.text == "id" for c in columns)
    ticket = any(
        c.name.words.text != "id" and named(c, "ticket_id")[0] >= _NAMED and c.different < 0.95
        for c in columns
    )
    return (
        plain
        and ticket
        and any(map(_is_text, columns))
        and sum(bool(c.times) for c in columns) == 1
    )


def _is_a_survey(columns: Sequence[Looked]) -> bool:
    times = [c for c in columns if c.times]
    scores = any(named(c, "csat")[0] >= _NAMED and c.words and not c.times for c in columns)
    life = any(max(named(c, f)[0] for f in ("status", "channel")) >= _KNOWN for c in columns)
    return (
        scores
        and len(columns) <= _SURVEY_AT_MOST
        and len(times) == 1
        and named(times[0], "created_at")[0] < _NAMED
        and not life
    )


def _is_text(column: Looked) -> bool:
    words = list(column.words)[:100]
    named_so = named(column, "subject")[0] >= _NAMED
    return bool(words) and named_so and sum(len(w.split()) for w in words) >= 2.5 * len(words)
