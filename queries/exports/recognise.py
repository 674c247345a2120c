"""Which mapping fits a file: the user's own word, then the presets, by the names of its columns."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from queries.config.mapping import Column, column_faults, normal, read_from
from queries.config.schema import Export
from queries.config.tables import tables
from queries.exports.errors import ExportError, NotAnExportError, TiedError, UnreadableError
from queries.exports.fingerprint import Header, names_of
from queries.exports.helpdesks import Preset, by_name, chosen, fitting, presets
from queries.exports.source import Source, footer_of, zone_said
from queries.said import Said, in_words, nearest, said
from queries.text import clean

OWN_MAPPING = "your mapping"  # what reads a file that no preset reads
_ALIKE = 0.5  # a file with so many of an export's columns may be one whose header has changed
_LISTED = 40  # columns of a file that are named
_LACKING = 5  # named of what a header would have to have besides
_NEAR = 0.6  # one with so much of what a preset asks for may be its export
# What is read of an export that was never seen, until the settings name its preset.
_PLAIN_KINDS = ("text", "tags")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file with the mapping that fits it; `columns` holds only fields the file has.

    `zone` is that of its local times where the settings, the preset or the file itself say it, and
    `zone_told` what is said of that. `unconfirmed`: nothing that is graded is read of it before the settings
    name its preset.
    """

    source: Source
    as_what: str
    table: str
    columns: Mapping[str, Column]
    headers: Mapping[str, str]  # normalised header → header as the file writes it
    entry: Export | None
    zone: str | None = None
    zone_told: Said | None = None
    unconfirmed: bool = False

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
        if entry.columns and not entry.preset and not _missing(source, entry.table, entry.columns):
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
        among = [
            e for e in among if e.columns and not _missing(source, e.table, e.columns)
        ] or among[:1]
    if len(among) > 1:
        tables = said("and", parts=tuple(entry.table for entry in among))
        raise ExportError(source.origin, said("several_entries", n=len(among), tables=tables))
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
    found = fitting(source.header)
    if not found:
        raise _not_understood(source)
    if len(found) > 1:
        raise TiedError(
            source.origin,
            said(
                "several_presets",
                presets=said("and", parts=tuple(found)),
                first=found[0],
                columns=_listed(source),
            ),
            found,
        )
    return _by_preset(source, found[0], presets()[found[0]], entry)


def _by_entry(source: Source, entry: Export, asked: list[Header]) -> Recognised:
    if entry.preset is not None:
        if entry.preset not in presets():
            told = said("preset_not_there", preset=entry.preset)
            raise ExportError(source.origin, nearest(told, entry.preset, presets()))
        return _by_preset(source, entry.preset, presets()[entry.preset], entry)
    if not entry.columns:
        return _by_any_preset(source, entry, asked)
    columns = read_from(_own(source, entry.table, entry.columns))
    zone, by = _zone_of_settings(entry)
    headers = by_name(source.header)
    return Recognised(source, OWN_MAPPING, entry.table, columns, headers, entry, zone, by)


def _own(source: Source, table: str, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return what an entry says of the columns of a file; raise ExportError where the file has them not."""
    headers = by_name(source.header)
    if missing := _missing(source, table, columns):
        found = sum(any(normal(h) in headers for h in c.headers) for c in columns.values())
        raise _refusal(found / len(columns))(
            source.origin,
            said(
                "columns_missing",
                missing=said("then", parts=tuple(missing)),
                columns=_listed(source),
            ),
        )
    return {
        name: column
        for name, column in columns.items()
        if not column.headers or any(normal(h) in headers for h in column.headers)
    }


def _by_preset(source: Source, name: str, preset: Preset, entry: Export | None) -> Recognised:
    if preset.table is None:
        told = said(f"export_of_{preset.of}", system=preset.system, preset=name)
        if preset.second_file:
            told = said("fetch_instead", what=told, instead=in_words(preset.second_file))
        raise UnreadableError(source.origin, told)
    table = tables()[preset.table]
    found = {
        f: column for f, few in preset.columns.items() if (column := chosen(few, source.header))
    }
    if entry is not None and entry.columns:
        if faults := list(column_faults(preset.table, entry.columns)):
            raise UnreadableError(source.origin, said("then", parts=tuple(faults)))
        found |= _own(source, preset.table, entry.columns)
    absent = [
        said("column_absent", column=_first_name(preset, field), field=field)
        for field in table.required
        if field not in found
    ]
    columns = read_from(found)
    absent += _twice(source, preset.table, columns)
    if absent:
        raise UnreadableError(
            source.origin,
            said(
                "preset_lacks",
                system=preset.system,
                preset=name,
                absent=said("then", parts=tuple(absent)),
                columns=_listed(source),
            ),
        )
    unconfirmed = preset.seen == "no" and (entry is None or entry.preset != name)
    if unconfirmed and preset.table != "tickets":
        raise UnreadableError(source.origin, said("preset_unseen", preset=name))
    if unconfirmed:
        columns = {
            field: column
            for field, column in columns.items()
            if field in table.required or table.kinds[field] in _PLAIN_KINDS
        }
    if preset.footer == "yes":
        source = replace(source, footer=footer_of(source))
    zone, by = _zone(source, preset, entry)
    headers = by_name(source.header)
    return Recognised(
        source, name, preset.table, columns, headers, entry, zone, by, unconfirmed=unconfirmed
    )


def _first_name(preset: Preset, field: str) -> str:
    names = (name for column in preset.columns[field] for name in column.headers)
    return next(names, field)


def _zone(source: Source, preset: Preset, entry: Export | None) -> tuple[str | None, Said | None]:
    if entry is not None and entry.timezone:
        return _zone_of_settings(entry)
    if preset.zone_said and (zone := zone_said(source, preset.zone_said)):
        return zone, said("zone_by_file", zone=zone)
    if preset.timezone is None:
        return None, None
    told = said("zone_by_system", zone=preset.timezone, system=preset.system)
    return preset.timezone, told


def _zone_of_settings(entry: Export) -> tuple[str | None, Said | None]:
    zone = entry.timezone
    return zone, said("zone_by_settings", zone=zone) if zone else None


def _missing(source: Source, table: str, columns: Mapping[str, Column]) -> list[Said]:
    """Return what `columns` of the settings name and the file has not, or has twice."""
    names = by_name(source.header)
    told = []
    for field, column in columns.items():
        present = [h for h in column.headers if normal(h) in names]
        wanted = len(column.headers) if column.together else min(1, len(column.headers))
        if len(present) < wanted and not column.optional:
            absent = next(h for h in column.headers if normal(h) not in names)
            near = difflib.get_close_matches(absent, source.header, n=1)
            lacks = said("column_missing", column=absent, field=field)
            told.append(_meant(lacks, near[0]) if near else lacks)
    return told + _twice(source, table, columns) + _several(names, table, columns)


def _several(names: Mapping[str, str], table: str, columns: Mapping[str, Column]) -> list[Said]:
    """Return the fields whose several spellings are several columns of the file."""
    key = tables()[table].id
    found = {
        field: dict.fromkeys(names[normal(h)] for h in column.headers if normal(h) in names)
        for field, column in columns.items()
        if not column.together
    }
    return [
        said(
            "columns_of_their_own_or_key" if field == key else "columns_of_their_own",
            columns=said("and", parts=tuple(said("quoted", name=header) for header in headers)),
            field=field,
            names=tuple(headers),
        )
        for field, headers in found.items()
        if len(headers) > 1
    ]


def _meant(told: Said, header: str) -> Said:
    """Say which column may be meant, and that its name needs quotes where YAML cuts it short."""
    return said(
        "column_meant_quoted" if " #" in header else "column_meant", what=told, column=header
    )


def _twice(source: Source, table: str, columns: Mapping[str, Column]) -> list[Said]:
    """Return the fields whose column stands twice; of tags all are read."""
    names, kinds = [normal(name) for name in source.header], tables()[table].kinds
    return [
        said("column_twice", column=header, field=field)
        for field, column in columns.items()
        for header in column.headers
        if kinds.get(field) != "tags" and names.count(normal(header)) > 1
    ]


def _refusal(share: float) -> type[ExportError]:
    """Return what a file is that has `share` of the columns: an export that changed, or another thing."""
    return UnreadableError if share >= _ALIKE else NotAnExportError


def _not_understood(source: Source) -> ExportError:
    names = names_of(source.header)
    known = presets().fingerprints
    alike = max(known, key=lambda name: known[name].near(names), default="")
    share = known[alike].near(names) if alike else 0.0
    told = said("unknown_export", columns=_listed(source))
    if share >= _NEAR:
        lacking = _some(known[alike].lacks(names), _LACKING)
        told = said("unknown_export_near", nearest=alike, lacking=lacking, columns=_listed(source))
    return _refusal(share)(source.origin, told)


def _listed(source: Source) -> Said:
    return _some([clean(name, 60) or said("no_name") for name in source.header], _LISTED)


def _some(names: Sequence[Said | str], most: int) -> Said:
    """Return the first of some names, and how many more there are."""
    if len(names) > most:
        return said("names_and_more", names=tuple(names[:most]), n=len(names) - most)
    return said("names", names=tuple(names))
