"""How far a load is, and the way to stop it: shared between the loading thread and a face."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


class LoadCancelledError(Exception):
    """The load was stopped; nothing of it stays."""


@dataclass(slots=True)
class Progress:
    """How far a load is; written by the loading thread, read by any.

    `rows` counts those of the files that are done, `reached` the lines of the present one out of
    `lines` (0 = not counted yet).
    """

    file: str = ""
    rows: int = 0
    reached: int = 0
    lines: int = 0
    bytes_total: int = 0
    bytes_done: int = 0
    _current: int = 0
    _started: float = field(default_factory=time.monotonic)
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _db: duckdb.DuckDBPyConnection | None = None

    def expect(self, paths: Iterable[Path]) -> None:
        """Say which files come."""
        self.bytes_total = sum(path.stat().st_size for path in paths if path.exists())

    def watch(self, db: duckdb.DuckDBPyConnection) -> None:
        """Say which database does the work: it tells how far a statement is, and can be interrupted."""
        self._db = db
        self.check()

    def begin(self, path: Path) -> None:
        """Say that a file begins; raise LoadCancelledError where the load was stopped."""
        self.check()
        self.file, self._current = path.name, path.stat().st_size if path.exists() else 0
        self.reached = self.lines = 0

    def expect_lines(self, lines: int) -> None:
        """Say how many lines the present file has."""
        self.lines = lines

    def reach(self, lines: int) -> None:
        """Say how many lines of the present file are read; raise LoadCancelledError where stopped."""
        self.reached = lines
        self.check()

    def end(self, rows: int) -> None:
        """Say that the file is read."""
        self.rows += rows
        self.bytes_done += self._current
        self._current = self.reached = self.lines = 0

    def check(self) -> None:
        """Raise LoadCancelledError where the load was stopped."""
        if self._cancelled.is_set():
            raise LoadCancelledError

    def cancel(self) -> None:
        """Stop the load at once, from any thread."""
        import duckdb

        self._cancelled.set()
        if self._db is not None:
            with contextlib.suppress(duckdb.ConnectionException):  # the load was over already
                self._db.interrupt()

    @property
    def rows_so_far(self) -> int:
        """How many rows are read, those of the present file as far as it is."""
        return self.rows + (self.reached or round(self._within() * self.lines))

    @property
    def share(self) -> float:
        """How much of the bytes is read, 0–1."""
        done = self.bytes_done + self._current * self._within()
        return done / self.bytes_total if self.bytes_total else 0.0

    @property
    def seconds(self) -> float:
        """How long the load takes so far."""
        return time.monotonic() - self._started

    def _within(self) -> float:
        """How much of the present file is read, 0–1."""
        import duckdb

        if not self._current:
            return 0.0
        if self.reached and self.lines:
            return min(self.reached / self.lines, 1.0)
        if self._db is None:
            return 0.0
        try:
            return min(max(self._db.query_progress(), 0.0) / 100, 1.0)
        except duckdb.Error:
            return 0.0
