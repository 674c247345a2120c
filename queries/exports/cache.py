"""What was read once, kept between two starts: folders of Parquet, written whole or not at all.

Several processes share a cache, of one lead or of several. Every folder holds a file `lock`, on which its
users hold a shared lock for as long as they need it; who can lock it alone may remove it. Folders are
made under `staging/`, which only their maker sees, and renamed into `entries/`. What a killed process
left under `staging/` is therefore unlocked, and swept away at the next start.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from queries.config.schema import CacheSettings
from queries.exports.errors import ExportError
from queries.said import Said, SaidError, of_system, said

DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LOCK = "lock"
_STAGED: set[Path] = set()  # by this process, and not committed yet
_SIZES = "sizes.json"  # written last: what every other file of an entry must measure


@dataclass(slots=True)
class Cleared:
    """What was removed, and what could not be since somebody uses it."""

    entries: int = 0
    bytes: int = 0
    in_use: int = 0


@dataclass(slots=True)
class Cache:
    """The cache as one process uses it.

    Where `root` cannot be written, `fallback` takes what is made, and goes with the process; `note` says
    so in words.
    """

    root: Path
    at_most: int
    note: Said | None = None
    fallback: Path | None = None
    _locks: list[int] = field(default_factory=list)
    _made: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where entries may lie."""
        return (self.root, self.fallback) if self.fallback else (self.root,)

    def listed(self) -> list[str]:
        """Return the keys of all entries, those included that are gone or damaged by now."""
        found: list[str] = []
        for root in self.folders:
            with contextlib.suppress(OSError):  # another lead's, or none yet
                found += [entry.name for entry in (root / "entries").iterdir()]
        return found

    def find(self, key: str) -> Path | None:
        """Return the folder of an entry, which stays as long as this process does; None where there is none."""
        for root in self.folders:
            entry = root / "entries" / key
            if (lock := _lock(entry / _LOCK, fcntl.LOCK_SH)) is None:
                continue
            if _whole(entry, lock):
                self._locks.append(lock)
                with contextlib.suppress(OSError):  # the cache may be for reading only
                    os.utime(entry)
                return entry
            os.close(lock)
        return None

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Yield a private folder on the cache's disk; what was not committed is gone at the end."""
        root = self.folders[-1]
        with _alone(root):
            folder = root / "staging" / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            lock = _lock(folder / _LOCK, fcntl.LOCK_SH, create=True)
        _STAGED.add(folder)
        try:
            yield folder
        finally:
            _STAGED.discard(folder)
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
                if lock is not None:
                    os.close(lock)
            elif lock is not None:
                self._locks.append(lock)

    def commit(self, folder: Path, key: str) -> Path:
        """Make a staged folder the entry `key`, or take the one that another process made meanwhile."""
        root = folder.parent.parent
        _seal(folder, _mode_of(root))
        with _alone(root):
            target = root / "entries" / key
            if target.exists():
                if found := self.find(key):
                    return found
                _remove(target)  # a damaged one
            folder.rename(target)
        self._made = True
        return target

    def close(self) -> None:
        """Let go of every entry; remove the oldest ones where the cache has grown too large."""
        for lock in self._locks:
            os.close(lock)
        self._locks.clear()
        if self._made and self.fallback is None:
            with contextlib.suppress(OSError):
                self.trim(self.at_most)

    def trim(self, at_most: int) -> Cleared:
        """Remove the entries used longest ago until at most so many bytes are left."""
        cleared = Cleared()
        with _alone(self.root):
            entries = [
                (entry.stat().st_mtime, _size(entry), entry)
                for entry in (self.root / "entries").iterdir()
            ]
            total = sum(size for _, size, _ in entries)
            for _, size, entry in sorted(entries):
                if total <= at_most:
                    break
                if _remove(entry):
                    cleared.entries += 1
                    cleared.bytes += size
                    total -= size
                else:
                    cleared.in_use += 1
        return cleared


@contextmanager
def open_cache(settings: CacheSettings) -> Iterator[Cache]:
    """Open the cache that the settings name; one that cannot be written is used as far as it goes."""
    root, fallback, note = cache_folder(settings), None, None
    with contextlib.ExitStack() as stack:
        try:
            _prepare(root)
        except OSError as error:
            note = said("cache_not_writable", folder=str(root), why=of_system(error))
            fallback = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rung-")))
            _prepare(fallback)
            if _anyone_can_write(root):
                root, fallback = fallback, None
        cache = Cache(root, settings.at_most, note, fallback)
        stack.callback(cache.close)
        yield cache


def abandon() -> None:
    """Remove what this process has staged: it ends at once, and waits for none of its threads."""
    for folder in tuple(_STAGED):
        shutil.rmtree(folder, ignore_errors=True)


def clear_cache(settings: CacheSettings) -> Cleared:
    """Remove every entry that nobody uses; raise OSError where that is not allowed."""
    root = cache_folder(settings)
    if not root.is_dir():
        return Cleared()
    _prepare(root)
    return Cache(root, 0).trim(0)


def cache_folder(settings: CacheSettings) -> Path:
    """Return where the cache lies: as the settings say, else among the user's caches."""
    if settings.folder:
        return Path(settings.folder).expanduser()
    return platformdirs.user_cache_path("rung")


class OpenToAllError(SaidError, OSError):
    """What lies in the cache could be another user's."""


def _prepare(root: Path) -> None:
    """Make the cache's folders and sweep what killed processes left; raise OSError where that fails."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _anyone_can_write(root):
        raise OpenToAllError(said("anyone_can_write"))
    mode = _mode_of(root)
    for name in ("entries", "staging"):
        if not (root / name).is_dir():
            (root / name).mkdir(exist_ok=True)
            (root / name).chmod(mode)
    with _alone(root):
        for left in (root / "staging").iterdir():
            _remove(left)


def _anyone_can_write(root: Path) -> bool:
    """Whether what lies there may be anyone's."""
    return root.exists() and bool(root.stat().st_mode & stat.S_IWOTH)


def _mode_of(root: Path) -> int:
    """Return the mode of folders in a cache: its own, so that a shared one stays shared."""
    return stat.S_IMODE(root.stat().st_mode)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the cache's own lock: while folders appear, move and go."""
    lock = _lock(root / _LOCK, fcntl.LOCK_EX, create=True, wait=True)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _lock(path: Path, how: int, *, create: bool = False, wait: bool = False) -> int | None:
    """Return an open, locked file; None where there is none or somebody else holds it."""
    flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY
    try:
        lock = os.open(path, flags | os.O_CLOEXEC, 0o600)
    except OSError:
        if create:
            raise
        return None
    if create:
        with contextlib.suppress(OSError):  # another lead's
            os.fchmod(lock, _mode_of(path.parent) & 0o666)
    try:
        fcntl.flock(lock, how if wait else how | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _whole(entry: Path, lock: int) -> bool:
    """Whether an entry that was locked is still there, and every file of it has its size."""
    try:
        if (entry / _LOCK).stat().st_ino != os.fstat(lock).st_ino:
            return False
        sizes = json.loads((entry / _SIZES).read_bytes())
        return all((entry / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def _seal(folder: Path, mode: int) -> None:
    """Write the files of a staged folder to disk and note their sizes; give them the cache's mode."""
    sizes = {}
    for path in sorted(folder.iterdir()):
        if path.name != _LOCK:
            sizes[path.name] = path.stat().st_size
            with path.open("rb") as file:
                os.fsync(file.fileno())
            path.chmod(mode & 0o666)
    target = folder / _SIZES
    target.write_text(json.dumps(sizes), encoding="utf-8")
    target.chmod(mode & 0o666)
    (folder / _LOCK).chmod(mode & 0o666)
    folder.chmod(mode)


def cache_size(root: Path) -> int:
    """Return how many bytes the entries of a cache hold."""
    return sum(_size(entry) for entry in (root / "entries").iterdir())


def _size(entry: Path) -> int:
    try:
        return sum(json.loads((entry / _SIZES).read_bytes()).values())
    except (OSError, ValueError, AttributeError):
        return 0


def _remove(folder: Path) -> bool:
    """Remove a folder that nobody uses; return whether it is gone."""
    path = folder / _LOCK
    lock = _lock(path, fcntl.LOCK_EX)
    if lock is None and path.exists():
        return False
    try:
        shutil.rmtree(folder)
    except OSError:
        return False
    finally:
        if lock is not None:
            os.close(lock)
    return True


def is_disk_full(words: str) -> bool:
    """Whether DuckDB's words say that there is no room on the disk."""
    return "No space left" in words or "File too large" in words


def disk_words(error: OSError, folder: Path) -> ExportError:
    """Say in one sentence why the cache could not be written."""
    if error.errno in DISK_FULL:
        return ExportError(folder, said("disk_full"))
    return ExportError(folder, said("cannot_be_written", why=error.strerror))
