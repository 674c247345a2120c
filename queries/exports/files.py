"""Paths, folders and globs → the export files to read."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from queries.exports.errors import ExportError

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".zst", ".zip")


def find_files(paths: Iterable[str], at_most: int) -> list[Path]:
    """Return the files that `paths` name, each once, in the order named.

    A folder stands for the exports directly in it and in its partitions (`year=2026/…`), a pattern for
    the files it matches. Raises
    ExportError for a path that names nothing, or for more than `at_most` files.
    """
    found: dict[Path, Path] = {}
    for text in paths:
        for path in _expand(text):
            found.setdefault(path.resolve(), path)
            if len(found) > at_most:
                raise ExportError(
                    text,
                    f"more than {at_most:,} files; name a narrower folder or "
                    "pattern (or raise reading → files_at_most)",
                )
    return list(found.values())


def _expand(text: str) -> Iterator[Path]:
    path = Path(text).expanduser()
    if path.is_dir():
        inside = list(_inside(path))
        if not inside:
            raise ExportError(text, "a folder without CSV or Parquet files")
        yield from inside
    elif path.exists():
        if not path.is_file():
            raise ExportError(text, "not a regular file")
        yield path
    elif glob.has_magic(text):
        matches = (Path(match) for match in glob.iglob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        files = False
        for match in matches:
            if match.is_file():
                files = True
                yield match
        if not files:
            raise ExportError(text, "no file matches")
    else:
        raise ExportError(text, "no such file")


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if "=" in path.name:
                yield from _inside(path)
        elif path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
            yield path


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
