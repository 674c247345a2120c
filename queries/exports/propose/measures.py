"""Which columns are durations, ratings and counts, told by their names, their values, and pairs of times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.exports.propose.amounts import SECONDS
from queries.exports.propose.candidate import Candidate, named
from queries.exports.propose.header_words import stands_in
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import DoubtCode, Reason
from queries.exports.propose.vocabulary import fold, vocabulary

_ROWS = 5  # with a duration and both times that prove something
_ROWS_WITHOUT = 10  # rows in which a duration differs from its times
_PROVEN, _CLOSE, _SLACK = 0.9, 0.02, 61.0
_TIME_LEFT, _ZEROS = 0.02, 0.2
_UNITS = ("seconds", "minutes", "hours", "days")
_RATINGS_AT_MOST = 12
_COUNTS = ("agent_replies", "customer_replies", "reopens", "transfers")


def durations(
    columns: Sequence[Looked], created: Candidate | None, ends: Mapping[str, Sequence[Looked]]
) -> Iterator[Candidate]:
    """Yield the columns that say how long an answer or a solving took.

    `ends` are the columns that may say when it came, by field: a duration that equals their distance from the
    creation is proven, in unit and meaning, and needs no name.
    """
    for column in columns:
        read = _amounts(column)
        if read is None or column.name.never or column.times or _is_yes_or_no(column):
            continue
        proof = _proof(column, read, created, ends) if created else None
        for field, times in ends.items():
            score, name = named(column, field)
            proven = proof is not None and proof[0] == field
            if (name is None and not proven) or (proof is not None and not proven):
                continue
            unit = _unit(column, proof if proven else None)
            reasons = [name] if name else []
            if proven and proof:
                score = max(score, 0.5) + 0.4
                reasons.append(Reason("proven", {"unit": unit or "", "column": proof[2]}))
            score += 0.1 if unit or column.durations else -0.1
            score -= 0.25 if column.name.words.business else 0.0
            score += 0.1 if "full" in column.name.words.tokens else 0.0
            options, doubts = _options(column, unit, times)
            if unit and not proof and _could_be_proven(column, created, times):
                doubts.append("business_clock")
            yield Candidate(field, (column,), score, tuple(reasons), options, tuple(doubts))


def _is_yes_or_no(column: Looked) -> bool:
    return len(column.words) <= 2 and column.share(vocabulary().yes_no) == 1


def _amounts(column: Looked) -> Mapping[str, float] | None:
    if column.durations:
        return column.durations.of
    return column.numbers.of if column.numbers else None


def _unit(column: Looked, proof: tuple[str, str, str] | None) -> str | None:
    """Return the unit of a column's numbers: proven, else as its name says."""
    if column.durations:
        return column.durations.unit
    return proof[1] if proof else column.name.words.unit


def _proof(
    column: Looked,
    read: Mapping[str, float],
    created: Candidate | None,
    ends: Mapping[str, Sequence[Looked]],
) -> tuple[str, str, str] | None:
    """Return the field, the unit and the end column whose distance from the creation a column equals."""
    if created is None or len(created.columns) > 1:
        return None
    start = created.columns[0]
    units = ("seconds",) if column.durations else _UNITS
    for field, times in ends.items():
        for end in times:
            rows = [
                (read[cell], b - a)
                for cell, a, b in zip(column.cells, start.at, end.at, strict=True)
                if cell is not None and cell in read and a is not None and b is not None
            ]
            for unit in units if len(rows) >= _ROWS else ():
                size = SECONDS[unit]
                exact = sum(
                    abs(n * size - took) <= max(_SLACK, _CLOSE * took, size / 2) for n, took in rows
                )
                apart = sum(took > _SLACK for _, took in rows)
                if exact >= _PROVEN * len(rows) and apart > len(rows) / 2:
                    return field, unit, end.header
    return None


def _could_be_proven(column: Looked, created: Candidate | None, ends: Sequence[Looked]) -> bool:
    """Whether both times stand beside a duration that says calendar time, and differ by another one."""
    if created is None or len(created.columns) > 1 or column.name.words.business:
        return False
    start = created.columns[0]
    rows = [
        sum(None not in cells for cells in zip(column.cells, start.at, end.at, strict=True))
        for end in ends
    ]
    return max(rows, default=0) >= _ROWS_WITHOUT


def _options(
    column: Looked, unit: str | None, ends: Sequence[Looked]
) -> tuple[dict[str, Any], list[DoubtCode]]:
    """Return what the settings must say of a duration, and what is doubtful in it."""
    read = _amounts(column) or {}
    options: dict[str, Any] = {"unit": unit or "seconds"}
    doubts: list[DoubtCode] = [] if unit else ["unit"]
    if column.numbers and column.numbers.decimal:
        options["decimal"] = column.numbers.decimal
    if column.numbers and column.numbers.thousands:
        options["thousands"] = column.numbers.thousands
    if column.name.words.business:
        options["basis"] = "business"
    if sum(column.words[word] for word, n in read.items() if n < 0) > _TIME_LEFT * column.filled:
        doubts.append("time_left")
    zeros = [word for word, n in read.items() if n == 0]
    if sum(column.words[word] for word in zeros) > _ZEROS * column.filled:
        options["empty"] = tuple(sorted(zeros))
        if not any(_silent_at(column, zeros, end) for end in ends):
            doubts.append("zero_is_none")
    return options, doubts


def _silent_at(column: Looked, zeros: Sequence[str], end: Looked) -> bool:
    """Whether a column of times says nothing exactly where a duration is zero."""
    rows = [(cell in zeros, at) for cell, at in zip(column.cells, end.cells, strict=True) if cell]
    return all((at is None) for zero, at in rows if zero) and any(
        at for zero, at in rows if not zero
    )


def counts(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that count what happened to a ticket."""
    for column in columns:
        for field in _COUNTS:
            score, name = named(column, field)
            if name is None:
                continue
            numbers = column.numbers
            if numbers and numbers.whole and min(numbers.of.values()) >= 0:
                yield Candidate(field, (column,), score + 0.2, (name,))
            elif column.words and column.share(vocabulary().yes_no) == 1 and field == "reopens":
                meant = {word: str(int(yes)) for word, yes in yes_or_no(column).items()}
                yield Candidate(field, (column,), score + 0.1, (name,), {"values": meant})


def yes_or_no(column: Looked) -> dict[str, bool]:
    """Return what each word of a column of yes and no means."""
    return {word: fold(word) in vocabulary().yes for word in column.words}


def abandoned(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that say who gave up: yes and no, or one of few words for it.

    Where nothing speaks of calls, "answered" says whose turn it is: nobody gave up by that.
    """
    calls = any(stands_in(column.name.words, vocabulary().calls) for column in columns)
    for column in columns:
        score, name = named(column, "abandoned")
        if len(column.words) > _RATINGS_AT_MOST or not column.words:
            continue
        if name and len(column.words) <= 2 and column.share(vocabulary().yes_no) == 1:
            answered = bool(vocabulary().answered & set(column.name.words.tokens))
            if answered and not calls:
                continue
            when = tuple(sorted(word for word, yes in yes_or_no(column).items() if yes != answered))
            score += 0.2 if calls else -0.3
            if when:
                yield Candidate("abandoned", (column,), score, (name,), {"when": when})
            continue
        given_up = [word for word in column.words if fold(word) in vocabulary().given_up]
        if given_up and len(column.words) > 1:
            options = {"when": tuple(sorted(given_up))}
            reasons = (Reason("hang_up_word", {"word": given_up[0]}),)
            yield Candidate("abandoned", (column,), 0.5, reasons, options, ("by_values",))
