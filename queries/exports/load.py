"""All exports → canonical Parquet in a folder, and the ledger of what became of every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from queries.config.mapping import Table
from queries.config.schema import Config
from queries.exports.errors import ExportError, ExportsError
from queries.exports.files import distinct_names, find_files
from queries.exports.ledger import FileLedger, Ledger, MappedColumn, Reject
from queries.exports.names import unify_names
from queries.exports.progress import LoadCancelledError, Progress
from queries.exports.reader import Part, Reader
from queries.sqltext import literal, sql_file
from queries.text import clean

REJECTS_KEPT = 1000
_TABLES: tuple[Table, ...] = ("tickets", "messages", "ratings")


def load(
    paths: Iterable[str],
    config: Config,
    folder: Path,
    *,
    keep_going: bool = False,
    progress: Progress | None = None,
    rejects: int = REJECTS_KEPT,
) -> Ledger:
    """Read the exports that `paths` name into `folder` and return the ledger.

    Raises ExportsError naming every file that cannot be used; with `keep_going` they stand in the
    ledger's `errors` instead, beside what could be read. `progress` tells other threads how far it
    is; stopped through it, the load raises LoadCancelledError. The ledger lists the first `rejects`.
    """
    progress = progress or Progress()
    files, errors = _find(paths, config.reading.files_at_most)
    reader = Reader(config, folder)
    progress.expect(files, reader.db)
    try:
        for path in files:
            progress.begin(path)
            try:
                progress.end(reader.read(path))
            except ExportError as error:
                progress.check()
                errors.append(error)
        progress.check()
        loader = _Loader(reader, rejects)
        ledger = loader.finish()
        errors += loader.refused(ledger)
    except duckdb.InterruptException:
        raise LoadCancelledError from None
    finally:
        reader.db.close()
    if errors and not keep_going:
        raise ExportsError(errors)
    return replace(ledger, errors=tuple(str(error) for error in errors))


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
        errors.append(ExportError("exports", f"more than {at_most:,} files"))
    return list(files.values()), errors


class _Loader:
    """Brings the parts together: one name for one thing, older versions out, what needs two tables."""

    def __init__(self, reader: Reader, rejects: int) -> None:
        self.reader = reader
        self.rejects = rejects
        self.db = reader.db
        self.folder = reader.folder

    def finish(self) -> Ledger:
        """Write the final tables and return the ledger."""
        db, folder = self.db, str(self.folder)
        for table in _TABLES:
            self.reader.write_empty(table)  # every table exists, with every column
            db.execute(
                f"create view {table[:-1]}_parts as select *, file_row_number from "
                f"read_parquet({literal(f'{folder}/{table}_*.parquet')}, "
                "file_row_number = true, union_by_name = true)"
            )
        self._describe_parts()
        notes = unify_names(db, self.reader.config.channels)
        notes += [
            f"{part.name} has no channel, so its tickets are not graded: map one under columns "
            "(channel: Source, or channel: {value: email})"
            for part in self.reader.parts
            if part.recognised.table == "tickets" and "channel" not in part.recognised.columns
        ]
        self._derive("superseded", "load/superseded")
        db.execute("create table first_replies (ticket_id varchar, since timestamp, at_ timestamp)")
        db.execute(sql_file("tickets").replace("{folder}", folder))
        self._derive("messages", "load/messages_final", bots=self.reader.bots)
        self._derive("conversations", "load/conversations")
        db.execute(sql_file("load/first_replies"))
        self._derive("ratings", "load/ratings_final", bots=self.reader.bots)
        self._derive("rejects", "load/rejects")
        for name in ("files", "channel_names", "agent_names", "first_replies"):
            db.execute(f"copy {name} to {literal(f'{folder}/{name}.parquet')}")
        return self._ledger(notes)

    def refused(self, ledger: Ledger) -> list[ExportError]:
        """Return the files of which too much was rejected to trust the rest."""
        limit = self.reader.config.reading.rejected_refuse
        return [
            ExportError(part.recognised.source.path, _refusal(file, ledger))
            for part, file in zip(self.reader.parts, ledger.files, strict=True)
            if file.rejected > limit * max(file.rows, 1)
        ]

    def _describe_parts(self) -> None:
        """Fill the tables files, headers and bad_lines, which the statements join."""
        db = self.db
        db.execute(
            "create table files (part integer, file varchar, first_line bigint, rank integer)"
        )
        db.execute("create table headers (part integer, field varchar, header varchar)")
        db.execute(
            "create table bad_lines (part integer, line bigint, value varchar, reason varchar)"
        )
        ranks = sorted(self.reader.parts, key=self._reach)
        names = distinct_names([part.recognised.source.path for part in self.reader.parts])
        for part, name in zip(self.reader.parts, names, strict=True):
            part.name = clean(name)
            row = [part.number, part.name, part.recognised.source.first_line, ranks.index(part)]
            db.execute("insert into files values (?, ?, ?, ?)", row)
            headers = [
                (part.number, name, clean(" + ".join(part.recognised.header(column)) or name))
                for name, column in part.recognised.columns.items()
            ]
            db.executemany("insert into headers values (?, ?, ?)", headers)
            if part.bad:
                bad = [(part.number, b.line, b.value, b.reason) for b in part.bad]
                db.executemany("insert into bad_lines values (?, ?, ?, ?)", bad)

    def _derive(self, name: str, statement: str, **parameters: Any) -> None:
        self.reader.write(statement, name, **parameters)
        target = literal(f"{self.folder / name}.parquet")
        self.db.execute(f"create view {name} as from read_parquet({target})")

    def _reach(self, part: Part) -> tuple[float, int, int]:
        """Return how far a file reaches: its last instant, then its age on disk, then its place."""
        table = part.recognised.table
        last = {
            "tickets": "greatest(max(created_at), max(resolved_at))",
            "messages": "max(sent_at)",
            "ratings": "max(rated_at)",
        }[table]
        row = self.db.execute(
            f"select coalesce(epoch({last}), 0) from {table[:-1]}_parts where part = ?",
            [part.number],
        ).fetchone()
        modified = part.recognised.source.path.stat().st_mtime_ns
        return float(row[0]) if row else 0.0, modified, part.number

    def _ledger(self, notes: list[str]) -> Ledger:
        counts = {row[0]: row[1:] for row in self.db.execute(sql_file("load/ledger")).fetchall()}
        files = tuple(
            _file_ledger(part, counts.get(part.number, (0, 0, 0, 0, 0)))
            for part in self.reader.parts
        )
        rejects = self.db.execute(f"from rejects limit {self.rejects}").fetchall()
        total = self.db.execute("select count(*) from rejects").fetchone()
        return Ledger(
            files,
            tuple(Reject(*row) for row in rejects),
            total[0] if total else 0,
            tuple(notes),
            (),
        )


def _file_ledger(part: Part, counts: tuple[int, ...]) -> FileLedger:
    read, superseded, excluded, rejected, values = counts
    recognised = part.recognised
    rows, rejected = read + len(part.bad), rejected + len(part.bad)
    columns = tuple(
        MappedColumn(
            name,
            clean(" + ".join(recognised.header(column)) or f"always {column.value}"),
            part.projection.words.get(name, ""),
        )
        for name, column in recognised.columns.items()
    )
    return FileLedger(
        file=part.name,
        recognised_as=recognised.as_what,
        table=recognised.table,
        rows=rows,
        kept=rows - superseded - excluded - rejected,
        superseded=superseded,
        excluded=excluded,
        rejected=rejected,
        values_rejected=values,
        columns=columns,
        unused=tuple(clean(name) for name in recognised.unused),
        notes=tuple(part.notes),
    )


def _refusal(file: FileLedger, ledger: Ledger) -> str:
    first = next((r for r in ledger.rejects if r.file == file.file and r.severity == "row"), None)
    example = ""
    if first is not None:
        where = f'column "{first.column}", ' if first.column else ""
        example = (
            f': first line {first.line}, {where}"{clean(first.value or "", 60)}": {first.reason}'
        )
    return (
        f"{file.rejected:,} of {file.rows:,} rows cannot be used, so none is{example}. Is the mapping "
        "right? (reading → rejected_refuse sets the limit)"
    )
