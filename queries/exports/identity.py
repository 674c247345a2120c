"""What tells one state of a file from another without reading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from queries.exports.errors import UnreadableError
from queries.exports.source import why_unreadable


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a file lies, its size, when it was last written, and its inode."""

    path: str
    size: int
    modified_ns: int
    inode: int


def identity(path: Path) -> Identity:
    """Return a file's identity; raise UnreadableError where it cannot be seen."""
    try:
        resolved = path.resolve(strict=True)
        found = resolved.stat()
    except OSError as error:
        raise UnreadableError(path, why_unreadable(error)) from None
    return Identity(str(resolved), found.st_size, found.st_mtime_ns, found.st_ino)
