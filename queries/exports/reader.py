"""One export file → its parts in a folder: canonical rows, ratings and rejects as Parquet, and the account.

Two roads lead in. Where a strict DuckDB scan finds exactly as many records as the file has lines after
its header, every line is one record and the scan is the whole reading. Any other file takes the careful
road first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb

from queries.config.mapping import Column
from queries.config.schema import Config
from queries.exports import dates
from queries.exports.account import account
from queries.exports.advice import advice
from queries.exports.cache import DISK_FULL, is_disk_full
from queries.exports.cells import Nothing
from queries.exports.empty_columns import empty_columns
from queries.exports.errors import ExportError, NotAnExportError, UnreadableError
from queries.exports.identity import Identity, identity
from queries.exports.part import Part, what_it_exports
from queries.exports.physical import Physical, count, count_lines
from queries.exports.projection import FormOf, project
from queries.exports.reading import Reading, Understanding, told_by_lines
from queries.exports.roads import (
    every_line_was_a_record,
    open_as_it_is,
    open_carefully,
    open_parquet,
)
from queries.exports.source import Source, read_head, why_unreadable
from queries.exports.statements import Statements
from queries.exports.unpack import Raw, unpack
from queries.exports.unread import list_unread
from queries.said import Said, said
from queries.sqltext import literal
from queries.text import clean

_TRIES = 2  # a file that changes while it is read is read once more
_SORTED = 1.5  # row groups that overlap more are sorted, so that a period reads only its own


class Reader:
    """Reads one file after the other."""

    def __init__(self, config: Config, statements: Statements) -> None:
        """Read as `config` says, with the database of `statements`."""
        self.config = config
        self.statements = statements
        self.understanding = Understanding(config, statements.work, statements.progress)

    def read(self, path: Path, folder: Path) -> tuple[Identity, tuple[Part, ...]]:
        """Read one file into `folder`; return its identity and its parts.

        A file is one part; an archive one for each file in it. Raises ExportError where it cannot be used,
        OSError where the disk is full.
        """
        read_head(path, path)
        self.understanding.asked.clear()
        statements, at_most = self.statements, self.config.reading.unpacked_at_most
        for _ in range(_TRIES):
            before = identity(path)
            try:
                raws = unpack(path, statements.work, at_most, statements.progress)
                parts = tuple(self._read_all(raws, folder, before))
            except OSError as error:
                if error.errno in DISK_FULL:
                    raise
                raise UnreadableError(path, why_unreadable(error)) from None
            if identity(path) == before:
                return before, parts
        raise ExportError(path, said("changed_while_read"))

    def _read_all(self, raws: list[Raw], folder: Path, before: Identity) -> list[Part]:
        """Read what an archive holds; what of it is no export stands in a note."""
        parts: list[Part] = []
        others: list[NotAnExportError] = []
        for raw in raws:
            try:
                parts.append(self._read(raw, folder, len(parts), before))
            except NotAnExportError as error:
                others.append(error)
        if others and not parts:
            raise others[0]
        if others:
            notes = tuple(
                said("not_read", files=(clean(error.path),), why=error.told) for error in others
            )
            parts[0] = replace(parts[0], notes=(*parts[0].notes, *notes))
        return parts

    def _read(self, raw: Raw, folder: Path, place: int, before: Identity) -> Part:
        number, target = _part_number(before, place), folder / f"{place}.parquet"
        reading = self.understanding.of(raw)
        try:
            if not self._read_at_once(reading, number, target):
                reading = self._read_by_lines(raw, reading, number, target)
            self._leave_out_lonely_years(reading, number, target)
            reading.notes += self._reshaped_ids(reading.table.id)
            unread = list_unread(self.statements, reading, number, target)
            # Before damaged columns go: the values are what shows which setting reads them.
            reading.notes += advice(self.statements, reading) if unread.rejects else ()
            self._leave_out_columns(reading, unread.damaged, number, target)
            part = account(self.statements, reading, number, unread)
            if reading.recognised.table != "tickets":
                return part
            return replace(part, ratings=self._write_cases(reading, number, target))
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            if is_disk_full(str(error)):
                raise
            raise ExportError(raw.origin, _plain(reading, error)) from None

    def _read_at_once(self, reading: Reading, number: int, target: Path) -> bool:
        """Write the rows of a file in one scan; return False where its lines are not its records.

        While DuckDB scans, the lines are counted; how the file begins tells what to expect of its text.
        """
        source, statements = reading.source, self.statements
        if source.form == "parquet":
            open_parquet(statements, source)
            self._project(reading, plain=False)
            self._write(reading, number, target)
            return True
        begins = self._begins(source)
        with ThreadPoolExecutor(1) as pool:
            counting = pool.submit(count_lines, source.path, source.delimiter, statements.progress)
            rows = None
            if not begins.odd and source.first_line == source.header_line + 1:
                open_as_it_is(statements, source)
                rows = self._try(reading, number, target, plain=begins.plain)
            reading.physical = physical = counting.result()
        if rows is None or not every_line_was_a_record(statements, source, physical, rows):
            return False
        if begins.plain and not physical.plain:
            self._project(reading, plain=False)
            self._write(reading, number, target)
        return True

    def _begins(self, source: Source) -> Physical:
        """Return what the first whole lines say, and expect as many lines in the whole file."""
        head = read_head(source.path, source.origin)
        begins = count([head[: head.rfind(b"\n") + 1] or head], source.delimiter)
        size = source.path.stat().st_size
        self.statements.progress.expect_lines(round(begins.lines * size / len(head)))
        return begins

    def _try(self, reading: Reading, number: int, target: Path, *, plain: bool) -> int | None:
        """Return how many rows a strict scan writes, None where it meets a line that is none."""
        try:
            self._project(reading, plain=plain)
            return self._write(reading, number, target)
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            if is_disk_full(str(error)):
                raise
            return None

    def _read_by_lines(self, raw: Raw, reading: Reading, number: int, target: Path) -> Reading:
        """Write the rows of a file that is read line by line; return how it was understood."""
        open_carefully(self.statements, reading)
        if encoding := told_by_lines(reading.source, reading.careful):
            reading = self.understanding.of(raw, encoding)
            if self._read_at_once(reading, number, target):
                return reading
            open_carefully(self.statements, reading)
        # Line breaks inside quotes, and what stands for a NUL or a lone CR, are no plain text.
        self._project(reading, plain=False)
        self._write(reading, number, target)
        return reading

    def _project(self, reading: Reading, *, plain: bool) -> None:
        """Create the view `source`: the fields of the table, read from the view `raw`."""
        statements = self.statements
        statements.read_times_of(reading.zone)
        statements.take_text(plain=plain)
        statements.accept_years()
        self._view_fields(reading)

    def _view_fields(self, reading: Reading) -> None:
        reading.projection = project(
            reading.recognised,
            self._form_of(reading),
            self.config.team.timezone,
            Nothing.of(self.config),
        )
        for zone in reading.projection.zones:
            self.statements.know_zone(zone)
        self.statements.view("source", reading.projection.sql("raw"))

    def _leave_out_lonely_years(self, reading: Reading, number: int, target: Path) -> None:
        """Write the part again without rows that are years away from all others, if there are any."""
        if years := self._lonely_years(reading):
            self.statements.accept_years(*years)
            self._write(reading, number, target)
            told = said("lonely_years", first=str(years[0]), last=str(years[1]))
            reading.notes.append(told)

    def _reshaped_ids(self, key: str | None) -> Iterator[Said]:
        """Say of the part in the view `source` that a spreadsheet changed how its ids are written."""
        if key is None:
            return
        for written, read in self.statements.ask_with("reshaped_ids", id=key, text=f"{key}_text"):
            yield said("reshaped_ids", written=written, read=read)

    def _leave_out_columns(
        self, reading: Reading, damaged: Sequence[str], number: int, target: Path
    ) -> None:
        """Write the part again as if damaged columns had not been exported, if there are any."""
        if damaged:
            recognised = reading.recognised
            kept = {name: c for name, c in recognised.columns.items() if name not in damaged}
            reading.recognised = replace(recognised, columns=kept)
            self._view_fields(reading)
            self._write(reading, number, target)

    def _write_cases(self, reading: Reading, number: int, target: Path) -> int:
        """Write beside the rows of tickets what figures need of them; return how many are rated.


        The cases are sorted by time, so that a period reads only its own; the rows stay as they came, each at
        its line.
        """
        statements = self.statements
        exports = what_it_exports(reading.recognised.columns)
        statements.write("codes", target.with_suffix(".codes.parquet"), part=number)
        statements.view(
            "part_codes", f"from read_parquet({literal(str(target.with_suffix('.codes.parquet')))})"
        )
        [(overlap,)] = statements.ask("overlap", file=str(target), column=reading.table.time) or [
            (0,)
        ]
        statements.write(
            "ticket_cases",
            target.with_suffix(".cases.parquet"),
            order="created_at" if (overlap or 0) > _SORTED else None,
            part=number,
            response_exported=exports.first_response,
            resolution_exported=exports.resolution,
        )
        if "csat" not in reading.recognised.columns:
            return 0
        return statements.write(
            "given_ratings", target.with_suffix(".ratings.parquet"), part=number
        )

    def _write(self, reading: Reading, number: int, target: Path) -> int:
        recognised, columns = reading.recognised, reading.recognised.columns
        exports = what_it_exports(columns)
        rows = self.statements.write(
            recognised.table,
            target,
            without=empty_columns(reading),
            part=number,
            first_response_exported=exports.first_response,
            resolution_exported=exports.resolution,
            status_exported="status" in columns,
            handled_by_exported="handled_by" in columns,
            first_response_basis=exports.first_response_basis,
            resolution_basis=exports.resolution_basis,
            longest=self.config.reading.longest_days * 86400.0,
        )
        self.statements.view_rows("part_rows", recognised.table, [target])
        return rows

    def _lonely_years(self, reading: Reading) -> tuple[int, int] | None:
        """Return the years to keep where a few rows are years away from all others, else None."""
        limits = self.config.reading
        self.statements.view(
            "dated_rows", f"select {reading.table.time} as happened_at from part_rows"
        )
        years = self.statements.ask("years")
        groups: list[list[tuple[int, int]]] = []
        for year, n in years:
            if groups and year - groups[-1][-1][0] <= limits.lonely_years:
                groups[-1].append((year, n))
            else:
                groups.append([(year, n)])
        sizes = [sum(n for _, n in group) for group in groups]
        if len(groups) < 2 or max(sizes) < 0.99 * sum(sizes):
            return None
        main = groups[sizes.index(max(sizes))]
        return main[0][0], main[-1][0] + limits.longest_days // 365

    def _form_of(self, reading: Reading) -> FormOf:
        recognised = reading.recognised
        entry = recognised.entry

        def form_of(name: str, expression: str, column: Column) -> dates.DateForm:
            if column.format:
                return dates.by_format(column.format)
            order = column.dates or (entry.dates if entry else None)
            header = " + ".join(recognised.header(column)) or name
            return dates.decide(
                self.statements.db, recognised.source, "raw", expression, header, order
            )

        return form_of


def _part_number(of: Identity, place: int) -> int:
    """Return a number that no other part has: of the file's identity and the place within it."""
    digest = hashlib.sha256(repr((of, place)).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _plain(reading: Reading, error: duckdb.Error) -> Said:
    """Say what DuckDB could not read, or write."""
    first = str(error).partition("\n")[0]
    if reading.source.form == "parquet":
        return said("parquet_damaged")
    return said("cannot_be_read_as_csv", why=first[:200])
