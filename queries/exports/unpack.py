"""Compressed exports → the files inside them, in a private folder that is gone after the load."""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from queries.exports.errors import ExportError
from queries.exports.progress import Progress
from queries.text import clean

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK = 4 << 20
TABLES = (".csv", ".tsv", ".txt", ".parquet")
_BROKEN = (OSError, EOFError, zlib.error, zstd.ZstdError, zipfile.BadZipFile, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Raw:
    """One export as bytes: what the user calls it, where they lie, how they were packed."""

    origin: Path
    path: Path
    packed: str = ""


def unpack(path: Path, folder: Path, at_most: int, progress: Progress) -> list[Raw]:
    """Return the exports in `path`: itself, or what was packed in it, unpacked into `folder`.

    Raises ExportError where it cannot be unpacked or holds more than `at_most` bytes.
    """
    with path.open("rb") as file:
        head = file.read(4)
    spend = _Budget(path, at_most, progress)
    if head.startswith(b"\x1f\x8b"):
        return [_one(path, folder, "gzip", gzip.GzipFile, spend)]
    if head == b"\x28\xb5\x2f\xfd":
        return [_one(path, folder, "zstd", zstd.ZstdFile, spend)]
    if head == b"PK\x03\x04":
        return list(_zip(path, folder, spend))
    return [Raw(path, path)]


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Budget:
    """Copies, and refuses what grows beyond all measure."""

    def __init__(self, path: Path, at_most: int, progress: Progress) -> None:
        self.path, self.left, self.at_most, self.progress = path, at_most, at_most, progress

    def copy(self, source: _Readable, target: Path) -> None:
        with target.open("wb") as file:
            while block := source.read(BLOCK):
                self.progress.check()
                self.left -= len(block)
                if self.left < 0:
                    raise ExportError(
                        self.path,
                        f"holds more than {self.at_most / 1e9:,.0f} GB unpacked "
                        "(reading → unpacked_at_most)",
                    )
                file.write(block)


def _one(
    path: Path,
    folder: Path,
    what: str,
    opener: Callable[[Path], gzip.GzipFile | zstd.ZstdFile],
    spend: _Budget,
) -> Raw:
    target = folder / "unpacked"
    try:
        with opener(path) as source:
            spend.copy(source, target)
    except _BROKEN as error:
        raise ExportError(path, _words(what, error)) from None
    return Raw(path, target, what)


def _zip(path: Path, folder: Path, spend: _Budget) -> Iterator[Raw]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if _is_export(member)]
            if not members:
                raise ExportError(path, "a zip archive without CSV or Parquet files")
            for number, member in enumerate(members):
                if member.flag_bits & 1:
                    raise ExportError(path, "a zip archive with a password; unpack it first")
                target = folder / f"unpacked_{number}"
                with archive.open(member) as source:
                    spend.copy(source, target)
                yield Raw(path / clean(member.filename, 200), target, "zip")
    except _BROKEN as error:
        raise ExportError(path, _words("zip", error)) from None


def _is_export(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a table: not a folder, nor what macOS and others put beside it."""
    name = PurePosixPath(member.filename)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in name.parts)
    return not member.is_dir() and not hidden and name.suffix.lower() in TABLES


def _words(what: str, error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be unpacked ({error.strerror})"
    return f"a {what} archive that is cut or damaged; export it again"
