"""A locked-down DuckDB over the loaded Parquet: `ask(question, …)` runs a file of queries/sql/."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from queries.config import Config
from queries.database import open_database
from queries.exports.loaded import Loaded
from queries.opening_hours import open_intervals
from queries.period import Period
from queries.sqltext import literal_list, sql_file

Row = dict[str, Any]
_ANSWERS_KEPT = 500
_sql = cache(sql_file)
# Judged in open time, which is calendar time where no opening hours are set (ladder.md §2 rule 3).
_OPEN_TIME_LEVELS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Scope:
    """What every question is asked about: a period and a filter; None filters nothing."""

    period: Period
    team: str | None = None
    channel: str | None = None
    agent: str | None = None

    def over(self, period: Period) -> Scope:
        """Return the same filter over another period."""
        return replace(self, period=period)

    def of(self, **narrower: str | None) -> Scope:
        """Return the same period with `team`, `channel` or `agent` narrowed."""
        return replace(self, **narrower)  # type: ignore[arg-type]  # only the filter's names are given


class Workspace:
    """The canonical tables in a DuckDB that sees the cache and nothing else."""

    def __init__(self, loaded: Loaded, config: Config, spill: Path) -> None:
        """Open the loaded Parquet; `config` gives the ladder's bounds and the hours.

        What questions spill goes into the folder `spill`.
        """
        self.config = config
        self._running: set[duckdb.DuckDBPyConnection] = set()
        self._idle = threading.Condition()
        self._closing = False
        self._answers: dict[tuple[Any, ...], list[Row]] = {}
        self._named: dict[str, list[str]] = {}
        self._db = open_database(spill, config.reading)
        for statement in ("macros", "tables", "tickets", "ratings"):
            self._db.execute(loaded.sql(statement))
        self._db.execute(sql_file("aged"))
        self._measure()
        self._db.execute(sql_file("contacts"))
        self._set_bounds()
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
        with self._idle:
            self._closing = True
            while self._running:
                for cursor in self._running:
                    cursor.interrupt()
                self._idle.wait(0.05)
        self._db.close()

    @cached_property
    def extent(self) -> tuple[dt.datetime, dt.datetime] | None:
        """The first and the last instant in the data, naive UTC; None where there are no data."""
        row = self._db.execute("select data_start, data_end from extent").fetchone()
        return (row[0], row[1]) if row and row[0] is not None else None

    def values(self, field: str) -> list[str]:
        """Return what a filter may name: every `team`, `channel` or `agent` in the data."""
        question = {
            "team": "select distinct team from tickets where team is not null order by 1",
            "channel": "select distinct channel from tickets order by 1",
            "agent": "select distinct agent from tickets where agent is not null order by 1",
        }
        return [row[0] for row in self._db.cursor().execute(question[field]).fetchall()]

    def ask(self, question: str, scope: Scope, **parameters: Any) -> list[Row]:
        """Run queries/sql/`question`.sql for `scope` and return its rows.

        Only the parameters that the file names are bound: the scope, the definition set in force,
        the rules of the ladder, and `parameters`. The data do not change under a workspace, so the
        same question is answered once: do not change the rows.
        """
        if self._closing:
            raise duckdb.InterruptException("the workspace is closed")
        cursor = self._db.cursor()
        sql = _sql(question)
        if question not in self._named:
            self._named[question] = sorted(cursor.extract_statements(sql)[0].named_parameters)
        values = self.parameters(scope) | parameters
        bound = {name: values[name] for name in self._named[question]}
        asked = (question, *bound.values())
        if asked in self._answers:
            return self._answers[asked]
        with self._idle:
            if self._closing:
                raise duckdb.InterruptException("the workspace is closing")
            self._running.add(cursor)
        try:
            cursor.execute(sql, bound)
            columns = [column[0] for column in cursor.description or ()]
            answer = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        finally:
            with self._idle:
                self._running.discard(cursor)
                self._idle.notify_all()
        if len(self._answers) >= _ANSWERS_KEPT:
            self._answers.clear()
        self._answers[asked] = answer
        return answer

    def interrupt(self) -> None:
        """Stop every question that runs; each raises duckdb.InterruptException where it was asked."""
        with self._idle:
            for cursor in self._running:
                cursor.interrupt()

    def parameters(self, scope: Scope) -> dict[str, Any]:
        """Return every parameter a question may name, but `by`."""
        definitions = self.config.definitions.sets[self.config.definitions.use]
        rules = self.config.ladder.rules
        extent = self.extent
        return {
            **definitions.model_dump(),
            "period_start": scope.period.start,
            "period_end": scope.period.end,
            "team": scope.team,
            "channel": scope.channel,
            "agent": scope.agent,
            "timezone": scope.period.zone,
            "data_end": extent[1] if extent else scope.period.end,
            "agent_shrinkage": rules.agent_shrinkage,
            "agent_ratings": rules.agent_ratings,
        }

    def _measure(self) -> None:
        team, extent = self.config.team, self.extent
        if not team.hours or extent is None:
            few = self._count("tickets") <= self.config.reading.tickets_in_memory
            kind = "table" if few else "view"
            self._db.execute(sql_file("measured").replace("{kind}", kind))
            return
        self._insert(
            "open_hours (starts_at timestamp, ends_at timestamp, before_s double)",
            open_intervals(team, *extent),
        )
        self._db.execute(sql_file("measured_in_hours"))

    def _count(self, table: str) -> int:
        row = self._db.execute(f"select count(*) from {table}").fetchone()
        return row[0] if row else 0

    def _set_bounds(self) -> None:
        rows = [
            (
                line.measure,
                line.channel_class,
                level,
                line.bound.value,
                "open" if level in _OPEN_TIME_LEVELS else "calendar",
            )
            for dimension in self.config.ladder.dimensions.values()
            for level, lines in dimension.levels.items()
            for line in lines
            if line.bound is not None and line.channel_class and line.bound.unit == "seconds"
        ]
        self._insert(
            "bounds (measure varchar, channel_class varchar, level integer, "
            "seconds double, clock varchar)",
            rows,
        )

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._db.execute(f"create table {table}")
        name, marks = table.split(" ", 1)[0], ", ".join("?" * (table.count(",") + 1))
        rows = list(rows)
        if rows:
            self._db.executemany(f"insert into {name} values ({marks})", rows)

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
