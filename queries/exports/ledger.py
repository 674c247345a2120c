"""The ledger: what became of every line and row of every file."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic.dataclasses import dataclass as checked_dataclass

from queries.exports.part import Lines, MappedColumn
from queries.said import Said


@checked_dataclass(frozen=True, slots=True)
class Reject:
    """One thing that could not be used, or not as it stands.

    `severity` is 'row' (the row is out), 'value' (the value is) or 'kept' (read, but doubtful).
    """

    file: str
    line: int
    column: str | None
    value: str | None
    reason: Said
    severity: str


@dataclass(frozen=True, slots=True)
class FileLedger:
    """One file: rows = kept + superseded + excluded + rejected, always; `lines` is None for Parquet.

    `doubtful` values are kept and listed: times in an hour that the clocks skipped or showed twice.
    """

    file: str
    recognised_as: str
    table: str
    lines: Lines | None
    rows: int
    kept: int
    superseded: int
    excluded: int
    rejected: int
    values_rejected: int
    rows_with_rejected_values: int
    doubtful: int
    columns: tuple[MappedColumn, ...]
    unused: tuple[str, ...]
    notes: tuple[Said, ...]

    @property
    def balanced(self) -> bool:
        """Whether the rows and the lines add up."""
        rows = self.rows == self.kept + self.superseded + self.excluded + self.rejected
        return rows and self.kept >= 0 and (self.lines is None or self.lines.balanced)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every file, and the first of the rejects (`rejects_total` says how many there are).

    `warnings` say what was rejected above the limit of the settings, `errors` which files could not be
    used.
    """

    files: tuple[FileLedger, ...]
    rejects: tuple[Reject, ...]
    rejects_total: int
    notes: tuple[Said, ...]
    warnings: tuple[Said, ...] = ()
    errors: tuple[Said, ...] = ()

    def first_of_each_kind(self, most: int) -> list[Reject]:
        """Return, of the rejects that say the same of the same words of a file, the first."""
        found: dict[tuple[object, ...], Reject] = {}
        for reject in self.rejects:
            found.setdefault((reject.file, reject.column, reject.value, reject.reason), reject)
        return list(found.values())[:most]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(file.rows for file in self.files)

    @property
    def rejected(self) -> int:
        """How many rows could not be used."""
        return sum(file.rejected for file in self.files)

    @property
    def values_rejected(self) -> int:
        """How many values of other rows could not be used."""
        return sum(file.values_rejected for file in self.files)
