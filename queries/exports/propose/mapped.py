"""One table, looked at → the mapping that is proposed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from queries.config.tables import tables
from queries.exports.propose import instants, measures, scales, words_of
from queries.exports.propose.assign import Assigned, assign
from queries.exports.propose.candidate import Candidate, named, time_options
from queries.exports.propose.doubting import doubts_of
from queries.exports.propose.identifiers import NEARLY, identifiers, share_of, with_partner
from queries.exports.propose.kinds import kind_of, nothing_of_a_life, roles
from queries.exports.propose.looked import Looked
from queries.exports.propose.measures import yes_or_no
from queries.exports.propose.proposal import TABLES, DoubtCode, Kind, Proposal, Proposed, Reason
from queries.exports.propose.refine import with_authors, with_scale, with_states
from queries.exports.propose.table import Table

_UPDATES = 0.9  # of the ids that repeat: all their rows say one creation


def mapped(table: Table, columns: Sequence[Looked]) -> Proposal:
    """Return what a table is taken for, and where each field comes from."""
    kind = kind_of(columns)
    if kind == "aggregate":
        return _proposal(table, kind, Assigned(), (), columns)
    assigned = assign(_CANDIDATES[kind](table, columns))
    unknown: tuple[str, ...] = ()
    if kind == "tickets":
        kind = _rows_of(table, assigned, columns)
    if kind == "tickets":  # an update of an open ticket may tell already when it was solved
        _leave_out_due(assigned)
    for field in ("csat", "score"):
        if (rating := assigned.chosen.get(field)) and rating.columns[0].words:
            assigned.chosen[field] = with_scale(table, rating)
    if status := assigned.chosen.get("status"):
        assigned.chosen["status"], unknown = with_states(table, status)
    return _proposal(table, kind, assigned, unknown, columns)


def _proposal(
    table: Table,
    kind: Kind,
    assigned: Assigned,
    unknown: tuple[str, ...],
    columns: Sequence[Looked],
) -> Proposal:
    doubts = doubts_of(kind, assigned, columns, unknown, table.rows)
    order = tables()[TABLES[kind]].fields if kind in TABLES else ()
    fields = {
        name: _proposed(name, assigned.chosen[name]) for name in order if name in assigned.chosen
    }
    read = {header for proposed in fields.values() for header in proposed.headers}
    return Proposal(
        table.source,
        kind,
        table.rows,
        fields,
        doubts,
        tuple(header for header in table.source.header if header not in read),
        "day-first" if any(doubt.code == "day_or_month" for doubt in doubts) else None,
    )


def _proposed(name: str, candidate: Candidate) -> Proposed:
    column = candidate.column()
    return Proposed(
        name,
        column,
        column.headers,
        candidate.samples,
        candidate.reasons,
        round(candidate.score, 3),
    )


def _of_tickets(table: Table, columns: Sequence[Looked]) -> Iterator[Candidate]:
    creations = instants.creations(columns)
    created = creations[0] if creations else None
    yield from creations
    yield from identifiers(table, columns, repeating=False)
    later = list(instants.later_times(columns, created))
    yield from later
    ends = {
        concept: [c.columns[0] for c in later if c.field == field]
        for concept, field in (
            ("first_response", "first_response_at"),
            ("resolution", "resolved_at"),
        )
    }
    yield from measures.durations(columns, created, ends)
    for candidates in (
        scales.ratings,
        measures.counts,
        measures.abandoned,
        words_of.channels,
        words_of.states,
        words_of.agents,
        words_of.teams,
        words_of.customers,
        words_of.texts,
    ):
        yield from candidates(columns)


def _of_messages(table: Table, columns: Sequence[Looked]) -> Iterator[Candidate]:
    yield from identifiers(table, columns, repeating=True)
    for phrases in ("sent_at", "created_at"):
        yield from (replace(c, field="sent_at") for c in instants.creations(columns, phrases))
    for column in roles(columns):
        score, name = named(column, "author")
        if name:
            yield with_authors(column, Candidate("author", (column,), score + 0.3, (name,)))
    for column in columns:
        score, name = named(column, "public")
        if name and column.words and len(column.words) <= 2:
            private = bool({"private", "internal"} & set(column.name.words.tokens))
            when = tuple(sorted(w for w, yes in yes_or_no(column).items() if yes != private))
            if when:
                yield Candidate("public", (column,), score, (name,), {"when": when})
    yield from words_of.agents(columns)
    yield from words_of.channels(columns)


def _of_ratings(table: Table, columns: Sequence[Looked]) -> Iterator[Candidate]:
    yield from identifiers(table, columns, repeating=False)
    for column in columns:
        if column.times:
            options = time_options(column.times, column)
            doubts: tuple[DoubtCode, ...] = (
                ("day_or_month",) if column.times.order == "ambiguous" else ()
            )
            yield Candidate("rated_at", (column,), 1.0, (Reason("only_time"),), options, doubts)
    yield from (replace(c, field="score") for c in scales.ratings(columns))
    yield from (
        replace(c, field="comment") for c in words_of.texts(columns) if c.field == "csat_comment"
    )
    yield from words_of.agents(columns)


_CANDIDATES: Mapping[Kind, Callable[[Table, Sequence[Looked]], Iterable[Candidate]]] = {
    "tickets": _of_tickets,
    "messages": _of_messages,
    "ratings": _of_ratings,
}


def _rows_of(table: Table, assigned: Assigned, columns: Sequence[Looked]) -> Kind:
    """Return what the rows are once it is known what names them: tickets, their updates, or none."""
    if (
        nothing_of_a_life(assigned.chosen)
        or not {"ticket_id", "created_at"} & assigned.chosen.keys()
    ):
        return "none"
    key, created = assigned.chosen.get("ticket_id"), assigned.chosen.get("created_at")
    if key is None or created is None or share_of(key) >= NEARLY:
        return "tickets"
    same, repeated = table.with_one_time(key.place, *(c.place for c in created.columns))
    if repeated and same >= _UPDATES * repeated:
        return "events"
    taken = {c.place for chosen in assigned.chosen.values() for c in chosen.columns}
    if pair := with_partner(
        table, key, [c for c in columns if c.place not in taken or c is key.columns[0]]
    ):
        assigned.chosen["ticket_id"] = pair
    return "tickets"


def _leave_out_due(assigned: Assigned) -> None:
    """Leave out a solving that stands in tickets that are still open: it is when they were promised."""
    solved, status = assigned.chosen.get("resolved_at"), assigned.chosen.get("status")
    if solved is None or status is None:
        return
    told = instants.in_open_tickets(solved.columns[0], status.columns[0])
    if told:
        assigned.left_out.append(replace(solved, doubts=(*solved.doubts, "due_time")))
        del assigned.chosen["resolved_at"]
        took = assigned.chosen.get("resolution")
        if took and any(
            reason.arguments.get("column") == solved.columns[0].header for reason in took.reasons
        ):
            del assigned.chosen["resolution"]
