"""Cases in a table of their own, which the questions of what changed are asked of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from queries.changed import held
from queries.changed.sums import Span
from queries.engine.port import Row
from queries.scope import Request
from queries.sqltext import filled, sql_file

# p, instant, day, weekday, hour, channel, agent, reason, good
Case = tuple[int, dt.datetime, int, int, int, str, str, str, int]

_COLUMNS = ("p", "instant", "day", "weekday", "hour", "channel", "agent", "reason", "good")


@dataclass
class TableAsking:
    """A connection that answers the questions of what changed."""

    db: duckdb.DuckDBPyConnection

    @property
    def request(self) -> Request:
        raise NotImplementedError

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        return self.ask_filled(question, {}, **parameters)

    def ask_filled(self, question: str, parts: dict[str, str], **parameters: Any) -> list[Row]:
        sql = filled(f"questions/{question}", **parts)
        named = self.db.extract_statements(sql)[0].named_parameters
        self.db.execute(sql, {key: parameters[key] for key in named})
        columns = [column[0] for column in self.db.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in self.db.fetchall()]


@contextmanager
def held_cases(cases: Sequence[Case], span: Span) -> Iterator[held.Held]:
    """Hold cases as if a figure had them."""
    with duckdb.connect() as db:
        db.execute(sql_file("cases/macros"))
        db.execute("set variable timezone = 'UTC'")
        columns = [list(column) for column in zip(*cases, strict=True)]
        db.execute(
            "create temp table changed_cases as select *, good as first_response_time, "
            "null::integer as resolution_time, null::integer as csat, null::integer as answered_share, "
            "null::integer as volume, 0 as taken from (select "
            + ", ".join(f"unnest($c{place}) as {name}" for place, name in enumerate(_COLUMNS))
            + ")",
            {f"c{place}": column for place, column in enumerate(columns)},
        )
        figure = "first_response_time"
        yield held.held_cases(TableAsking(db), span, "UTC", [figure])[figure]
