"""The log of answers: a file that is only ever added to, one line an answer, shared by every lead of a team.

Whoever writes holds a lock, reads first what the others wrote, and makes sure the line is on the disk
before the answer is confirmed. A write that fails is taken back whole; a line that a crash tore costs only
itself, because the next one begins on a line of its own. For local disks: network file systems keep no
such promises.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from queries.answers.entry import Entry, parse_entry
from queries.said import Said, SaidError, of_system, said

_PATIENCE = 2.0  # seconds for a lock that another process holds
_PAUSE = 0.005
_GROUP = 0o660
_PRIVATE = 0o600

Signature = tuple[int, int, int]
Standing = Callable[[tuple[Entry, ...]], object]  # what has to be as it was shown


class LogError(SaidError, OSError):
    """What is named as the log is none."""


class LockedError(SaidError, TimeoutError):
    """Another process writes, and that does not end."""


class ChangedError(Exception):
    """Another lead answered since: nothing was written."""


class Log(Protocol):
    """Where answers are kept."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every answer that was read, in the order given."""
        ...

    @property
    def path(self) -> Path | None:
        """Return the file; None: they are kept for the sitting only."""
        ...

    @property
    def damaged(self) -> int:
        """Return how many lines say no answer."""
        ...

    @property
    def trouble(self) -> Said | None:
        """Return why nothing can be read or written; None where it can."""
        ...

    def look(self) -> bool:
        """Read what was added since; say whether anything changed."""
        ...

    def append(self, entry: Entry, standing: Standing) -> None:
        """Keep an answer; raise ChangedError where `standing` is not what it was, OSError where it fails."""
        ...


class SittingLog:
    """Answers that last as long as the sitting: no file is named."""

    path = None
    damaged = 0
    trouble: Said | None = None

    def __init__(self) -> None:
        """Begin with none."""
        self.entries: tuple[Entry, ...] = ()

    def look(self) -> bool:
        """Nobody else adds to it."""
        return False

    def append(self, entry: Entry, standing: Standing) -> None:
        """Keep an answer."""
        self.entries = (*self.entries, entry)


class FileLog:
    """The log in a file."""

    def __init__(self, path: Path) -> None:
        """Read what is there; where that cannot be, `trouble` says why."""
        self.path = path
        self.entries: tuple[Entry, ...] = ()
        self.damaged = 0
        self.trouble: Said | None = None
        self._seen: Signature | None = None
        self._read_to = 0
        self._last = b""  # the last line that was read: is it the same file still?
        self._torn = False
        self.look()

    def look(self) -> bool:
        """Read what was added since; say whether anything changed."""
        before = (self.entries, self.damaged, self.trouble)
        try:
            found = self._signature()
            if found == self._seen and not self.trouble:
                return False
            if found is None:
                self._forget()
            else:
                self._read()
            self._seen = found
            self.trouble = None if self._may_write() else said("may_not_be_written")
        except OSError as error:
            self.trouble = of_system(error)
        return before != (self.entries, self.damaged, self.trouble)

    def append(self, entry: Entry, standing: Standing) -> None:
        """Keep an answer on the disk.

        Raises ChangedError where `standing` of what is in the file is not what it was of what was read
        before: then nothing is written. Raises OSError where it cannot be written: the file is as it was.
        """
        shown = standing(self.entries)
        with self._locked() as file:
            self.look()
            if standing(self.entries) != shown:
                raise ChangedError
            self._write(file, entry.line())
        self.look()

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def _signature(self) -> Signature | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _may_write(self) -> bool:
        if self.path.exists():
            return os.access(self.path, os.R_OK | os.W_OK)
        return os.access(self.path.parent, os.W_OK | os.X_OK)

    def _forget(self) -> None:
        self.entries, self.damaged, self._read_to, self._last = (), 0, 0, b""
        self._torn = False

    def _read(self) -> None:
        """Read the lines that were not read before; all of them where the file is another one."""
        with self.path.open("rb") as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise LogError(said("is_no_file"))
            file.seek(self._read_to - len(self._last))
            if file.read(len(self._last)) != self._last:
                self._forget()
                file.seek(0)
            added = file.read()
        *lines, rest = added.split(b"\n")
        found = [parse_entry(line) for line in lines if line.strip()]
        self.entries += tuple(entry for entry in found if entry is not None)
        # A line without an end was torn by a crash, or is about to be whole: it is looked at again.
        self.damaged += sum(entry is None for entry in found) + bool(rest) - self._torn
        self._torn = bool(rest)
        self._read_to += len(added) - len(rest)
        if lines:
            self._last = lines[-1] + b"\n"

    # ── writing ─────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Open the file for adding, alone; make it where there is none."""
        end = time.monotonic() + _PATIENCE
        while True:
            file = self._opened()
            try:
                self._lock(file, end)
                if (
                    os.fstat(file).st_ino == self.path.stat().st_ino
                ):  # nobody put another in its place
                    yield file
                    return
            finally:
                os.close(file)

    def _opened(self) -> int:
        how = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
        try:
            return os.open(self.path, how)
        except FileNotFoundError:
            shared = self.path.parent.stat().st_mode & stat.S_ISGID
            mode = _GROUP if shared else _PRIVATE
            try:
                file = os.open(self.path, how | os.O_CREAT | os.O_EXCL, mode)
            except FileExistsError:
                return os.open(self.path, how)
            if shared:
                os.fchmod(file, mode)  # the next lead writes too, whatever this one's umask is
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
            return file

    @staticmethod
    def _lock(file: int, end: float) -> None:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise LockedError(said("log_locked")) from None
                time.sleep(_PAUSE)
            else:
                return

    @staticmethod
    def _write(file: int, line: bytes) -> None:
        """Add a line and see it to the disk; where that fails, leave the file as it was."""
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != b"\n":
            line = b"\n" + line  # what a crash tore stays a line of its own
        left = line
        try:
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)
            raise
