"""One way to fill a field: a column, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as default
from itertools import islice
from typing import Any

from queries.config.mapping import Column
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import DoubtCode, Reason
from queries.exports.propose.times import Times

SURE = 0.8  # below it, a column is doubted
LEAST = 0.45  # below it, none is proposed
RANKED = 0.001  # what a place further back in the vocabulary costs


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field, the columns that would fill it (the first is its own), and how sure that is.

    `options` are those of the settings' column. `doubts` are codes that the values raised.
    """

    field: str
    columns: tuple[Looked, ...]
    score: float
    reasons: tuple[Reason, ...]
    options: dict[str, Any] = default(default_factory=dict)
    doubts: tuple[DoubtCode, ...] = ()

    @property
    def place(self) -> int:
        """The place of its own column."""
        return self.columns[0].place

    @property
    def samples(self) -> tuple[str, ...]:
        """Three values as they stand; of several columns together, joined row by row."""
        rows = dict.fromkeys(zip(*(column.cells for column in self.columns), strict=True))
        whole = (" ".join(filter(None, row)) for row in rows if None not in row)
        return tuple(islice(whole, 3))

    def column(self) -> Column:
        """Return the column as the settings say it."""
        if {"date", "columns"} & self.options.keys():
            return Column(**self.options)
        empty = (*self.options.get("empty", ()), *self.columns[0].silent)
        return Column(column=(self.columns[0].header,), **{**self.options, "empty": empty})


def named(column: Looked, phrases: str) -> tuple[float, Reason | None]:
    """Return how much a column's name is like a field's phrases, and that as a reason; 0 for not at all."""
    score = column.name.like(phrases)
    found = column.name.fields.get(phrases)
    if not score or found is None or found.phrase is None:
        return 0.0, None
    score -= RANKED * min(found.phrase.rank, 40)
    return score, Reason("name", {"phrase": found.phrase.text, "language": found.phrase.language})


def time_options(times: Times, column: Looked) -> dict[str, Any]:
    """Return what the settings must say of a column of times."""
    options: dict[str, Any] = {}
    if times.format:
        options["format"] = times.format
        if "0" in column.words and times.format.startswith("epoch"):
            options["empty"] = ("0",)
    elif times.dates:
        options["dates"] = times.dates
    return options


def precedes(
    one: Iterable[float | None], other: Iterable[float | None], *, days: bool
) -> tuple[int, int, int]:
    """Return in how many rows one time is earlier than the other, at the same, and later."""
    before = same = after = 0
    for a, b in both(one, other):
        first, second = (a // 86400, b // 86400) if days else (a, b)
        before += first < second
        same += first == second
        after += first > second
    return before, same, after


def both(
    one: Iterable[float | None], other: Iterable[float | None]
) -> Iterator[tuple[float, float]]:
    """Yield the rows in which both are there."""
    for a, b in zip(one, other, strict=True):
        if a is not None and b is not None:
            yield a, b
