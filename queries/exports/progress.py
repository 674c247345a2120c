"""How far a load is, and the way to stop it: shared between the loading thread and a face."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


class LoadCancelledError(Exception):
    """The load was stopped; nothing of it stays."""


@dataclass(slots=True)
class Progress:
    """How far a load is; written by the loading thread, read by any."""

    file: str = ""
    rows: int = 0
    bytes_total: int = 0
    bytes_done: int = 0
    _current: int = 0
    _started: float = field(default_factory=time.monotonic)
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _db: duckdb.DuckDBPyConnection | None = None

    def expect(self, paths: list[Path], db: duckdb.DuckDBPyConnection) -> None:
        """Say which files come, read with `db`."""
        self.bytes_total = sum(path.stat().st_size for path in paths if path.exists())
        self._db = db

    def begin(self, path: Path) -> None:
        """Say that a file begins; raise LoadCancelledError where the load was stopped."""
        self.check()
        self.file, self._current = path.name, path.stat().st_size if path.exists() else 0

    def end(self, rows: int) -> None:
        """Say that the file is read."""
        self.rows += rows
        self.bytes_done += self._current
        self._current = 0

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
    def share(self) -> float:
        """How much of the bytes is read, 0–1."""
        import duckdb

        within = 0.0
        if self._db is not None and self._current:
            try:
                within = max(0.0, self._db.query_progress()) / 100
            except duckdb.Error:
                within = 0.0
        done = self.bytes_done + self._current * min(within, 1.0)
        return done / self.bytes_total if self.bytes_total else 0.0

    @property
    def seconds(self) -> float:
        """How long the load takes so far."""
        return time.monotonic() - self._started
