"""What is known of one export once it is read: all that the account and later loads need of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from queries.config.mapping import Column
from queries.said import Said

Basis = Literal["calendar", "business"]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One field of the canonical table and where it came from.

    `source` is the column, '' where it is read from none: `read_as` then says what it is.
    """

    field: str
    source: str
    read_as: Said | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The physical lines of a text file: total = header + blank + used + rejected, always.

    `header` counts the lines before it and a footer's too; `used` the line breaks inside quotes too.
    """

    total: int
    header: int
    blank: int
    used: int
    rejected: int

    @property
    def balanced(self) -> bool:
        """Whether the lines add up."""
        return self.total == self.header + self.blank + self.used + self.rejected


@dataclass(frozen=True, slots=True)
class Exports:
    """What the columns of a file say about all of its rows.

    Whether first responses and resolutions are in it, in calendar or in business time, and whether its
    ratings are only good or bad.
    """

    first_response: bool
    first_response_basis: Basis
    resolution: bool
    resolution_basis: Basis
    two_valued: bool


def what_it_exports(columns: Mapping[str, Column]) -> Exports:
    """Return what a mapping says about every row."""
    rating = columns.get("csat", columns.get("score"))
    first_response, resolution = columns.get("first_response"), columns.get("resolution")
    return Exports(
        first_response="first_response_at" in columns or first_response is not None,
        first_response_basis=first_response.basis if first_response else "calendar",
        resolution="resolved_at" in columns or resolution is not None,
        resolution_basis=resolution.basis if resolution else "calendar",
        two_valued=bool(rating and rating.two_valued),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One export as it was read: its rows lie in a Parquet file of their own.

    `number` tells its rows from those of every other part. `source` is the system whose ids stand in it,
    '' where any ticket of that id may be meant; `entry` names the entry of the settings that it was read by.
    `rows` = good + `excluded` + `rejected`; `repeated` rows share their ticket's id with another row of the
    part. `first_id` and `last_id` bound
    the ids, `first` and `last` the instants (naive UTC); `agents` and `assignees` count names,
    `channels` are the exported ones. `lists_unanswered`: surveys that nobody answered stand in it too.
    `read_on` is the day (UTC) on which it was read. `states_known`: it says of some tickets whether they
    are solved.
    `lines` is None for Parquet. `unconfirmed`: what is graded was not read, until the settings name its preset.
    """

    number: int
    origin: str
    source: str
    entry: str
    recognised_as: str
    table: str
    columns: tuple[MappedColumn, ...]
    exports: Exports
    unused: tuple[str, ...]
    notes: tuple[Said, ...]
    lines: Lines | None
    first_line: int
    rows: int
    excluded: int
    rejected: int
    values_rejected: int
    rows_with_rejected_values: int
    rejects: int
    ratings: int
    lists_unanswered: bool
    states_known: bool
    repeated: int
    first_id: str | None
    last_id: str | None
    first: dt.datetime | None
    last: dt.datetime | None
    read_on: dt.date
    agents: dict[str, int]
    assignees: dict[str, int]
    channels: tuple[str, ...]
    unconfirmed: bool = False

    def has(self, field: str) -> bool:
        """Whether a column is mapped to `field`."""
        return any(column.field == field for column in self.columns)


_PARTS = TypeAdapter(tuple[Part, ...])


def write_parts(parts: tuple[Part, ...], path: Path) -> None:
    """Write what is known of the parts as JSON."""
    path.write_bytes(_PARTS.dump_json(parts))


def read_parts(path: Path) -> tuple[Part, ...]:
    """Read what `write_parts` wrote; raise ValueError where it is none."""
    return _PARTS.validate_json(path.read_bytes())
