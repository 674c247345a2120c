"""All exports → canonical Parquet in the cache, and the ledger of what became of every row.

What was read before is found in the cache by the file's identity and all that bears on its reading:
the settings, the reader, and the presets that claim its headers, which stand in the entry. Only other
files are read. What is made of all files together is kept likewise.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
from pydantic import TypeAdapter, ValidationError

from queries.config.schema import Config
from queries.exports.cache import Cache, disk_words, is_disk_full
from queries.exports.derive import REJECTS_KEPT, derive, list_rejects, read_derived
from queries.exports.errors import ExportError, ExportsError
from queries.exports.files import distinct_names, find_files
from queries.exports.fingerprint import Header
from queries.exports.helpdesks import claims, digest_of, presets
from queries.exports.identity import Identity, identity
from queries.exports.ledger import FileLedger, Ledger, Reject
from queries.exports.left_out import sort_out
from queries.exports.loaded import Loaded
from queries.exports.part import Part, read_parts, write_parts
from queries.exports.placed import Placed
from queries.exports.progress import LoadCancelledError, Progress
from queries.exports.reader import Reader
from queries.exports.recognise import names
from queries.exports.refused import refused
from queries.exports.statements import Statements
from queries.exports.version import reading_version
from queries.exports.warnings import lost, unconfirmed, versions
from queries.said import of_file, said
from queries.text import clean

# The settings that bear on what a single file is read as.
_READING = ("earliest_year", "latest_year", "lonely_years", "longest_days", "damaged", "nothing")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The headers that any preset might have claimed, and what all presets were then."""

    headers: tuple[Header, ...]
    presets: str


_ASKED = TypeAdapter(_Asked)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file in the cache: its key, when it was last written, its folder and its parts."""

    path: Path
    key: str
    modified_ns: int
    folder: Path
    parts: tuple[Part, ...]


def load(
    paths: Iterable[str],
    config: Config,
    cache: Cache,
    *,
    keep_going: bool = False,
    progress: Progress | None = None,
    rejects: int = REJECTS_KEPT,
) -> Loaded:
    """Read the exports that `paths` name, or find them in the cache, and say what became of every row.

    Raises ExportsError naming every file that cannot be used; with `keep_going` they stand in the
    ledger's `errors` instead, beside what could be read. `progress` tells other threads how far it
    is; stopped through it, the load raises LoadCancelledError. The ledger lists the first `rejects`.
    """
    paths = list(paths)
    files, errors = _find(paths, config.reading.files_at_most)
    loader = _Loader(config, cache, progress or Progress(), rejects)
    try:
        with loader:
            entries = loader.entries(files, errors)
            left_out = sort_out(errors, paths, config, read=bool(entries))
            loaded = loader.together(entries)
    except duckdb.InterruptException:
        raise LoadCancelledError from None
    except duckdb.Error as error:
        raise _words(error, cache) from None
    except OSError as error:
        raise disk_words(error, cache.root) from None
    except ValidationError:
        raise ExportError(cache.root, said("cache_damaged")) from None
    errors = left_out.errors + refused(
        [Path(part.origin) for entry in entries for part in entry.parts],
        loaded.ledger,
        config.reading.rejected_refuse,
    )
    if errors and not keep_going:
        raise ExportsError(errors)
    ledger = replace(
        loaded.ledger,
        notes=loaded.ledger.notes + left_out.notes,
        warnings=loaded.ledger.warnings + left_out.warnings,
        errors=tuple(of_file(e.path, e.told) for e in errors),
    )
    return replace(loaded, ledger=ledger)


def _find(paths: Iterable[str], at_most: int) -> tuple[list[Path], list[ExportError]]:
    """Return the files that all paths name, and what is wrong with the others."""
    files: dict[Path, Path] = {}
    errors = []
    for path in paths:
        try:
            for file in find_files([path], at_most):
                files.setdefault(file.resolve(), file)
        except ExportError as error:
            errors.append(error)
    if len(files) > at_most:
        errors.append(ExportError("exports", said("too_many_in_all", n=at_most)))
    return list(files.values()), errors


class _Loader:
    """One load: opens a database only where something has to be read."""

    def __init__(self, config: Config, cache: Cache, progress: Progress, rejects: int) -> None:
        self.config, self.cache, self.progress, self.rejects = config, cache, progress, rejects
        self._reader: Reader | None = None
        # Entries by how their keys begin: by what is known before a file is opened.
        self._known: defaultdict[str, list[str]] = defaultdict(list)
        for key in cache.listed():
            self._known[key.partition("-")[0]].append(key)
        self._stack = ExitStack()

    def __enter__(self) -> _Loader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def reader(self) -> Reader:
        """The reader, with a database and a private folder of its own."""
        if self._reader is None:
            work = self._stack.enter_context(self.cache.staging())
            statements = Statements(self.config, work, self.progress)
            self._stack.callback(statements.close)
            self._reader = Reader(self.config, statements)
        return self._reader

    def entries(self, files: Iterable[Path], errors: list[ExportError]) -> list[_Entry]:
        """Return every file as it lies in the cache, reading those that do not; add what is wrong."""
        found: dict[Path, _Entry | None] = {}
        for path in files:
            try:
                found[path] = self._cached(path)
            except ExportError as error:
                errors.append(error)
        self.progress.expect(path for path, entry in found.items() if entry is None)
        for path in [path for path, entry in found.items() if entry is None]:
            self.progress.begin(path)
            try:
                found[path] = entry = self._read(path)
                self.progress.end(sum(part.rows for part in entry.parts))
            except ExportError as error:
                self.progress.check()
                errors.append(error)
        return [entry for entry in found.values() if entry is not None]

    def _cached(self, path: Path) -> _Entry | None:
        of = identity(path)
        for key in self._known[self._unopened(path, of)]:
            folder = self.cache.find(key)
            if folder is None:
                continue
            try:
                asked = _ASKED.validate_json((folder / "asked.json").read_bytes())
                # Where no preset changed since, none need be read to know who claims them.
                if asked.presets == presets().digest or key.endswith(f"-{claims(asked.headers)}"):
                    parts = read_parts(folder / "parts.json")
                    return _Entry(path, key, of.modified_ns, folder, parts)
            except (OSError, ValueError):
                continue
        return None

    def _read(self, path: Path) -> _Entry:
        with self.cache.staging() as folder:
            of, parts = self.reader.read(path, folder)
            write_parts(parts, folder / "parts.json")
            headers = tuple(self.reader.understanding.asked)
            asked = _Asked(headers, presets().digest)
            (folder / "asked.json").write_bytes(_ASKED.dump_json(asked))
            self.progress.check()
            key = f"{self._unopened(path, of)}-{claims(headers)}"
            return _Entry(path, key, of.modified_ns, self.cache.commit(folder, key), parts)

    def _unopened(self, path: Path, of: Identity) -> str:
        """Return what a file's key begins with: what bears on its reading and is known before it is opened."""
        config = self.config
        return _digest(
            "file",
            [of.path, of.size, of.modified_ns, of.inode],
            [
                [
                    named := names(export, path),
                    export.model_dump(mode="json", exclude={"paths"}),
                    digest_of(export.preset) if named else "",
                ]
                for export in config.exports
            ],
            [config.team.timezone, config.team.nobody],
            config.reading.model_dump(include=set(_READING)),
        )

    def together(self, entries: list[_Entry]) -> Loaded:
        """Return what all files make together."""
        placed = _placed(entries)
        key = _digest(
            "together",
            [entry.key for entry in entries],
            self.config.channels.model_dump(mode="json"),
            self.config.team.bots,
        )
        folder = self.cache.find(key)
        if folder is None:
            with self.cache.staging() as staged:
                derive(self.reader.statements, placed, staged)
                self.progress.check()
                folder = self.cache.commit(staged, key)
        return Loaded(
            derived=folder,
            tickets=tuple(p.rows for p in placed if p.part.table == "tickets"),
            cases=tuple(p.cases for p in placed if p.part.table == "tickets"),
            ratings=tuple(p.ratings for p in placed if p.part.ratings),
            rejects=tuple(p.rejects for p in placed if p.part.rejects),
            roots=self.cache.folders,
            ledger=self._ledger(placed, folder),
        )

    def _ledger(self, placed: list[Placed], folder: Path) -> Ledger:
        derived = read_derived(folder / "derived.json")
        rejects: tuple[Reject, ...] = derived.rejects[: self.rejects]
        total = sum(p.part.rejects for p in placed)
        if len(rejects) < min(self.rejects, total):
            rejects = tuple(list_rejects(self.reader.statements, placed, folder, self.rejects))
        notes = (self.cache.note, *derived.notes) if self.cache.note else derived.notes
        files = tuple(
            _file_ledger(p, *derived.superseded.get(p.part.number, (0, 0))) for p in placed
        )
        limit = self.config.reading.rejected_warn
        warnings = (
            *lost(files, limit),
            *unconfirmed(placed),
            *versions(placed, limit),
            *derived.warnings,
        )
        return Ledger(files, rejects, total, notes, warnings)


def _digest(*of: Any) -> str:
    text = json.dumps([reading_version(), *of], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _placed(entries: list[_Entry]) -> list[Placed]:
    """Return every part with where it lies and the shortest name that tells its file from the others."""
    names = iter(distinct_names([Path(part.origin) for e in entries for part in e.parts]))
    return [
        Placed(
            part,
            entry.folder / f"{place}.parquet",
            clean(_with_archive(next(names), Path(part.origin), entry.path)),
            entry.modified_ns,
        )
        for entry in entries
        for place, part in enumerate(entry.parts)
    ]


def _with_archive(name: str, origin: Path, path: Path) -> str:
    """Return a name that also says which archive, `path`, its file came from."""
    inside = "/".join(origin.parts[len(path.parts) - 1 :]) if path in origin.parents else ""
    return max(name, inside, key=len)


def _file_ledger(placed: Placed, superseded: int, excluded_too: int) -> FileLedger:
    part = placed.part
    excluded = part.excluded - excluded_too
    return FileLedger(
        file=placed.name,
        recognised_as=part.recognised_as,
        table=part.table,
        lines=part.lines,
        rows=part.rows,
        kept=part.rows - superseded - excluded - part.rejected,
        superseded=superseded,
        excluded=excluded,
        rejected=part.rejected,
        values_rejected=part.values_rejected,
        rows_with_rejected_values=part.rows_with_rejected_values,
        doubtful=part.rejects - part.rejected - part.values_rejected,
        columns=part.columns,
        unused=part.unused,
        notes=part.notes,
    )


def _words(error: duckdb.Error, cache: Cache) -> ExportError:
    first = str(error).partition("\n")[0]
    if is_disk_full(first):
        return disk_words(OSError(errno.ENOSPC, ""), cache.root)
    return ExportError(cache.root, said("cache_not_usable", why=first[:200]))
