"""What of a mapping a person should look at: codes, values, and choices with the safe one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from queries.config.mapping import Column
from queries.exports.propose.assign import Assigned
from queries.exports.propose.candidate import SURE, Candidate, both
from queries.exports.propose.identifiers import NEARLY, share_of
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Argument, Choice, Doubt, DoubtCode, Kind
from queries.exports.propose.raised import TIMES, doubt, leave_out, of_left_out, of_values, take

_KEYS = frozenset({"ticket_id"})
# Whether these are right changes no level, or little: they are never asked.
_NEVER_ASKED = frozenset(
    {"reason", "tags", "subject", "customer_id", "csat_comment", "comment", "updated_at", "csat_at"}
    | {"agent_replies", "customer_replies", "reopens", "transfers", "public"}
)
_ORDER = ("ticket_id", "created_at", "sent_at", "rated_at", "first_response_at", "first_response")
_LAST = ("agent", "team")
_FULL_NAME = 0.6
_APART = 3600.0  # seconds between two columns for the solving that are worth a question


def doubts_of(
    kind: Kind, assigned: Assigned, columns: Sequence[Looked], unknown: Sequence[str], rows: int
) -> tuple[Doubt, ...]:
    """Return the doubts about a mapping, those that change everything first, agent and team last."""
    if kind == "none":
        return tuple(_nothing_of_a_life(assigned))
    if kind == "aggregate":
        return ()
    found = [
        *_missing(kind, assigned, columns),
        *_order_of_dates(assigned),
        *(d for c in assigned.chosen.values() for d in of_values(c, unknown)),
        *(d for c in assigned.left_out for d in of_left_out(c)),
        *(
            d
            for name, c in assigned.chosen.items()
            if (d := _likely(name, c, assigned.near.get(name)))
        ),
        *_repeats(kind, assigned, rows),
        *_solved_or_closed(assigned),
        *_more_names(assigned),
    ]
    once = {(doubt.code, doubt.field): doubt for doubt in found}
    return tuple(sorted(once.values(), key=_rank))


def _rank(doubt: Doubt) -> tuple[bool, int, bool]:
    place = _ORDER.index(doubt.field) if doubt.field in _ORDER else len(_ORDER)
    return not doubt.changes_everything, place, doubt.field in _LAST


def _missing(kind: Kind, assigned: Assigned, columns: Sequence[Looked]) -> Iterator[Doubt]:
    """Yield what a table of this kind must have and this one has not."""
    time = {"messages": "sent_at", "ratings": "rated_at"}.get(kind, "created_at")
    if "ticket_id" not in assigned.chosen and kind != "ratings":
        choice = Choice("row", {}, {"ticket_id": Column(row=True)})
        yield Doubt("no_id", "ticket_id", choices=(choice,), changes_everything=True, person=True)
    if time not in assigned.chosen:
        passed = [
            c
            for c in columns
            if c.times and c.full and c.name.decoy > _FULL_NAME and not c.name.never
        ]
        found = passed[:1]
        yield Doubt(
            "no_creation",
            time,
            tuple(c.header for c in found),
            found[0].samples if found else (),
            tuple(
                Choice(
                    "take", {"column": c.header, "field": time}, {time: Column(column=(c.header,))}
                )
                for c in found
            ),
            changes_everything=True,
            person=True,
        )


def _nothing_of_a_life(assigned: Assigned) -> Iterator[Doubt]:
    """Yield the doubt that a list with an id and a time may be tickets after all."""
    key, created = assigned.chosen.get("ticket_id"), assigned.chosen.get("created_at")
    if key and created:
        changes = {name: c.column() for name, c in assigned.chosen.items()}
        choices = [Choice("leave_it"), Choice("tickets", {}, changes, kind="tickets")]
        yield doubt("nothing_of_a_life", key, choices, everything=True)


def _order_of_dates(assigned: Assigned) -> Iterator[Doubt]:
    """Yield one doubt for all columns that leave the order of day and month open."""
    open_ones = [c for c in assigned.chosen.values() if "day_or_month" in c.doubts]
    if open_ones:
        choices = (
            Choice("day_first", dates="day-first"),
            Choice("month_first", dates="month-first"),
        )
        yield doubt("day_or_month", open_ones[0], choices, everything=True)


def _more_names(assigned: Assigned) -> Iterator[Doubt]:
    """Yield the doubt that who answers is who writes: there are more of them than customers."""
    agent, customer = assigned.chosen.get("agent"), assigned.chosen.get("customer_id")
    if agent is None or customer is None:
        return
    if len(agent.columns[0].words) > len(customer.columns[0].words):
        yield doubt("more_names", agent, [take(agent), leave_out("agent")])


def _likely(field: str, candidate: Candidate, near: Candidate | None) -> Doubt | None:
    """Return the doubt that a column is the wrong one: its score is low, or another's is as high."""
    if field in _NEVER_ASKED or (candidate.score >= SURE and near is None):
        return None
    key = field in _KEYS | TIMES
    if near is not None and candidate.score >= SURE and not key:
        return None
    choices = [take(candidate)]
    arguments: dict[str, Argument] = {"score": candidate.score}
    if near is not None:
        choices.append(take(near))
        arguments["other"] = near.columns[0].header
    if not key:
        choices.append(leave_out(field))
    by_values = "by_values" in candidate.doubts
    code: DoubtCode = "by_values" if by_values else "of_two" if near is not None else "likely"
    return doubt(
        code, candidate, choices, everything=key, person=key and candidate.score < 0.5, **arguments
    )


def _repeats(kind: Kind, assigned: Assigned, rows: int) -> Iterator[Doubt]:
    """Yield the doubt about an id that stands in several rows, where each should be a ticket."""
    key = assigned.chosen.get("ticket_id")
    if key is None or kind not in ("tickets", "events") or len(key.columns) > 1:
        return
    share = share_of(key)
    if share >= NEARLY:
        return
    code: DoubtCode = "updates" if kind == "events" else "id_repeats"
    choices = [take(key, "updates"), Choice("row", {}, {"ticket_id": Column(row=True)})]
    yield doubt(
        code, key, choices, everything=True, share=share, rows=rows, different=round(share * rows)
    )


def _solved_or_closed(assigned: Assigned) -> Iterator[Doubt]:
    """Yield the doubt which of two times is the solving, where they lie apart."""
    first, near = assigned.chosen.get("resolved_at"), assigned.near.get("resolved_at")
    if first is None or near is None:
        return
    apart = [abs(a - b) for a, b in both(first.columns[0].at, near.columns[0].at)]
    if apart and median(apart) > _APART:
        choices = [take(first), take(near)]
        yield doubt(
            "solved_or_closed", first, choices, other=near.columns[0].header, apart=median(apart)
        )
