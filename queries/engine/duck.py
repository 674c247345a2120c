"""A locked-down DuckDB over the loaded Parquet, in which the cases of a request are made and asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from queries.config import Config
from queries.engine.bounds import case_channels, class_bounds, judged_in_open_time
from queries.engine.opening_hours import open_segments
from queries.engine.port import EngineError, Extent, Row
from queries.engine.script import script
from queries.engine.stages import (
    CASES,
    COUNTED,
    GROUPED,
    LATER,
    OPEN_SEGMENTS,
    TABLES,
    TYPES,
    VIEWS,
    variables,
)
from queries.exports.database import open_database
from queries.exports.loaded import Loaded
from queries.said import Said, said
from queries.scope import Request, Stop, StoppedError
from queries.sqltext import filled, identifier, literal_list, sql_file
from queries.text import SHOWN, clean

_sql = cache(sql_file)


class Workspace:
    """The canonical tables in a DuckDB that sees the cache and nothing else."""

    def __init__(self, loaded: Loaded, config: Config, spill: Path) -> None:
        """Open the loaded Parquet; `config` gives the bots, the hours and the ladder's bounds.

        What questions spill goes into the folder `spill`.
        """
        self._config = config
        self._loaded = loaded
        self._closing = Stop()
        self._last: tuple[Request, _Connection] | None = None
        self._last_lock = threading.Lock()
        self._values: dict[str, list[str]] = {}
        self._named: dict[str, frozenset[str]] = {}  # which parameters a statement names
        self._cursor_lock = threading.Lock()
        self.statements: list[str] = []  # what ran, by name; for tests and benchmarks
        self._db = open_database(spill, config.reading)
        # Joins bring few names to many tickets: the right side, as written, is what is kept in memory.
        self._db.execute("set disabled_optimizers = 'build_side_probe_side'")
        # When a wait is due in open time is looked up by order, also for few waits.
        self._db.execute("set asof_loop_join_threshold = 0")
        for statement in TABLES:
            self._db.execute(loaded.sql(statement))
        self._insert("bots", ([name.lower()] for name in config.team.bots))
        self._insert("case_channels", ([name] for name in case_channels(config.channels)))
        self._insert("class_bounds", class_bounds(config))
        for statement in VIEWS:
            self._db.execute(loaded.sql(statement))
        self._open_hours()
        self._lock((*loaded.roots, spill))

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what runs, and let go of the database."""
        self._closing.stop()
        self._closing.wait()
        self._db.close()

    @cached_property
    def extent(self) -> Extent | None:
        """When the data begin and end; None where there are no data."""
        row = self._db.execute(
            "select data_start, data_end, last_created, "
            "to_microseconds(coalesce(longest_response_us, 0)) from extent"
        ).fetchone()
        return Extent(*row) if row and row[0] is not None else None

    def values(self, field: str) -> list[str]:
        """Return what a filter may name: every `team`, `channel`, `agent` or `reason` in the data."""
        if field not in self._values:
            found = self.run(
                self._cursor(), "cases/values", _sql("cases/values"), {"field": field}, Stop()
            )
            self._values[field] = [row["name"] for row in found]
        return self._values[field]

    def asking(self, request: Request, *, aside: bool = False, counted: bool = True) -> Asking:
        """Return the cases of `request`, making them where they are not those made last.

        Those asked `aside` leave the last ones as they are; of those not `counted` no figure can be asked, only
        their cases.

        Raises StoppedError where the request was stopped, EngineError where they cannot be made.
        """
        with self._last_lock:
            last = self._last
        if last is None or last[0] != request or counted > last[1].counted:
            last = request, self._make(request, counted=counted)
            if not aside:
                with self._last_lock:
                    self._last = last
        return Asking(request, self, last[1])

    def script(self, request: Request, question: str) -> str:
        """Return one file that asks `question`, with nothing left to bind, in an empty database."""
        return script(self._loaded, self._config, self.extent, request, question)

    def run(
        self,
        cursor: duckdb.DuckDBPyConnection,
        name: str,
        sql: str,
        parameters: dict[str, Any],
        stop: Stop,
    ) -> list[Row]:
        """Run one statement with those of `parameters` that it names; `name` is for who counts them."""
        try:
            with self._guarded(cursor, stop):
                if sql not in self._named:
                    parsed = cursor.extract_statements(sql)[0]
                    self._named[sql] = frozenset(parsed.named_parameters)
                self.statements.append(name)
                cursor.execute(sql, {key: parameters[key] for key in self._named[sql]})
                columns = [column[0] for column in cursor.description or ()]
                return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            raise EngineError(_told(error)) from None

    @contextmanager
    def _guarded(self, cursor: duckdb.DuckDBPyConnection, stop: Stop) -> Iterator[None]:
        """Let something run that a stop or the closing ends; nothing runs while the database is closed."""
        try:
            with self._closing.guarding(cursor.interrupt), stop.guarding(cursor.interrupt):
                yield
        except duckdb.InterruptException:
            raise StoppedError from None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of its own; one that is asked for by two at once refuses."""
        with self._closing.guarding(lambda: None), self._cursor_lock:
            return self._db.cursor()

    def _make(self, request: Request, *, counted: bool) -> _Connection:
        """Make the cases of a request, in a connection of its own."""
        request.stop.check()
        cursor = self._cursor()
        with self._guarded(cursor, request.stop):
            for name, value in variables(request, self._config, self.extent).items():
                kind = TYPES.get(name, "varchar")
                cursor.execute(
                    f"set variable {identifier(name)} = $value::{kind}", {"value": value}
                )
        few = self.run(cursor, "cases/how_many", _sql("cases/how_many"), {}, request.stop)[0]["n"]
        kept = counted and few <= self._config.reading.cases_in_memory
        kind = "table" if kept else "view"
        for name in (*CASES, COUNTED) if counted else CASES:
            for statement in filled(name, kind=kind).split(";\n\n"):
                self.run(cursor, name, statement, {}, request.stop)
        if counted:
            with self._guarded(cursor, request.stop):
                cursor.execute(_sql(GROUPED))
        return _Connection(cursor, threading.Lock(), counted)

    def _open_hours(self) -> None:
        team, extent = self._config.team, self.extent
        if not team.hours or extent is None:
            self._db.execute(sql_file("cases/judged_open"))
            self._db.execute(sql_file("cases/always_open"))
            return
        judged = "open" if judged_in_open_time(self._config) else "calendar"
        self._db.execute(sql_file(f"cases/judged_{judged}"))
        self._db.execute(OPEN_SEGMENTS)
        self._insert("open_segments", open_segments(team, extent.start, extent.end))
        self._db.execute(sql_file("cases/opening_hours"))

    def _insert(self, table: str, rows: Iterable[Iterable[Any]]) -> None:
        """Insert rows in one statement, column by column."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        if columns:
            unnested = ", ".join("unnest(?)" for _ in columns)
            self._db.execute(f"insert into {identifier(table)} select {unnested}", columns)

    def _lock(self, folders: Iterable[Path]) -> None:
        """Leave the database `folders` to read and nothing to change: defence in depth."""
        self._db.execute(f"set allowed_directories = {literal_list(map(str, folders))}")
        for setting in (
            "enable_external_access",
            "autoinstall_known_extensions",
            "autoload_known_extensions",
            "allow_community_extensions",
            "python_enable_replacements",
        ):
            self._db.execute(f"set global {setting} = false")
        self._db.execute("set global lock_configuration = true")


@dataclass(frozen=True, slots=True)
class _Connection:
    """A connection that holds the cases of one request, `counted` or not; one thread asks at a time."""

    cursor: duckdb.DuckDBPyConnection
    lock: threading.Lock
    counted: bool
    later: set[str] = field(default_factory=set)  # which stages of LATER were made


@dataclass(frozen=True, slots=True)
class Asking:
    """The cases of one request, which questions are asked of."""

    request: Request
    _workspace: Workspace
    _cases: _Connection

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        """Return the rows of queries/sql/questions/`question`.sql.

        Raises StoppedError where the request was stopped, EngineError where there is no answer.
        """
        return self._run(question, _sql(f"questions/{question}"), parameters)

    def ask_filled(self, question: str, parts: dict[str, str], **parameters: Any) -> list[Row]:
        """Return the rows of a question whose file leaves `{parts}` of it open."""
        return self._run(question, filled(f"questions/{question}", **parts), parameters)

    def _run(self, question: str, sql: str, parameters: dict[str, Any]) -> list[Row]:
        cases, stop = self._cases, self.request.stop
        with cases.lock:
            for macro, stage in LATER.items():
                if macro in sql and stage not in cases.later:
                    self._workspace.run(cases.cursor, stage, _sql(stage), {}, stop)
                    cases.later.add(stage)
            return self._workspace.run(cases.cursor, question, sql, parameters, stop)


def _told(error: duckdb.Error) -> Said:
    """Say why a question could not be answered."""
    first = clean(str(error).partition("\n")[0], SHOWN)
    if isinstance(error, duckdb.OutOfMemoryException):
        return said("too_little_memory", why=first[:120])
    return said("not_worked_out", why=first[:200])
