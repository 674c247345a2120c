"""Which mapping fits a file: the user's own word, then the presets, by the names of its columns."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from queries.config.mapping import (
    Column,
    normal,
    read_from,
)
from queries.config.schema import Export
from queries.config.tables import tables
from queries.exports.errors import ExportError, NotAnExportError, UnreadableError
from queries.exports.helpdesks import Header, Preset, by_name, claiming, presets
from queries.exports.source import Source
from queries.text import clean

_ALIKE = 0.5  # a file with so many of an export's columns may be one whose header has changed


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file with the mapping that fits it; `columns` holds only fields the file has."""

    source: Source
    as_what: str
    table: str
    columns: Mapping[str, Column]
    headers: Mapping[str, str]  # normalised header → header as the file writes it
    entry: Export | None

    def header(self, column: Column) -> tuple[str, ...]:
        """Return the file's own headers that `column` reads, () for a constant."""
        names = [
            self.headers[normal(name)] for name in column.headers if normal(name) in self.headers
        ]
        return tuple(names) if column.together else tuple(names[:1])

    @property
    def system(self) -> str:
        """Whose ids they are: what the settings say, else the helpdesk of a preset; '' where unsaid."""
        if self.entry is not None and self.entry.source:
            return self.entry.source
        if self.entry is None and self.as_what in presets():
            return presets()[self.as_what].system
        return ""

    @property
    def unused(self) -> tuple[str, ...]:
        """The file's columns that nothing reads."""
        used = {name for column in self.columns.values() for name in self.header(column)}
        return tuple(name for name in self.source.header if name not in used)


def recognise(source: Source, entries: Iterable[Export], asked: list[Header]) -> Recognised:
    """Return the mapping for `source`; raise ExportError where none fits.

    Where any preset may be meant, its header is added to `asked`.
    """
    entries = list(entries)
    if entry := _named(source, entries):
        return _by_entry(source, entry, asked)
    for entry in entries:
        if entry.columns and not _missing(source, entry):
            return _by_entry(source, entry, asked)
    return _by_any_preset(source, None, asked)


def _named(source: Source, entries: list[Export]) -> Export | None:
    """Return the entry that names `source`; of several, the one that names the file itself, or fits.

    Raises ExportError where several do.
    """
    named = [entry for entry in entries if names(entry, source.origin)]
    itself = [entry for entry in named if names_itself(entry, source.origin)]
    among = itself or named
    if len(among) > 1:
        among = [e for e in among if e.columns and not _missing(source, e)] or among[:1]
    if len(among) > 1:
        tables = " and as ".join(entry.table for entry in among)
        raise ExportError(
            source.origin,
            f"{len(among)} entries of exports name it, and its columns fit them all (as {tables}); "
            "let one entry name it, and give the other a copy of the file",
        )
    return among[0] if among else None


def names_itself(entry: Export, path: Path) -> bool:
    """Whether an entry names this very file, not its folder or a pattern."""
    return path.resolve() in map(Path.resolve, map(Path, entry.paths))


def names(entry: Export, path: Path) -> bool:
    """Whether an entry names a file, its folder, the archive it was in, or the root of its partitions."""
    places = [path.resolve()]
    while (above := places[-1].parent).is_file() or "=" in above.name:
        places.append(above)
    return any(
        fnmatch.fnmatch(str(place), str(named)) or named in (place, place.parent)
        for named in map(Path.resolve, map(Path, entry.paths))
        for place in places
    )


def _by_any_preset(source: Source, entry: Export | None, asked: list[Header]) -> Recognised:
    asked.append(source.header)
    if (name := claiming(source.header)) is None:
        raise _not_understood(source)
    return _by_preset(source, name, presets()[name], entry)


def _by_entry(source: Source, entry: Export, asked: list[Header]) -> Recognised:
    if not entry.columns:
        if entry.preset is None:
            return _by_any_preset(source, entry, asked)
        if entry.preset not in presets():
            near = difflib.get_close_matches(entry.preset, presets(), n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise ExportError(
                source.origin,
                f"the settings read it with the preset {clean(entry.preset)}, which there is not{hint}",
            )
        return _by_preset(source, entry.preset, presets()[entry.preset], entry)
    headers = by_name(source.header)
    if missing := _missing(source, entry):
        found = sum(any(normal(h) in headers for h in c.headers) for c in entry.columns.values())
        raise _refusal(found / len(entry.columns))(
            source.origin, "; ".join(missing) + f". Its columns are: {_listed(source)}"
        )
    columns = {
        name: column
        for name, column in read_from(entry.columns).items()
        if not column.headers or any(normal(h) in headers for h in column.headers)
    }
    return Recognised(source, "your mapping", entry.table, columns, headers, entry)


def _by_preset(source: Source, name: str, preset: Preset, entry: Export | None) -> Recognised:
    headers = by_name(source.header)
    columns = {
        field: column
        for field, column in read_from(preset.columns).items()
        if any(normal(header) in headers for header in column.headers)
    }
    absent = [
        f'column "{preset.columns[field].headers[0]}" ({field}) is missing'
        for field in tables()[preset.table].required
        if field not in columns
    ]
    absent += _twice(source, columns)
    if absent:
        raise UnreadableError(
            source.origin,
            f"a {preset.system} export in which {'; '.join(absent)}. "
            f"Its columns are: {_listed(source)}",
        )
    return Recognised(source, name, preset.table, columns, headers, entry)


def _missing(source: Source, entry: Export) -> list[str]:
    """Return what the columns of `entry` name and the file has not, or has twice, in words."""
    names, columns = by_name(source.header), entry.columns
    words = []
    for field, column in columns.items():
        present = [h for h in column.headers if normal(h) in names]
        wanted = len(column.headers) if column.together else min(1, len(column.headers))
        if len(present) < wanted and not column.optional:
            absent = next(h for h in column.headers if normal(h) not in names)
            near = difflib.get_close_matches(absent, source.header, n=1)
            hint = f' (did you mean "{clean(near[0])}"?{_quotes(near[0])})' if near else ""
            words.append(f'the column "{clean(absent)}" for {field} is missing{hint}')
    return words + _twice(source, columns) + _several(names, entry)


def _several(names: Mapping[str, str], entry: Export) -> list[str]:
    """Return the fields whose several spellings are several columns of the file, in words."""
    key = tables()[entry.table].id
    found = {
        field: dict.fromkeys(names[normal(h)] for h in column.headers if normal(h) in names)
        for field, column in entry.columns.items()
        if not column.together
    }
    return [
        " and ".join(f'"{clean(header)}"' for header in headers)
        + " are columns of their own, not spellings of one: "
        f"say which of them is {field}"
        + (
            f", or that both make it ({field}: {{columns: [{', '.join(headers)}]}})"
            if field == key
            else ""
        )
        for field, headers in found.items()
        if len(headers) > 1
    ]


def _quotes(header: str) -> str:
    """Say that a column's name needs quotes in the settings, where YAML cuts it short."""
    return ' Put quotes round it: " #" begins a comment' if " #" in header else ""


def _twice(source: Source, columns: Mapping[str, Column]) -> list[str]:
    names = [normal(name) for name in source.header]
    return [
        f'the column "{clean(header)}" for {field} stands twice'
        for field, column in columns.items()
        for header in column.headers
        if names.count(normal(header)) > 1
    ]


def _refusal(share: float) -> type[ExportError]:
    """Return what a file is that has `share` of the columns: an export that changed, or another thing."""
    return UnreadableError if share >= _ALIKE else NotAnExportError


def _not_understood(source: Source) -> ExportError:
    headers = by_name(source.header)

    def share(preset: Preset) -> float:
        return 1 - len(preset.lacks(headers)) / len(preset.recognise)

    name, nearest = max(presets().items(), key=lambda item: share(item[1]))
    lacking = nearest.lacks(headers)
    near = (
        f"nearest is {name}, which also has {', '.join(lacking)}"
        if share(nearest) >= _ALIKE
        else f"it is like none of {', '.join(presets())}"
    )
    return _refusal(share(nearest))(
        source.origin,
        f"not an export that rung knows: {near}. `rung inspect FILE` proposes what its columns are, `rung "
        f"init FOLDER` asks and writes the settings. Its columns are: {_listed(source)}",
    )


def _listed(source: Source) -> str:
    names = [clean(name, 60) or "(no name)" for name in source.header]
    more = f" … and {len(names) - 40} more" if len(names) > 40 else ""
    return ", ".join(names[:40]) + more
