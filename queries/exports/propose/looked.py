"""An unknown table, looked at: what every column is called and what its values can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from queries.config.mapping import normal
from queries.exports.propose.amounts import (
    Durations,
    Numbers,
    read_durations,
    read_numbers,
)
from queries.exports.propose.names import Name, names_of
from queries.exports.propose.proposal import Order
from queries.exports.propose.table import Cells, Table
from queries.exports.propose.times import Times, clock_times, in_order, read_times
from queries.exports.propose.vocabulary import fold

_FULL = 0.9  # of the rows: a column that says something nearly everywhere


@dataclass(frozen=True)
class Looked:
    """One column: its words over the rows that were looked at, and what they can be read as.

    `silent` are words in it that say nothing, though reading would not know.
    """

    place: int
    header: str
    name: Name
    cells: Cells
    words: Mapping[str, int]
    times: Times | None
    clocks: Mapping[str, float] | None
    numbers: Numbers | None
    durations: Durations | None
    silent: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> int:
        """In how many rows it says something."""
        return sum(self.words.values())

    @cached_property
    def share_filled(self) -> float:
        """In which share of the rows it says something."""
        return self.filled / max(len(self.cells), 1)

    @property
    def full(self) -> bool:
        """Whether it says something in nearly every row."""
        return self.share_filled > _FULL

    @cached_property
    def different(self) -> float:
        """Which share of its words stand once."""
        return len(self.words) / max(self.filled, 1)

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """Three different words as they stand, the first ones."""
        return tuple(dict.fromkeys(cell for cell in self.cells if cell is not None))[:3]

    @cached_property
    def folded(self) -> Counter[str]:
        """Its words as they are compared, with how often they stand."""
        counts: Counter[str] = Counter()
        for word, n in self.words.items():
            counts[fold(word)] += n
        return counts

    @cached_property
    def at(self) -> tuple[float | None, ...]:
        """Its times row by row."""
        read = self.times.at if self.times else {}
        return tuple(read.get(cell) if cell is not None else None for cell in self.cells)

    def of(self, words: Mapping[str, int]) -> Looked:
        """Return the column as if it held these words."""
        return _look(self.place, self.header, self.name, tuple(words), words)

    def share(self, words: frozenset[str]) -> float:
        """Return which share of what it says is among `words`."""
        return sum(n for word, n in self.folded.items() if word in words) / max(self.filled, 1)


def look_at(table: Table) -> tuple[Looked, ...]:
    """Look at every column of a table that has a name of its own, so that settings can name it.

    Dates that leave day and month open take the order of the others.
    """
    header = table.source.header
    called = Counter(map(normal, header))
    names = names_of(header)
    columns = tuple(
        replace(_look(place, header[place], names[place], cells), silent=table.silent[place])
        for place, cells in enumerate(table.columns)
        if called[normal(header[place])] == 1 and normal(header[place])
    )
    return _in_one_order(table, columns)


def _look(
    place: int, header: str, name: Name, cells: Cells, counts: Mapping[str, int] | None = None
) -> Looked:
    if counts is None:
        counts = Counter(cell for cell in cells if cell is not None)
    words = list(counts)
    times = read_times(words, named=name.of_time, weights=counts) if words else None
    durations = read_durations(words) if words and times is None else None
    numbers = read_numbers(words) if words and durations is None else None
    clocks = clock_times(words) if words and times is None else None
    return Looked(place, header, name, cells, counts, times, clocks, numbers, durations)


def _in_one_order(table: Table, columns: tuple[Looked, ...]) -> tuple[Looked, ...]:
    """Settle the order of dates whose sample leaves it open: by the whole column, else by the others."""
    settled = [_by_whole_column(table, column) for column in columns]
    proven = {c.times.order for c in settled if c.times} & {"day-first", "month-first"}
    if len(proven) != 1:
        return tuple(settled)
    [order] = proven
    return tuple(
        _as_the_others(column, "month-first" if order == "month-first" else "day-first")
        if column.times and column.times.order == "ambiguous"
        else column
        for column in settled
    )


def _as_the_others(column: Looked, order: Order) -> Looked:
    """Return a column read in the order that others prove; it has to be said, as its own dates prove none."""
    settled = _in_order(column, order)
    return replace(settled, times=replace(settled.times, dates=order) if settled.times else None)


def _by_whole_column(table: Table, column: Looked) -> Looked:
    if column.times is None or column.times.order != "ambiguous":
        return column
    first, second = table.highest_parts(column.place)
    if first > 12 >= second:
        return _in_order(column, "day-first")
    return _in_order(column, "month-first") if second > 12 >= first else column


def _in_order(column: Looked, order: Order) -> Looked:
    if column.times is None:
        return column
    read = in_order(list(column.words), order)
    return replace(column, times=replace(column.times, at=read, order=order))
