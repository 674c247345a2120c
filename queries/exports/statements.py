"""The files of queries/sql/load/, run on a database of its own that may see every file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from queries.config.schema import Config
from queries.config.tables import tables
from queries.exports import dates
from queries.exports.database import open_database
from queries.exports.progress import Progress
from queries.exports.projection import project
from queries.exports.recognise import Recognised
from queries.exports.source import Source
from queries.exports.time_words import time_macros
from queries.exports.zones import zone_macros
from queries.sqltext import above_each_other, filled, identifier, literal, literal_list, sql_file
from queries.text import sql_macros

# Fast to read first, small second; a dictionary only where few words come again and again.
PARQUET = "(format parquet, compression lz4, parquet_version v2, dictionary_size_limit 10000)"

_WITHOUT_ROWS: dict[str, bytes] = {}  # a part of each table without rows: the same in every load
_PARAMETERS: dict[str, frozenset[str]] = {}  # which a statement names: parsed once


class Statements:
    """A database with the macros of queries/sql/load/macros.sql; what it spills goes into `work`."""

    def __init__(self, config: Config, work: Path, progress: Progress) -> None:
        """Open it."""
        self.config = config
        self.work = work
        self.progress = progress
        self._zone = ""
        self._years = (0, 0)
        self.none_cases = work / "cases_none.parquet"
        self.db = open_database(work, config.reading)
        progress.watch(self.db)
        # The bar is counted for query_progress() and never printed.
        self.db.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
        # A list after IN must not become a join: rows would leave it in another order than their lines.
        self.db.execute("set disabled_optimizers = 'in_clause'")
        self.take_text(plain=False)
        self.read_times_of(config.team.timezone)
        self.accept_years()
        self.db.execute(f"{sql_file('load/macros')}\n{time_macros()}")
        self.db.execute(sql_file("load/flags"))
        for table in tables():
            self._put_none(table)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def run(self, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; raise LoadCancelledError where the load was stopped."""
        self.progress.check()
        return self.db.execute(sql, parameters).fetchall()

    def ask(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run queries/sql/load/`statement`.sql and return its rows."""
        return self.run(sql_file(f"load/{statement}"), self._bound(statement, parameters))

    def ask_with(self, statement: str, /, **parts: str) -> list[tuple[Any, ...]]:
        """Run queries/sql/load/`statement`.sql with its `parts` filled in and return its rows."""
        return self.run(filled(f"load/{statement}", **parts))

    def write(
        self,
        statement: str,
        target: Path,
        without: Iterable[str] = (),
        order: str | None = None,
        **parameters: Any,
    ) -> int:
        """Run queries/sql/load/`statement`.sql into the Parquet file `target`; return its rows.

        Columns named in `without` are not written: they hold nothing. `order` names a column to sort by.
        """
        exclude = ", ".join(map(identifier, without))
        selected = f"select * exclude ({exclude})" if exclude else "select *"
        sorted_by = f" order by {identifier(order)}" if order else ""
        return self.write_rows(
            f"{selected} from ({sql_file(f'load/{statement}')}){sorted_by}",
            target,
            self._bound(statement, parameters),
        )

    def write_rows(self, select: str, target: Path, parameters: Any = None) -> int:
        """Write the rows of a statement into the Parquet file `target`; return how many."""
        written = self.run(f"copy ({select}) to {literal(str(target))} {PARQUET}", parameters)
        return int(written[0][0])

    def _bound(self, statement: str, parameters: dict[str, Any]) -> dict[str, Any]:
        if statement not in _PARAMETERS:
            [parsed] = self.db.extract_statements(sql_file(f"load/{statement}"))
            _PARAMETERS[statement] = frozenset(parsed.named_parameters)
        return {key: parameters[key] for key in parameters.keys() & _PARAMETERS[statement]}

    def read_times_of(self, zone: str) -> None:
        """Make `to_utc` read local times of `zone`."""
        if zone != self._zone:
            self._define_zone(zone)
            self._zone = zone

    def know_zone(self, zone: str) -> None:
        """Make local times of a zone that a header names readable beside those of `read_times_of`."""
        self._define_zone(zone, named=zone)

    def _define_zone(self, zone: str, named: str = "") -> None:
        years = self.config.reading
        for macro in zone_macros(zone, years.earliest_year, years.latest_year, named):
            self.db.execute(macro)

    def accept_years(self, first: int = 0, last: int = 9999) -> None:
        """Make `in_years` accept the settings' years, or fewer."""
        years = self.config.reading
        bounds = max(first, years.earliest_year), min(last, years.latest_year)
        if bounds != self._years:
            self._years = bounds
            self.db.execute(
                "create or replace macro in_years(t) as case "
                f"when t >= make_timestamp({bounds[0]}, 1, 1, 0, 0, 0) "
                f"and t < make_timestamp({bounds[1] + 1}, 1, 1, 0, 0, 0) then t end"
            )

    def take_text(self, *, plain: bool) -> None:
        """Make `words` and `clean` fit the text that comes: printable ASCII only (`plain`), or any."""
        self.db.execute(sql_macros(plain=plain))

    def keep(self, name: str, statement: str) -> None:
        """Keep the rows of queries/sql/load/`statement`.sql as the table `name`."""
        self.keep_rows(name, [sql_file(f"load/{statement}")])

    def keep_rows(self, name: str, selects: Iterable[str]) -> None:
        """Keep the rows of several statements, one above the other, as the table `name`."""
        self.run(f"create or replace temp table {name} as {above_each_other(selects)}")

    def view(self, name: str, select: str) -> None:
        """Create or replace a view."""
        self.run(f"create or replace temp view {name} as {select}")

    def view_rows(self, name: str, table: str, files: Iterable[Path]) -> None:
        """Create or replace a view over parts of `table`: every column, and file_row_number."""
        paths = literal_list(str(path) for path in (self.none(table), *files))
        self.view(name, f"from read_parquet({paths}, file_row_number = true, union_by_name = true)")

    def none(self, table: str) -> Path:
        """Return a part without rows, which has every column."""
        return self.work / f"{table}_none.parquet"

    def _put_none(self, table: str) -> None:
        """Put it there; what it is made of is asked once a process."""
        if table in _WITHOUT_ROWS:
            self.none(table).write_bytes(_WITHOUT_ROWS[table])
        else:
            self._write_none(table)
            _WITHOUT_ROWS[table] = self.none(table).read_bytes()

    def _write_none(self, table: str) -> None:
        fields = tuple(f"none {i}" for i in range(len(tables()[table].fields)))
        nothing = Source(Path("none"), Path("none"), "csv", fields)
        projection = project(Recognised(nothing, "", table, {}, {}, None), lambda *_: dates.ISO)
        self.view("source", projection.sql("(select null::bigint as line limit 0)"))
        self.write(
            table,
            self.none(table),
            part=-1,
            first_response_exported=False,
            resolution_exported=False,
            status_exported=False,
            handled_by_exported=False,
            first_response_basis="calendar",
            resolution_basis="calendar",
            longest=0.0,
        )
