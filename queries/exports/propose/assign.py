"""Candidates → one column a field and one field a column, the surest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from queries.exports.propose.candidate import LEAST, Candidate
from queries.exports.propose.proposal import DoubtCode

# What a column of such values is never read as, whatever its name; a person may say otherwise.
LEFT_OUT: frozenset[DoubtCode] = frozenset({"due_time", "time_left", "business_clock"})
_NEAR = 0.12


@dataclass(slots=True)
class Assigned:
    """Which candidate fills each field, which comes near it, and which were left out for their values."""

    chosen: dict[str, Candidate] = field(default_factory=dict)
    near: dict[str, Candidate] = field(default_factory=dict)
    left_out: list[Candidate] = field(default_factory=list)


def assign(candidates: Iterable[Candidate]) -> Assigned:
    """Give each field the surest column that no surer field takes."""
    assigned, taken = Assigned(), set[int]()
    for candidate in sorted(candidates, key=lambda c: -c.score):
        places = {column.place for column in candidate.columns}
        if candidate.score < LEAST or places & taken:
            continue
        if LEFT_OUT & set(candidate.doubts):
            assigned.left_out.append(candidate)
            continue
        first = assigned.chosen.get(candidate.field)
        if first is None:
            assigned.chosen[candidate.field] = candidate
            taken |= places
        elif first.score - candidate.score <= _NEAR:
            assigned.near.setdefault(candidate.field, candidate)
    assigned.near = {
        name: candidate for name, candidate in assigned.near.items() if candidate.place not in taken
    }
    assigned.left_out = [c for c in assigned.left_out if c.place not in taken]
    return assigned
