"""A part of the tables, and where what was made of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from queries.exports.part import Part


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and where it lies; `name` tells its file from the others, `modified_ns` is its file's age."""

    part: Part
    rows: Path
    name: str
    modified_ns: int

    @property
    def cases(self) -> Path:
        """Where the narrow cases of tickets lie."""
        return self.rows.with_suffix(".cases.parquet")

    @property
    def codes(self) -> Path:
        """Where what the codes of its cases stand for lies."""
        return self.rows.with_suffix(".codes.parquet")

    @property
    def ratings(self) -> Path:
        """Where the ratings inside a ticket export lie."""
        return self.rows.with_suffix(".ratings.parquet")

    @property
    def rejects(self) -> Path:
        """Where the rejects lie."""
        return self.rows.with_suffix(".rejects.parquet")
