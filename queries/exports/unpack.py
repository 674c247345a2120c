"""Compressed exports → the files inside them, in a private folder that is gone after the load."""

from __future__ import annotations

import gzip
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from queries.exports.errors import ExportError, NotAnExportError, UnreadableError
from queries.exports.progress import Progress
from queries.exports.what_it_is import what_is_packed
from queries.said import Said, said
from queries.text import clean

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK = 4 << 20
TABLES = (".csv", ".tsv", ".txt", ".parquet")
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    zipfile.BadZipFile,
    NotImplementedError,  # a way of packing that Python does not know
)


@dataclass(frozen=True, slots=True)
class Raw:
    """One export as bytes: what the user calls it, where they lie, how they were packed.

    `beside` names the files of the same archive that are no exports.
    """

    origin: Path
    path: Path
    packed: str = ""
    beside: tuple[str, ...] = ()


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
    if head in (b"PK\x03\x04", b"PK\x05\x06"):
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
                    raise ExportError(self.path, said("holds_more", size=_size(self.at_most)))
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
        raise UnreadableError(path, _told(what, error)) from None
    return Raw(path, target, what)


def _zip(path: Path, folder: Path, spend: _Budget) -> Iterator[Raw]:
    try:
        with zipfile.ZipFile(path) as archive:
            files = [member for member in archive.infolist() if not _is_decoration(member)]
            members = [member for member in files if _is_export(member)]
            beside = tuple(clean(m.filename, 200) for m in files if m not in members)
            if not members:
                names = [member.filename for member in files]
                told = what_is_packed(names) or said("zip_without_exports")
                raise NotAnExportError(path, told)
            for number, member in enumerate(members):
                if member.flag_bits & 1:
                    raise ExportError(path, said("zip_with_password"))
                target = folder / f"unpacked_{number}"
                with archive.open(member) as source:
                    spend.copy(source, target)
                name = clean(member.filename.lstrip("/"), 200)
                yield Raw(path / name, target, "zip", beside)
    except _BROKEN as error:
        raise UnreadableError(path, _told("zip", error)) from None


def _is_export(member: zipfile.ZipInfo) -> bool:
    return PurePosixPath(member.filename).suffix.lower() in TABLES


def _is_decoration(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder, or what macOS and others put beside files."""
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.strip(".") and part.startswith(".") for part in parts)
    return member.is_dir() or hidden or "__MACOSX" in parts


def _size(count: int) -> Said:
    if count >= 1e9:
        return said("gigabytes", n=round(count / 1e9))
    return said("megabytes", n=round(count / 1e6))


def _told(what: str, error: BaseException) -> Said:
    if isinstance(error, OSError) and error.errno is not None:
        return said("cannot_be_unpacked", why=error.strerror)
    return said("archive_damaged", what=what)
