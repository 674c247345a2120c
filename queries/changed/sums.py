"""The grouped sums of one look at the cases: what each part counts for, and by how much chance moves that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from queries.engine.port import Row

Reference = Literal[0, 1]  # whose shares promise: those of the period before, or of this one


@dataclass(frozen=True, slots=True)
class Cell:
    """Some cases of one period: how many, how many good, what they count for (r), its variance (v), and the
    sum of their channel's own share (x)."""

    n: int = 0
    good: int = 0
    r: float = 0.0
    v: float = 0.0
    x: float = 0.0

    @property
    def promised(self) -> float:
        """How many were promised to be good."""
        return self.good - self.r


NONE = Cell()
Cells = Mapping[tuple[int, Hashable], Cell]  # by period and by name, day, hour of the week …


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are looked at, counted from `origin`: the period before is [before, before_past), this one
    [now, past), what is earlier is noise alone."""

    origin: dt.date
    before: int
    before_past: int
    now: int
    past: int

    def date(self, day: int) -> dt.date:
        """Return the date of a day."""
        return self.origin + dt.timedelta(days=day)

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, 0 for Monday."""
        return (self.origin.weekday() + day) % 7


@dataclass(frozen=True, slots=True)
class Sums:
    """Cells by (period, key) for each grouping; `n` are the cases of the period before and of this one."""

    reference: Reference
    cells: Mapping[str, Cells]

    def at(self, grouping: str, period: int, key: Hashable) -> Cell:
        """Return one cell."""
        return self.cells.get(grouping, {}).get((period, key), NONE)

    def whole(self, period: int) -> Cell:
        """Return all cases of a period."""
        return self.at("all", period, None)

    def names(self, grouping: str) -> list[str | None]:
        """Return the names of a grouping in the two periods, in order; None is of cases that have none."""
        found = {
            key
            for period, key in self.cells.get(grouping, {})
            if period >= 0 and (key is None or isinstance(key, str))
        }
        return sorted(found, key=lambda name: name or "")

    def hours(self) -> list[tuple[int, int]]:
        """Return the hours of the week, (weekday, hour), in which the two periods have cases."""
        found = {key for period, key in self.cells.get("hour", {}) if period >= 0}
        return sorted(key for key in found if isinstance(key, tuple))

    @property
    def n(self) -> tuple[int, int]:
        """How many cases the period before and this one have."""
        return self.whole(0).n, self.whole(1).n

    @property
    def shares(self) -> tuple[float, float]:
        """The share of good ones before and now."""
        before, now = self.whole(0), self.whole(1)
        return before.good / before.n, now.good / now.n

    @property
    def mix(self) -> float:
        """What is left of the change with the promises kept: another mix of channels and hours came in."""
        before, now = self.whole(0), self.whole(1)
        return now.promised / now.n - before.promised / before.n

    @property
    def mix_of_channels(self) -> float:
        """The part of the mix that the channels alone make."""
        before, now = self.whole(0), self.whole(1)
        return now.x / now.n - before.x / before.n

    def counts(self, now: Cell, before: Cell) -> float:
        """Return what a part counts for: disjoint parts add up."""
        n_before, n_now = self.n
        return now.r / n_now - before.r / n_before

    def variance(self, now: Cell, before: Cell) -> float:
        """Return the variance of that by chance alone."""
        n_before, n_now = self.n
        return now.v / n_now**2 + before.v / n_before**2

    def days(self) -> Iterator[tuple[int, Cell]]:
        """Yield each day with its cases, whatever period it is of."""
        for (_, key), cell in self.cells.get("day", {}).items():
            if isinstance(key, int):
                yield key, cell


def read_sums(rows: Iterable[Row]) -> tuple[Sums, Sums]:
    """Return the rows of changed_sums.sql against the period before, and against this one."""
    found: tuple[dict[str, dict[tuple[int, Hashable], Cell]], ...] = ({}, {})
    for row in rows:
        place = (row["p"], _key(row))
        for cells, side in zip(found, "01", strict=True):
            if row[f"r_{side}"] is not None:
                cells.setdefault(row["grouping"], {})[place] = Cell(
                    row["n"], int(row["good"]), row[f"r_{side}"], row[f"v_{side}"], row[f"x_{side}"]
                )
    return Sums(0, found[0]), Sums(1, found[1])


def _key(row: Row) -> Hashable:
    match row["grouping"]:
        case "day":
            return int(row["day"])
        case "hour":
            return row["weekday"], row["hour"]
        case "agent_day":
            return row["name"], row["day"]
        case "taken":
            return int(row["taken"])
        case "all":
            return None
    name: str | None = row["name"]
    return name
