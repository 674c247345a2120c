"""Which column, or which two together, names what a row is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from queries.exports.propose.candidate import LEAST, Candidate, named
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Reason
from queries.exports.propose.table import Table

ALL, NEARLY, SOME = 0.995, 0.9, 0.3  # shares of rows with an id of their own
_UNIQUE = 0.9999
_BY_VALUES = 0.47
_COUNTED = 6  # columns whose different words are counted over the whole file
_WORDS = 2.5
_OF_OTHERS = 0.25


def identifiers(table: Table, columns: Sequence[Looked], *, repeating: bool) -> list[Candidate]:
    """Return the columns that may name the ticket, the likeliest first.

    `repeating`: each row is a part of a ticket, whose id then stands in several. Without a name, a column
    at the beginning whose every word is another.
    """
    likely = sorted(
        ((score, name, c) for c in columns if _may_be_id(c) for score, name in [_named(c)] if name),
        key=lambda found: -found[0],
    )[:_COUNTED]
    found = [
        _scored(table, column, score, [name], repeating) for score, name, column in likely if name
    ]
    found = [candidate for candidate in found if candidate.score >= LEAST]
    if not found:
        found = [
            Candidate(
                "ticket_id", (c,), _BY_VALUES, (Reason("every_one_different"),), {}, ("by_values",)
            )
            for c in columns[:3]
            if _may_be_id(c)
            and c.full
            and _named(c)[1] is None
            and not _is_other(c)
            and c.different > ALL
            and _different(table, c) > ALL
        ][:1]
    return sorted(found, key=lambda candidate: -candidate.score)


def share_of(candidate: Candidate) -> float:
    """Return which share of the rows has an id of its own."""
    shares = [r.arguments["share"] for r in candidate.reasons if r.code == "different"]
    return float(shares[0]) if shares and isinstance(shares[0], float) else 1.0


def with_partner(table: Table, key: Candidate, columns: Sequence[Looked]) -> Candidate | None:
    """Return an id that repeats together with the column beside it that makes each row's key another."""
    own = key.columns[0]
    for column in columns:
        beside = abs(column.place - own.place) == 1 or column.place == 0
        if column is own or not beside or not column.full or column.times or column.clocks:
            continue
        if _is_other(column) or column.numbers:
            continue
        rows, keys = table.different(own.place, column.place)
        if rows >= _UNIQUE * table.rows and keys >= _UNIQUE * rows:
            pair = sorted((own, column), key=lambda c: c.place)
            reason = Reason("different_together", {"column": column.header})
            return replace(
                key,
                columns=(own, column),
                score=key.score + 0.3,
                reasons=(*key.reasons, reason),
                options={"columns": tuple(c.header for c in pair)},
                doubts=(*key.doubts, "key_of_two"),
            )
    return None


def _named(column: Looked) -> tuple[float, Reason | None]:
    score, name = named(column, "ticket_id")
    if column.name.of_others and name and str(name.arguments["phrase"]) != column.name.words.text:
        score *= _OF_OTHERS
    return score, name


def _scored(
    table: Table, column: Looked, score: float, reasons: list[Reason], repeating: bool
) -> Candidate:
    share = _different(table, column)
    if repeating:
        score += 0.5 if share < NEARLY else -0.5
    elif share > ALL:
        score += 0.5
    elif share > NEARLY:
        score += 0.3
    else:
        score += 0.05 if share > SOME else -0.3
    words = column.words
    score += 0.1 if all(w.isdigit() for w in words) else 0.0
    score += 0.1 if len({(len(w), w[:1].isalpha()) for w in list(words)[:200]}) <= 3 else 0.0
    score += 0.05 if column.place < 2 else 0.0
    reasons.append(Reason("different", {"share": share}))
    return Candidate("ticket_id", (column,), score, tuple(reasons))


def _different(table: Table, column: Looked) -> float:
    rows, keys = table.different(column.place)
    return keys / max(rows, 1)


def _may_be_id(column: Looked) -> bool:
    if not column.words or column.clocks or (column.numbers and not column.numbers.whole):
        return False
    if column.times and column.times.form != "formatted":
        return False
    words = list(column.words)[:200]
    return sum(len(word.split()) for word in words) <= _WORDS * len(words)


def _is_other(column: Looked) -> bool:
    """Whether a column's name says that it is something else."""
    others = [f.score for name, f in column.name.fields.items() if name != "ticket_id"]
    return max([*others, column.name.decoy], default=0.0) >= 0.6 or column.name.of_others
