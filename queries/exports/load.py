"""Export files → canonical Parquet in a folder, and the ledger of what became of every row.

Two roads lead in. Where every physical line of a CSV file is one whole record by itself, DuckDB reads
it in one strict scan straight into Parquet. Any other file takes the careful road first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from queries.config.mapping import FIELDS, Column, Table
from queries.config.schema import Config, Export
from queries.exports import dates
from queries.exports.careful import BadLine, rewrite
from queries.exports.errors import ExportError
from queries.exports.files import find_files
from queries.exports.ledger import FileLedger, Ledger, MappedColumn, Reject
from queries.exports.names import unify_names
from queries.exports.projection import FormOf, Projection, project
from queries.exports.recognise import Recognised, recognise
from queries.exports.source import Source, look
from queries.exports.zones import to_utc_macro
from queries.sqltext import identifier, literal, path_literal, sql_file
from queries.text import clean, sql_macro

REJECTS_SHOWN = 1000
_TABLES: tuple[Table, ...] = ("tickets", "messages", "ratings")


@dataclass(slots=True)
class _Part:
    """One file on its way in."""

    number: int
    recognised: Recognised
    projection: Projection
    bad: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ExportErrors(Exception):
    """Several exports cannot be used; one sentence each."""

    def __init__(self, errors: Iterable[ExportError]) -> None:
        """Keep the errors."""
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


def load(
    paths: Iterable[str], config: Config, folder: Path, *, keep_going: bool = False
) -> Ledger:
    """Read the exports that `paths` name into `folder` and return the ledger.

    Raises ExportErrors naming every file that cannot be used; with `keep_going` they stand in the
    ledger's `errors` instead, beside what could be read.
    """
    files, errors = _found(paths, config.reading.files_at_most)
    loader = _Loader(config, folder)
    try:
        ledger, unusable = loader.run(files)
    finally:
        loader.db.close()
    errors += unusable
    if errors and not keep_going:
        raise ExportErrors(errors)
    return replace(ledger, errors=tuple(str(error) for error in errors))


def _found(paths: Iterable[str], at_most: int) -> tuple[list[Path], list[ExportError]]:
    """Return the files that all paths name, and what is wrong with the others."""
    files: dict[Path, None] = {}
    errors = []
    for path in paths:
        try:
            files.update(dict.fromkeys(find_files([path], at_most - len(files))))
        except ExportError as error:
            errors.append(error)
    return list(files), errors


class _Loader:
    """One load: a DuckDB of its own, thrown away at the end."""

    def __init__(self, config: Config, folder: Path) -> None:
        self.config = config
        self.folder = folder
        self.bots = [name.casefold() for name in config.team.bots]
        self.parts: list[_Part] = []
        self.db = duckdb.connect()
        spill = folder / "spill"
        spill.mkdir(mode=0o700, exist_ok=True)
        self.db.execute(f"set temp_directory = {literal(str(spill))}")
        self.db.execute(f"set memory_limit = {literal(config.reading.memory)}")
        if config.reading.threads:
            self.db.execute(f"set threads = {config.reading.threads}")
        self.db.execute("set timezone = 'UTC'; set autoinstall_known_extensions = false;"
                        "set autoload_known_extensions = false; set enable_progress_bar = false")
        self.db.execute(sql_macro())
        years = config.reading
        self.db.execute("create macro in_years(t) as case when t >= "
                        f"make_timestamp({years.earliest_year}, 1, 1, 0, 0, 0) and t < "
                        f"make_timestamp({years.latest_year + 1}, 1, 1, 0, 0, 0) then t end")
        self._zone("UTC")
        self.db.execute(sql_file("load/macros"))

    def run(self, paths: list[Path]) -> tuple[Ledger, list[ExportError]]:
        """Read every file; return the ledger and what is wrong with the files that cannot be used."""
        errors: list[ExportError] = []
        for path in paths:
            try:
                self._read(path)
            except ExportError as error:
                errors.append(error)
        for table in _TABLES:
            if not any(part.recognised.table == table for part in self.parts):
                self._empty(table)
        ledger = self._ledger(self._finish())
        limit = self.config.reading.rejected_refuse
        errors += [ExportError(part.recognised.source.path, self._refusal(file, ledger))
                   for part, file in zip(self.parts, ledger.files, strict=True)
                   if file.rejected > limit * max(file.rows, 1)]
        return ledger, errors

    # ── one file ────────────────────────────────────────────────────────────────────────────────

    def _read(self, path: Path) -> None:
        source = look(path)
        recognised = recognise(source, self.config.exports)
        entry = recognised.entry
        if entry is not None and entry.encoding:
            recognised = recognise(look(path, entry.encoding), self.config.exports)
            source = recognised.source
        part = _Part(len(self.parts), recognised, Projection())
        zone = (entry.timezone if entry else None) or self.config.team.timezone
        self._zone(zone)
        before = _identity(path)
        try:
            self._open(part, source)
            part.projection = project(recognised, self._form_of(part, entry))
            self.db.execute(f"create or replace temp view source as {part.projection.sql('raw')}")
            self._copy(part)
        except duckdb.Error as error:
            raise ExportError(path, _plain(source, error)) from None
        if _identity(path) != before:
            raise ExportError(path, "it changed while it was read; run rung again when it is whole")
        part.notes.append(f"times without a zone are {zone}")
        self.parts.append(part)

    def _zone(self, zone: str) -> None:
        years = self.config.reading
        self.db.execute(to_utc_macro(zone, years.earliest_year, years.latest_year))

    def _open(self, part: _Part, source: Source) -> None:
        """Create the view `raw`: the file's columns as text by place (c0, c1 …), and `line`."""
        if source.form == "parquet":
            columns = ", ".join(f"{identifier(name)}::varchar as c{i}"
                                for i, name in enumerate(source.header))
            self._raw(f"select {columns}, null::bigint as line "
                      f"from read_parquet({path_literal(source.path)})")
        elif self._every_line_is_a_record(source):
            self._raw(f"select *, null::bigint as line from {_scan(source, source.path)}")
        else:
            self._careful(part, source)

    def _raw(self, select: str) -> None:
        self.db.execute(f"create or replace temp view raw as {select}")

    def _every_line_is_a_record(self, source: Source) -> bool:
        """Whether each physical line by itself has exactly the header's number of fields."""
        if source.encoding.lower().replace("-", "") != "utf8" or source.first_line != 2:
            return False
        mark = literal(source.delimiter)
        question = f"""
          select count(*) from (
            select case when contains(line, '"') then regexp_replace(line, '"[^"]*"', '', 'g')
                        else line end as bare
            from read_csv({path_literal(source.path)}, columns = {{'line': 'varchar'}},
                          delim = '\x01', quote = '', escape = '', header = false,
                          auto_detect = false))
          where length(bare) - length(replace(bare, {mark}, '')) <> $delimiters
             or contains(bare, '"') or bare = ''"""
        try:
            found = self.db.execute(question, {"delimiters": len(source.header) - 1}).fetchone()
            return found == (0,)
        except duckdb.Error:  # not UTF-8, a line too long: the careful road says which
            return False

    def _careful(self, part: _Part, source: Source) -> None:
        target = self.folder / f"careful_{part.number}.csv"
        keys = tuple(source.header.index(header)
                     for name in ("created_at", "sent_at", "rated_at")
                     if name in part.recognised.columns
                     for header in part.recognised.header(part.recognised.columns[name]))
        try:
            found = rewrite(source, keys, target)
        except OSError as error:
            raise ExportError(source.path, f"cannot be read ({error.strerror})") from None
        part.bad = found.bad
        if found.blank:
            part.notes.append(f"{found.blank:,} blank lines")
        if source.encoding != "utf-8":
            part.notes.append(f"encoding {source.encoding}")
        columns = ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.header)))
        self._raw(f"select * from read_csv({literal(str(target))}, header = false, quote = '\"', "
                  f"escape = '\"', delim = ',', auto_detect = false, strict_mode = true, "
                  f"max_line_size = 4000000, columns = {{'line': 'bigint', {columns}}})")

    def _form_of(self, part: _Part, entry: Export | None) -> FormOf:
        def form_of(name: str, expression: str, column: Column) -> dates.DateForm:
            if column.format:
                return dates.by_format(column.format)
            order = column.dates or (entry.dates if entry else None)
            header = " + ".join(part.recognised.header(column)) or name
            return dates.decide(self.db, part.recognised.source, "raw", expression, header, order)
        return form_of

    def _copy(self, part: _Part) -> None:
        recognised = part.recognised
        columns = recognised.columns
        scale = columns["csat"] if "csat" in columns else columns.get("score")
        first_response = columns.get("first_response")
        self._write(
            f"load/{recognised.table}", f"{recognised.table}_{part.number}", part=part.number,
            bots=self.bots,
            first_response_exported="first_response_at" in columns or first_response is not None,
            resolution_exported="resolved_at" in columns or "resolution" in columns,
            status_exported="status" in columns,
            handled_by_exported="handled_by" in columns,
            first_response_basis=first_response.basis if first_response else "calendar",
            two_valued=bool(scale and scale.scale == "good-bad"),
        )

    def _empty(self, table: Table) -> None:
        """Write a part without rows, so that every table exists."""
        width = len(FIELDS[table])
        source = Source(Path("none"), "csv", tuple(f"none {i}" for i in range(width)))
        nothing = project(Recognised(source, "", table, {}, {}, None), lambda *_: dates.ISO)
        self.db.execute("create or replace temp view source as "
                        + nothing.sql("(select null::bigint as line limit 0)"))
        self._write(f"load/{table}", f"{table}_none", part=-1, bots=self.bots,
                    first_response_exported=False, resolution_exported=False, status_exported=False,
                    handled_by_exported=False, first_response_basis="calendar", two_valued=False)

    def _write(self, statement: str, name: str, **parameters: Any) -> None:
        """Run queries/sql/`statement`.sql into the folder's Parquet file `name`."""
        target = literal(f"{self.folder / name}.parquet")
        copy = f"copy ({sql_file(statement)}) to {target} (format parquet, compression lz4)"
        used = self.db.extract_statements(copy)[0].named_parameters
        self.db.execute(copy, {key: value for key, value in parameters.items() if key in used})

    # ── all files together ──────────────────────────────────────────────────────────────────────

    def _finish(self) -> list[str]:
        """Unify names, leave out older versions, derive what needs more than one table."""
        db, folder = self.db, str(self.folder)
        for table in _TABLES:
            db.execute(f"create view {table[:-1]}_parts as select *, file_row_number from "
                       f"read_parquet({literal(folder + f'/{table}_*.parquet')}, "
                       "file_row_number = true)")
        db.execute("create table files (part integer, file varchar, first_line bigint, rank double)")
        db.execute("create table headers (part integer, field varchar, header varchar)")
        db.execute("create table bad_lines (part integer, line bigint, value varchar, reason varchar)")
        for part in self.parts:
            source = part.recognised.source
            db.execute("insert into files values (?, ?, ?, ?)",
                       [part.number, clean(source.name), source.first_line, self._rank(part)])
            headers = [(part.number, name, clean(" + ".join(part.recognised.header(column)) or name))
                       for name, column in part.recognised.columns.items()]
            db.executemany("insert into headers values (?, ?, ?)", headers)
            if part.bad:
                db.executemany("insert into bad_lines values (?, ?, ?, ?)",
                               [(part.number, bad.line, bad.value, bad.reason) for bad in part.bad])
        notes = unify_names(db, self.config.channels)
        self._derive("superseded", "load/superseded")
        db.execute("create table handovers (ticket_id varchar, seconds double)")
        db.execute(sql_file("tickets").replace("{folder}", folder))
        self._derive("messages", "load/messages_final", bots=self.bots)
        self._derive("conversations", "load/conversations")
        db.execute("""insert into handovers
            select t.ticket_id, elapsed(c.handover_at, c.first_human_at)
            from conversations c join tickets t using (ticket_id)
            where t.handled_by = 'both' and c.handover_at is not null""")
        self._derive("ratings", "load/ratings_final", bots=self.bots)
        self._derive("rejects", "load/rejects")
        for small in ("files", "channel_names", "agent_names", "handovers"):
            db.execute(f"copy {small} to {literal(f'{folder}/{small}.parquet')}")
        return notes

    def _derive(self, name: str, statement: str, **parameters: Any) -> None:
        self._write(statement, name, **parameters)
        self.db.execute(f"create view {name} as "
                        f"from read_parquet({literal(str(self.folder / name) + '.parquet')})")

    def _rank(self, part: _Part) -> float:
        """Return how far a file reaches: its last instant, then its age on disk decide what is newer."""
        last = {"tickets": "greatest(max(created_at), max(resolved_at), max(first_response_at))",
                "messages": "max(sent_at)", "ratings": "max(rated_at)"}[part.recognised.table]
        parts = part.recognised.table[:-1] + "_parts"
        row = self.db.execute(f"select coalesce(epoch({last}), 0) from {parts} "
                              "where part = ?", [part.number]).fetchone()
        modified = part.recognised.source.path.stat().st_mtime
        return (float(row[0]) if row else 0.0) + modified / 1e12 + part.number / 1e6

    def _ledger(self, notes: list[str]) -> Ledger:
        rows = self.db.execute(sql_file("load/ledger")).fetchall()
        counts = {row[0]: row[1:] for row in rows}
        files = tuple(self._file_ledger(part, counts.get(part.number, (0, 0, 0, 0, 0)))
                      for part in self.parts)
        rejects = self.db.execute(f"from rejects limit {REJECTS_SHOWN}").fetchall()
        total = self.db.execute("select count(*) from rejects").fetchone()
        return Ledger(files, tuple(Reject(*row) for row in rejects), total[0] if total else 0,
                      tuple(notes), ())

    def _file_ledger(self, part: _Part, counts: tuple[int, ...]) -> FileLedger:
        read, superseded, excluded, rejected, values = counts
        recognised = part.recognised
        rows, rejected = read + len(part.bad), rejected + len(part.bad)
        columns = tuple(
            MappedColumn(name, clean(" + ".join(recognised.header(column))
                                     or f"always {column.value}"),
                         part.projection.words.get(name, ""))
            for name, column in recognised.columns.items())
        return FileLedger(
            clean(recognised.source.name), recognised.as_what, recognised.table, rows,
            rows - superseded - excluded - rejected, superseded, excluded, rejected, values, columns,
            tuple(clean(name) for name in recognised.unused), tuple(part.notes))

    def _refusal(self, file: FileLedger, ledger: Ledger) -> str:
        first = next(r for r in ledger.rejects if r.file == file.file and r.severity == "row")
        where = f'column "{first.column}", ' if first.column else ""
        return (f"{file.rejected:,} of {file.rows:,} rows cannot be used, so none is: first line "
                f'{first.line}, {where}"{clean(first.value or "", 60)}": {first.reason}. Is the '
                "mapping right? (reading → rejected_refuse sets the limit)")


def _scan(source: Source, path: Path) -> str:
    columns = ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.header)))
    return (f"read_csv({path_literal(path)}, columns = {{{columns}}}, header = true, "
            f"delim = {literal(source.delimiter)}, quote = '\"', escape = '\"', "
            "auto_detect = false, strict_mode = true)")


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _plain(source: Source, error: duckdb.Error) -> str:
    """Say what DuckDB could not read, in one sentence."""
    if source.form == "parquet":
        return "a Parquet file that is cut or damaged; export it again"
    first = clean(str(error).splitlines()[0], 200)
    return f"cannot be read as CSV ({first})"
