"""Paths, folders and globs → the export files to read."""

from __future__ import annotations

import glob
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from queries.exports.errors import ExportError, NotAnExportError
from queries.exports.source import read_head
from queries.exports.what_it_is import what_is_packed
from queries.said import Said, of_file, said

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".zst", ".zip")


def find_files(paths: Iterable[str], at_most: int) -> list[Path]:
    """Return the files that `paths` name, each once, in the order named.

    A folder stands for the exports directly in it and in its partitions (`year=2026/…`), a pattern for
    the files it matches. Raises
    ExportError for a path that names nothing, or for more than `at_most` files.
    """
    found: dict[Path, Path] = {}
    for text in paths:
        for path in _paths(text):
            found.setdefault(path.resolve(), path)
            if len(found) > at_most:
                raise ExportError(text, said("too_many_files", n=at_most))
    return list(found.values())


def _paths(text: str) -> Iterator[Path]:
    try:
        yield from _expand(text)
    except OSError as error:
        raise ExportError(text, said("cannot_be_read", why=error.strerror)) from None


def _expand(text: str) -> Iterator[Path]:
    path = Path(text).expanduser()
    if path.is_dir():
        inside = list(_inside(path))
        if not inside:
            others = tuple(of_file(e.path, e.told) for e in islice(left_out_of(text), 3))
            if others:
                told = said("folder_without_exports_but", others=said("then", parts=others))
                raise ExportError(text, told)
            raise ExportError(text, said("folder_without_exports"))
        yield from inside
    elif path.exists():
        if not path.is_file():
            raise ExportError(text, said("no_regular_file"))
        yield path
    elif glob.has_magic(text):
        matches = (Path(match) for match in glob.iglob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        files = False
        for match in matches:
            if match.is_file():
                files = True
                yield match
        if not files:
            raise ExportError(text, said("no_match"))
    else:
        raise ExportError(text, said("no_such_file"))


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if "=" in path.name:
                yield from _inside(path)
        elif path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
            yield path


def left_out_of(text: str) -> Iterator[NotAnExportError]:
    """Yield what lies in a folder beside its exports, and why it is not read.

    Hidden files are passed over, as everything else passes over them.
    """
    folder = Path(text).expanduser()
    inside = {*_inside(folder)} if folder.is_dir() else set()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path in inside or (path.is_dir() and "=" in path.name):
            continue
        yield NotAnExportError(path, _why_left_out(path))


def _why_left_out(path: Path) -> Said:
    if path.is_dir():
        return said("folder_in_folder")
    if not path.is_file():
        return said("no_regular_file")
    try:
        read_head(path, path)
        with zipfile.ZipFile(path) as archive:
            told = what_is_packed(archive.namelist())
    except ExportError as error:
        return error.told
    except (zipfile.BadZipFile, OSError):
        told = None
    return told or said("name_ends_otherwise", endings=SUFFIXES)


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Return the shortest end of each path that tells it from the others."""
    resolved = [path.resolve() for path in paths]
    names = []
    for path in resolved:
        count = 1
        while (
            count < len(path.parts) - 1
            and sum(other.parts[-count:] == path.parts[-count:] for other in resolved) > 1
        ):
            count += 1
        names.append("/".join(path.parts[-count:]))
    return names
