"""Which columns are points in time of a ticket's life, told by their names and by their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from queries.exports.propose.candidate import (
    LEAST,
    RANKED,
    Candidate,
    both,
    named,
    precedes,
    time_options,
)
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import DoubtCode, Reason, ReasonCode
from queries.exports.propose.vocabulary import fold, vocabulary

_NEARLY_ALL = 0.95
_ROWS = 5  # in which two times stand that say something of each other
_BY_VALUES = 0.47
_CLOCKED = 0.5
_FEW_DISTANCES = 0.02
_MEDIAN_CLOCK = 4 * 3600
_NO_CREATION = (
    "order_at",
    "updated_at",
    "due_at",
    "assigned_at",
    "survey_sent",
    "first_resolution",
)


def creations(columns: Sequence[Looked], phrases: str = "created_at") -> list[Candidate]:
    """Return the columns that may be when a customer wrote, the likeliest first.

    Without a name for it, the earliest time that stands in every row.
    """
    times = [c for c in columns if c.times and c.full and not c.name.never]
    voters = [c for c in columns if c.times and not c.name.never and not _is_decoy(c)]
    found = [c for column in times if (c := _creation(column, voters, columns, phrases))]
    found = [c for c in found if c.score >= LEAST]
    if not found:
        found = list(
            _earliest([c for c in times if not _is_decoy(c) and not _means_other(c)], columns)
        )
    return sorted(found, key=lambda c: -c.score)


def _creation(
    column: Looked, voters: list[Looked], columns: Sequence[Looked], phrases: str
) -> Candidate | None:
    score, name = named(column, phrases)
    if name is None or column.times is None:
        return None
    reasons = [name]
    if column.share_filled > 0.995:
        score += 0.2
        reasons.append(Reason("in_every_row"))
    score += 0.1 if column.times.clocked > _CLOCKED else -0.1
    earlier = later = 0
    for other in voters:
        if other is column:
            continue
        before, same, after = _order(column, other)
        rows = before + same + after
        if rows < _ROWS:
            continue
        earlier += before + same >= _NEARLY_ALL * rows
        later += after >= _NEARLY_ALL * rows
        if after >= _NEARLY_ALL * rows and other.full and other.name.like(phrases) > LEAST:
            score -= 0.5
    if earlier:
        score += 0.15
        reasons.append(Reason("before_others", {"n": earlier}))
    if later and later >= earlier:
        score -= 0.3
    return _with_clock("created_at", column, score, reasons, columns)


def _earliest(times: list[Looked], columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the one column of times that is before all others, which its values alone say."""
    for column in times:
        orders = [_order(column, other) for other in times if other is not column]
        if all(
            before + same >= _NEARLY_ALL * (before + same + after) for before, same, after in orders
        ):
            code: ReasonCode = "only_time" if len(times) == 1 else "earliest_time"
            yield _with_clock("created_at", column, _BY_VALUES, [Reason(code)], columns)
            return


def _with_clock(
    field: str, column: Looked, score: float, reasons: list[Reason], columns: Sequence[Looked]
) -> Candidate:
    """Return a column of times; one of days together with the time of day beside it, if there is one."""
    times = column.times
    if times is None:
        raise ValueError(column.header)
    options = time_options(times, column)
    doubts: list[DoubtCode] = [] if times.share > 0.99 else ["partly_read"]
    if times.order in ("ambiguous", "mixed"):
        doubts.append("day_or_month" if times.order == "ambiguous" else "mixed_order")
    if times.clocked > _CLOCKED:
        return Candidate(field, (column,), score, tuple(reasons), options, tuple(doubts))
    clocks = clocks_beside(column, columns)
    if not clocks:
        return Candidate(field, (column,), score, tuple(reasons), options, (*doubts, "days_only"))
    clock = clocks[0]
    options |= {"date": column.header, "time": clock.header}
    if clock.clocks is None:
        options["unit"] = "days"
    elif times.format:
        options["format"] = f"{times.format} {clock_format(clock)}"
    if len(clocks) > 1:
        doubts.append("clock_of_several")
    reasons.append(Reason("clock_beside", {"column": clock.header}))
    return Candidate(field, (column, clock), score, tuple(reasons), options, tuple(doubts))


def clocks_beside(day: Looked, columns: Sequence[Looked]) -> list[Looked]:
    """Return the columns with a time of day in nearly every row, the one that is meant first."""
    found = [c for c in columns if c is not day and c.full and _is_clock(c)]
    plain = [c for c in found if _says_clock(c)]
    if len(plain) == 1 or len(found) <= 1:
        return plain or found
    return sorted(found, key=lambda c: -sum(_is_earlier(c, other) for other in found))


def clock_format(clock: Looked) -> str:
    """Return how a column of times of day is written, as in strftime."""
    word = next(iter(clock.clocks or {}), "")
    half = word[-1:] in "Mm" and word[-2:-1] in "AaPp"
    seconds = ":%S" if word.count(":") == 2 else ""
    return f"%I:%M{seconds} %p" if half else f"%H:%M{seconds}"


def _is_clock(column: Looked) -> bool:
    """Whether a column holds times of day: spread over the day, and not how long something took."""
    if column.name.is_decoy("handle_time") or column.name.never or column.name.words.unit:
        return False
    if column.clocks:
        read = sorted(at for word, at in column.clocks.items() for _ in range(column.words[word]))
        return read[len(read) // 2] > _MEDIAN_CLOCK or _says_clock(column)
    numbers = column.numbers
    return bool(
        numbers
        and not numbers.whole
        and len(numbers.of) > 2
        and all(0 <= n < 1 for n in numbers.of.values())
        and _says_clock(column)
    )


def _says_clock(column: Looked) -> bool:
    return any(token in vocabulary().clocks for token in column.name.words.tokens)


def _is_earlier(one: Looked, other: Looked) -> bool:
    """Whether a time of day is before another in nearly all rows; midnight is none."""
    read = [
        [c.clocks.get(w) or None if c.clocks and w is not None else None for w in c.cells]
        for c in (one, other)
    ]
    before, same, after = precedes(*read, days=False)
    full = sum(a is not None for a in read[0]) >= sum(b is not None for b in read[1])
    return full and before + same >= _NEARLY_ALL * (before + same + after)


def later_times(columns: Sequence[Looked], created: Candidate | None) -> Iterator[Candidate]:
    """Yield the columns that may be the first answer, the solving, the rating, the last change."""
    for column in columns:
        if column.times is None:
            continue
        for phrases, field in _LATER:
            score, name = named(column, phrases)
            if name is None or (column.name.never and phrases != "csat_at"):
                continue
            doubts: list[DoubtCode] = [] if column.times.share > 0.99 else ["partly_read"]
            if phrases != "csat_at" and created and column not in created.columns:
                if not _after(column, created.columns[0]):
                    continue
                if _is_due(column, created.columns[0]):
                    doubts.append("due_time")
            options = time_options(column.times, column)
            yield Candidate(field, (column,), score + 0.15, (name,), options, tuple(doubts))
        if column.name.is_decoy("updated_at") and column.full:
            options = time_options(column.times, column)
            phrase = column.name.decoys["updated_at"].phrase
            score = 0.9 - RANKED * (phrase.rank if phrase else 0)
            yield Candidate("updated_at", (column,), score, (Reason("last_change"),), options)


_LATER = (
    ("first_response", "first_response_at"),
    ("resolution", "resolved_at"),
    ("csat_at", "csat_at"),
)


def _after(column: Looked, created: Looked) -> bool:
    """Whether a time lies after the creation in most rows, at least where both are there."""
    before, same, after = _order(created, column)
    rows = before + same + after
    return rows == 0 or before + same > rows / 2


def _is_due(column: Looked, created: Looked) -> bool:
    """Whether a time stands at a few fixed distances from the creation, as one does that is promised."""
    if column.times is None or column.times.clocked < _CLOCKED:
        return False
    distances = [round((at - start) / 60) for start, at in both(created.at, column.at)]
    least = max(2, _FEW_DISTANCES * len(distances))
    return len(distances) >= 10 and len(set(distances)) <= least and median(distances) > 0


def _is_decoy(column: Looked) -> bool:
    return any(column.name.is_decoy(decoy) for decoy in _NO_CREATION)


def _means_other(column: Looked) -> bool:
    return any(column.name.like(phrases) >= 0.6 for phrases, _ in _LATER)


def _order(one: Looked, other: Looked) -> tuple[int, int, int]:
    days = any(c.times is None or c.times.clocked < _CLOCKED for c in (one, other))
    return precedes(one.at, other.at, days=days)


def in_open_tickets(column: Looked, status: Looked) -> bool:
    """Whether a time stands in most of the tickets that are not solved."""
    known = vocabulary().states
    open_ones = [
        at is not None
        for at, state in zip(column.at, status.cells, strict=True)
        if state is not None and known.get(fold(state)) in ("open", "pending")
    ]
    return len(open_ones) >= _ROWS and sum(open_ones) > len(open_ones) / 2
