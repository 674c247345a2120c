"""A request and a question as one file that runs as it stands, in an empty DuckDB over the cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb

from queries.config import Config
from queries.engine.bounds import case_channels, class_bounds, judged_in_open_time
from queries.engine.opening_hours import open_segments
from queries.engine.port import Extent, Row
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
from queries.exports.loaded import Loaded
from queries.scope import Request
from queries.sqltext import filled, identifier, sql_file, value_literal


def script(
    loaded: Loaded, config: Config, extent: Extent | None, request: Request, question: str
) -> str:
    """Return the whole file; `question` is its last statement, with nothing left to bind."""
    return "\n\n".join(
        f"{statement.strip().removesuffix(';')};"
        for statement in (
            *_statements(loaded, config, extent, request),
            *(sql_file(stage) for macro, stage in LATER.items() if macro in question),
            question,
        )
    )


def run_script(text: str) -> list[Row]:
    """Run a file in an empty database and return the rows of its last statement."""
    with duckdb.connect() as database:
        database.execute(text)
        columns = [column[0] for column in database.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in database.fetchall()]


def _statements(
    loaded: Loaded, config: Config, extent: Extent | None, request: Request
) -> Iterator[str]:
    yield "set timezone = 'UTC'"
    yield from (loaded.sql(name) for name in TABLES)
    yield from _insert("bots", ([name.lower()] for name in config.team.bots))
    yield from _insert("case_channels", ([name] for name in case_channels(config.channels)))
    yield from _insert("class_bounds", class_bounds(config))
    yield from (loaded.sql(name) for name in VIEWS)
    if config.team.hours and extent is not None:
        judged = "open" if judged_in_open_time(config) else "calendar"
        yield sql_file(f"cases/judged_{judged}")
        yield OPEN_SEGMENTS
        yield from _insert("open_segments", open_segments(config.team, extent.start, extent.end))
        yield sql_file("cases/opening_hours")
    else:
        yield sql_file("cases/judged_open")
        yield sql_file("cases/always_open")
    yield "-- What is asked: the period, the filter, the definitions.\n" + ";\n".join(
        f"set variable {identifier(name)} = {value_literal(value)}::{TYPES.get(name, 'varchar')}"
        for name, value in variables(request, config, extent).items()
    )
    yield from (filled(name, kind="table") for name in (*CASES, COUNTED))
    yield sql_file(GROUPED)


def _insert(table: str, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    lines = [f"({', '.join(map(value_literal, row))})" for row in rows]
    if lines:
        yield f"insert into {identifier(table)} values\n" + ",\n".join(lines)
