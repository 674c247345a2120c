"""The ledger: what became of every row of every file."""

from __future__ import annotations

from dataclasses import dataclass

from queries.config.mapping import Table


@dataclass(frozen=True, slots=True)
class Reject:
    """One thing that could not be used; `severity` is 'row' (the row is out) or 'value'."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    severity: str


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One field of the canonical table and where it came from."""

    field: str
    source: str
    read_as: str


@dataclass(frozen=True, slots=True)
class FileLedger:
    """One file: rows = kept + superseded + excluded + rejected, always."""

    file: str
    recognised_as: str
    table: Table
    rows: int
    kept: int
    superseded: int
    excluded: int
    rejected: int
    values_rejected: int
    columns: tuple[MappedColumn, ...]
    unused: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Whether the rows add up."""
        return self.rows == self.kept + self.superseded + self.excluded + self.rejected


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every file, the first of the rejects (`rejects_total` says how many there are), and the files
    that could not be used, a sentence each."""

    files: tuple[FileLedger, ...]
    rejects: tuple[Reject, ...]
    rejects_total: int
    notes: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(file.rows for file in self.files)

    @property
    def rejected(self) -> int:
        """How many rows could not be used."""
        return sum(file.rejected for file in self.files)
