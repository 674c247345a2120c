"""What of a mapping a person should look at: codes, values, and choices with the safe one first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from queries.config.mapping import Column
from queries.exports.propose.assign import Assigned
from queries.exports.propose.candidate import SURE, Candidate, both
from queries.exports.propose.identifiers import NEARLY, share_of
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Argument, Choice, Doubt, Kind

_KEYS = frozenset({"ticket_id"})
_TIMES = frozenset({"created_at", "sent_at", "rated_at"})
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
        *(d for c in assigned.chosen.values() for d in _of_values(c, unknown)),
        *(d for c in assigned.left_out for d in _of_left_out(c)),
        *(
            d
            for name, c in assigned.chosen.items()
            if (d := _likely(name, c, assigned.near.get(name)))
        ),
        *_repeats(kind, assigned, rows),
        *_solved_or_closed(assigned),
    ]
    once = {(doubt.code, doubt.field): doubt for doubt in found}
    return tuple(sorted(once.values(), key=_rank))


def _rank(doubt: Doubt) -> tuple[bool, int, bool]:
    place = _ORDER.index(doubt.field) if doubt.field in _ORDER else len(_ORDER)
    return not doubt.changes_everything, place, doubt.field in _LAST


def _doubt(
    code: str,
    candidate: Candidate,
    choices: Sequence[Choice] = (),
    *,
    everything: bool = False,
    person: bool = False,
    **arguments: Argument,
) -> Doubt:
    return Doubt(
        code,
        candidate.field,
        tuple(column.header for column in candidate.columns),
        candidate.columns[0].samples,
        tuple(choices),
        arguments,
        everything,
        person,
    )


def _leave_out(field: str) -> Choice:
    return Choice("leave_out", {"field": field}, {field: None})


def _take(candidate: Candidate, code: str = "take", **arguments: Argument) -> Choice:
    named = {"column": candidate.columns[0].header, "field": candidate.field, **arguments}
    return Choice(code, named, {candidate.field: candidate.column()})


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
        yield _doubt("nothing_of_a_life", key, choices, everything=True)


def _order_of_dates(assigned: Assigned) -> Iterator[Doubt]:
    """Yield one doubt for all columns that leave the order of day and month open."""
    open_ones = [c for c in assigned.chosen.values() if "day_or_month" in c.doubts]
    if open_ones:
        choices = (
            Choice("day_first", dates="day-first"),
            Choice("month_first", dates="month-first"),
        )
        yield _doubt("day_or_month", open_ones[0], choices, everything=True)


def _of_values(candidate: Candidate, unknown: Sequence[str]) -> Iterator[Doubt]:
    """Yield what the values of a chosen column raised."""
    column, field = candidate.columns[0], candidate.field
    for code in candidate.doubts:
        match code:
            case "days_only" | "partly_read" | "mixed_order" | "empty_column":
                share = column.times.share if column.times else 1.0
                yield _doubt(code, candidate, everything=field in _TIMES, share=share)
            case "unit":
                options = (
                    ("minutes", "seconds", "hours", "days")
                    if field == "resolution"
                    else ("seconds", "minutes", "hours")
                )
                safe = candidate.options.get("unit", "seconds")
                units = [safe, *(unit for unit in options if unit != safe)]
                choices = [
                    Choice(
                        "unit",
                        {"unit": unit},
                        {field: candidate.column().model_copy(update={"unit": unit})},
                    )
                    for unit in units
                ]
                yield _doubt(code, candidate, (*choices, _leave_out(field)), everything=True)
            case "zero_is_none":
                counted = candidate.column().model_copy(update={"empty": column.silent})
                choices = [
                    Choice("zero_none", {}, {field: candidate.column()}),
                    Choice("zero_counts", {}, {field: counted}),
                ]
                yield _doubt(code, candidate, choices, share=_share_of_zeros(column))
            case "unknown_states":
                yield _doubt(
                    code, candidate, list(_states(candidate, unknown)), words=tuple(unknown)
                )
            case "scale":
                yield _doubt(
                    code,
                    candidate,
                    list(_scales(candidate)),
                    scale=str(candidate.options.get("scale", "")),
                )
            case "rating_words":
                yield _doubt(code, candidate, words=tuple(column.words))
            case "business_clock":
                business = candidate.column().model_copy(update={"basis": "business"})
                choices = [
                    Choice("business", {}, {field: business}),
                    Choice("calendar", {}, {field: candidate.column()}),
                ]
                yield _doubt(code, candidate, choices)
            case "clock_of_several":
                yield _doubt(code, candidate, [_take(candidate)], everything=True)
            case "key_of_two":
                alone = Column(column=(column.header,))
                choices = [
                    _take(candidate, "both"),
                    Choice("one", {"column": column.header}, {field: alone}),
                ]
                yield _doubt(code, candidate, choices, everything=True, share=share_of(candidate))


def _of_left_out(candidate: Candidate) -> Iterator[Doubt]:
    """Yield a column that has a field's name and another thing's values; leaving it out is safe."""
    code = next(code for code in candidate.doubts if code in ("due_time", "time_left"))
    choices = (_leave_out(candidate.field), _take(candidate))
    yield _doubt(code, candidate, choices)


def _likely(field: str, candidate: Candidate, near: Candidate | None) -> Doubt | None:
    """Return the doubt that a column is the wrong one: its score is low, or another's is as high."""
    if field in _NEVER_ASKED or (candidate.score >= SURE and near is None):
        return None
    key = field in _KEYS | _TIMES
    if near is not None and candidate.score >= SURE and not key:
        return None
    choices = [_take(candidate)]
    arguments: dict[str, Argument] = {"score": candidate.score}
    if near is not None:
        choices.append(_take(near))
        arguments["other"] = near.columns[0].header
    if not key:
        choices.append(_leave_out(field))
    by_values = "by_values" in candidate.doubts
    code = "by_values" if by_values else "of_two" if near is not None else "likely"
    return _doubt(
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
    code = "updates" if kind == "events" else "id_repeats"
    choices = [_take(key, "updates"), Choice("row", {}, {"ticket_id": Column(row=True)})]
    yield _doubt(
        code, key, choices, everything=True, share=share, rows=rows, different=round(share * rows)
    )


def _solved_or_closed(assigned: Assigned) -> Iterator[Doubt]:
    """Yield the doubt which of two times is the solving, where they lie apart."""
    first, near = assigned.chosen.get("resolved_at"), assigned.near.get("resolved_at")
    if first is None or near is None:
        return
    apart = [abs(a - b) for a, b in both(first.columns[0].at, near.columns[0].at)]
    if apart and median(apart) > _APART:
        choices = [_take(first), _take(near)]
        yield _doubt(
            "solved_or_closed", first, choices, other=near.columns[0].header, apart=median(apart)
        )


def _zeros(column: Looked) -> tuple[str, ...]:
    read: Mapping[str, float] = (
        column.durations.of if column.durations else column.numbers.of if column.numbers else {}
    )
    return tuple(sorted(word for word, n in read.items() if n == 0))


def _share_of_zeros(column: Looked) -> float:
    return sum(column.words[word] for word in _zeros(column)) / max(column.filled, 1)


def _states(candidate: Candidate, unknown: Sequence[str]) -> Iterator[Choice]:
    """Yield what all unknown states may mean; one by one is the settings' business."""
    meant = dict(candidate.options.get("values", {}))
    for state in ("pending", "solved", "open"):
        values = meant | dict.fromkeys(unknown, state)
        column = Column(column=(candidate.columns[0].header,), values=values)
        yield Choice(f"states_{state}", {"words": tuple(unknown)}, {"status": column})


def _scales(candidate: Candidate) -> Iterator[Choice]:
    """Yield which scale a rating may have, the one that fits all values first."""
    now = str(candidate.options["scale"])
    for scale in dict.fromkeys(
        (now, "1-5" if now == "0-5" else now, "1-3" if now == "1-5" else now)
    ):
        column = candidate.column().model_copy(update={"scale": scale})
        yield Choice("scale", {"scale": scale}, {candidate.field: column})
    yield _leave_out(candidate.field)
