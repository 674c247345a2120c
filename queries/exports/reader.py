"""One export file → one Parquet part of a canonical table.

Two roads lead in. Where every physical line of a CSV file is one whole record by itself, DuckDB reads
it in one strict scan straight into Parquet. Any other file takes the careful road first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from queries.config.mapping import FIELDS, Column, Table
from queries.config.schema import Config, Export
from queries.database import open_database
from queries.exports import dates
from queries.exports.careful import BadLine, rewrite
from queries.exports.errors import ExportError
from queries.exports.projection import FormOf, Projection, project
from queries.exports.recognise import Recognised, recognise
from queries.exports.source import Source, look
from queries.exports.zones import zone_macros
from queries.sqltext import identifier, literal, path_literal, sql_file
from queries.text import sql_macro

# Columns of a ticket that stand in the part as they stand in the export.
_PLAIN = (
    "assignee",
    "team",
    "brand",
    "customer_id",
    "customer_replies",
    "reopens",
    "transfers",
    "abandoned",
    "reason",
    "tags",
    "subject",
    "excluded",
    "csat_at",
    "csat_comment",
)


@dataclass(slots=True)
class Part:
    """One file as it was read: the mapping, how each column was read, and the lines that are no rows."""

    number: int
    recognised: Recognised
    projection: Projection
    bad: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    careful: bool = False
    name: str = ""


class Reader:
    """Reads files into `folder` with a DuckDB of its own, which may see every file."""

    def __init__(self, config: Config, folder: Path) -> None:
        """Open the database and define the macros of queries/sql/load/macros.sql."""
        self.config = config
        self.folder = folder
        self.bots = [name.casefold() for name in config.team.bots]
        self.parts: list[Part] = []
        self._zone = ""
        self.db = open_database(folder, config.reading)
        # The bar is counted for query_progress() and never printed.
        self.db.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
        self.db.execute(sql_macro())
        first, last = config.reading.earliest_year, config.reading.latest_year
        self.db.execute(
            "create macro in_years(t) as case "
            f"when t >= make_timestamp({first}, 1, 1, 0, 0, 0) "
            f"and t < make_timestamp({last + 1}, 1, 1, 0, 0, 0) then t end"
        )
        self.db.execute(sql_file("load/macros"))

    def read(self, path: Path) -> int:
        """Read one file and return its rows; raise ExportError where it cannot be used."""
        source = look(path)
        recognised = recognise(source, self.config.exports)
        entry = recognised.entry
        if entry is not None and entry.encoding:
            source = look(path, entry.encoding)
            recognised = recognise(source, self.config.exports)
        part = Part(len(self.parts), recognised, Projection())
        zone = (entry.timezone if entry else None) or self.config.team.timezone
        self._read_times_of(zone)
        before = _identity(path)
        try:
            self._open(part, source)
            try:
                rows = self._take(part, entry)
            except duckdb.InterruptException:
                raise
            except duckdb.Error:
                if source.form == "parquet" or part.careful:
                    raise
                # What looked like whole lines is no strict CSV after all.
                self._careful(part, source)
                rows = self._take(part, entry)
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise ExportError(path, _plain(source, error)) from None
        if _identity(path) != before:
            raise ExportError(path, "it changed while it was read; run rung again when it is whole")
        part.notes.append(f"times without a zone are {zone}")
        self.parts.append(part)
        return rows

    def _take(self, part: Part, entry: Export | None) -> int:
        """Project the view `raw` onto the table's fields and write them; return the rows."""
        part.projection = project(
            part.recognised, self._form_of(part, entry), self.config.team.timezone
        )
        for zone in part.projection.zones:
            self._define_zone(zone, named=zone)
        self.db.execute(f"create or replace temp view source as {part.projection.sql('raw')}")
        return self._copy(part)

    def write(
        self, statement: str, name: str, without: Iterable[str] = (), **parameters: Any
    ) -> int:
        """Run queries/sql/`statement`.sql into the folder's Parquet file `name`; return its rows.

        Columns named in `without` are not written: they hold nothing.
        """
        target = literal(f"{self.folder / name}.parquet")
        exclude = ", ".join(map(identifier, without))
        selected = f"select * exclude ({exclude})" if exclude else "select *"
        copy = (
            f"copy ({selected} from ({sql_file(statement)})) to {target} "
            "(format parquet, compression lz4)"
        )
        used = self.db.extract_statements(copy)[0].named_parameters
        bound = {key: value for key, value in parameters.items() if key in used}
        written = self.db.execute(copy, bound).fetchone()
        return int(written[0]) if written else 0

    def write_empty(self, table: Table) -> None:
        """Write a part without rows, so that every table exists."""
        nothing = Source(Path("none"), "csv", tuple(f"none {i}" for i in range(len(FIELDS[table]))))
        projection = project(Recognised(nothing, "", table, {}, {}, None), lambda *_: dates.ISO)
        rows = projection.sql("(select null::bigint as line limit 0)")
        self.db.execute(f"create or replace temp view source as {rows}")
        self.write(
            f"load/{table}",
            f"{table}_none",
            part=-1,
            bots=self.bots,
            first_response_exported=False,
            resolution_exported=False,
            status_exported=False,
            handled_by_exported=False,
            first_response_basis="calendar",
            resolution_basis="calendar",
            two_valued=False,
            longest=0.0,
        )

    def _read_times_of(self, zone: str) -> None:
        """Make `to_utc` read local times of `zone`."""
        if zone != self._zone:
            self._define_zone(zone)
            self._zone = zone

    def _define_zone(self, zone: str, named: str = "") -> None:
        years = self.config.reading
        for macro in zone_macros(zone, years.earliest_year, years.latest_year, named):
            self.db.execute(macro)

    def _open(self, part: Part, source: Source) -> None:
        """Create the view `raw`: the file's columns as text by place (c0, c1 …), and `line`."""
        if source.form == "parquet":
            columns = ", ".join(
                f"{identifier(name)}::varchar as c{i}" for i, name in enumerate(source.header)
            )
            self._raw(
                f"select {columns}, null::bigint as line "
                f"from read_parquet({path_literal(source.path)})"
            )
        elif self._every_line_is_a_record(source):
            self._raw(
                f"select *, null::bigint as line from read_csv({path_literal(source.path)}, "
                f"columns = {{{_columns(source)}}}, header = true, "
                f"delim = {literal(source.delimiter)}, quote = '\"', escape = '\"', "
                "auto_detect = false, strict_mode = true)"
            )
        else:
            self._careful(part, source)

    def _raw(self, select: str) -> None:
        self.db.execute(f"create or replace temp view raw as {select}")

    def _every_line_is_a_record(self, source: Source) -> bool:
        """Whether each physical line by itself has exactly the header's number of fields."""
        if source.encoding.lower().replace("-", "") != "utf8" or source.first_line != 2:
            return False
        mark = literal(source.delimiter)
        # A line in one column: \x01 as the delimiter stands in no text.
        question = f"""
          select count(*) from (
            select case when contains(line, '"') then regexp_replace(line, '"[^"]*"', '', 'g')
                        else line end as bare
            from read_csv({path_literal(source.path)}, columns = {{'line': 'varchar'}},
                          delim = '\x01', quote = '', escape = '', header = false,
                          auto_detect = false))
          where strlen(bare) - strlen(replace(bare, {mark}, '')) <> $delimiters
             or contains(bare, '"') or bare = ''"""
        try:
            found = self.db.execute(question, {"delimiters": len(source.header) - 1}).fetchone()
        except duckdb.Error:  # not UTF-8, or a line too long: the careful road says which
            return False
        return found == (0,)

    def _careful(self, part: Part, source: Source) -> None:
        part.careful = True
        target = self.folder / f"careful_{part.number}.csv"
        keys = tuple(
            source.header.index(header)
            for name in ("created_at", "sent_at", "rated_at")
            if name in part.recognised.columns
            for header in part.recognised.header(part.recognised.columns[name])
        )
        try:
            found = rewrite(source, keys, target)
        except OSError as error:
            raise ExportError(source.path, f"cannot be read ({error.strerror})") from None
        part.bad = found.bad
        if found.blank:
            part.notes.append(f"{found.blank:,} blank lines")
        if source.encoding != "utf-8":
            part.notes.append(f"encoding {source.encoding}")
        self._raw(
            f"select * from read_csv({literal(str(target))}, header = false, quote = '\"', "
            "escape = '\"', delim = ',', auto_detect = false, strict_mode = true, "
            f"max_line_size = 4000000, columns = {{'line': 'bigint', {_columns(source)}}})"
        )

    def _form_of(self, part: Part, entry: Export | None) -> FormOf:
        def form_of(name: str, expression: str, column: Column) -> dates.DateForm:
            if column.format:
                return dates.by_format(column.format)
            order = column.dates or (entry.dates if entry else None)
            header = " + ".join(part.recognised.header(column)) or name
            return dates.decide(self.db, part.recognised.source, "raw", expression, header, order)

        return form_of

    def _copy(self, part: Part) -> int:
        recognised, columns = part.recognised, part.recognised.columns
        rating = columns.get("csat", columns.get("score"))
        first_response, resolution = columns.get("first_response"), columns.get("resolution")
        return self.write(
            f"load/{recognised.table}",
            f"{recognised.table}_{part.number}",
            without=_empty_columns(part),
            part=part.number,
            bots=self.bots,
            first_response_exported="first_response_at" in columns or first_response is not None,
            resolution_exported="resolved_at" in columns or resolution is not None,
            status_exported="status" in columns,
            handled_by_exported="handled_by" in columns,
            first_response_basis=first_response.basis if first_response else "calendar",
            resolution_basis=resolution.basis if resolution else "calendar",
            two_valued=bool(rating and rating.scale == "good-bad"),
            longest=self.config.reading.longest_days * 86400.0,
        )


def _empty_columns(part: Part) -> Iterator[str]:
    """Yield the columns of tickets that this file cannot fill, since no column is mapped to them."""
    if part.recognised.table == "tickets":
        yield from (name for name in _PLAIN if name not in part.recognised.columns)
        if "csat" not in part.recognised.columns:
            yield from ("csat", "csat_sent")
        if not part.careful:
            yield "line"


def _columns(source: Source) -> str:
    return ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.header)))


def _identity(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _plain(source: Source, error: duckdb.Error) -> str:
    """Say what DuckDB could not read, in one sentence."""
    if source.form == "parquet":
        return "a Parquet file that is cut or damaged; export it again"
    first = str(error).splitlines()[0]
    return f"cannot be read as CSV ({first[:200]})"
