"""What the tests of reading share: one table through one mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from queries.session import Session, open_session
from tests.conftest import config_with, write_csv
from tui.words import sentence

Mapped = Callable[..., Session]
# The table that most files here hold.
COLUMNS: dict[str, Any] = {
    "ticket_id": "ticket_id",
    "created_at": "opened",
    "agent": "agent",
    "first_response": {"column": "minutes", "unit": "minutes"},
    "csat": {"column": "csat", "scale": "1-5"},
    "subject": "comment",
}
HEADER = "ticket_id,agent,opened,minutes,csat,comment\n"
GOOD = HEADER + "T1,Ana,2026-01-03,5,4,fine\nT2,Ben,2026-01-04,7,3,ok\n"


@pytest.fixture
def mapped(tmp_path: Path) -> Iterator[Mapped]:
    """Return a function: a table and its columns in, a session out.

    The id and the creation (rating) time stand under their own names unless `columns` say otherwise;
    `entry`, `team` and `reading` are further settings; a column of few values is not damaged by one.
    """
    with ExitStack() as stack:

        def make(
            table: str,
            *,
            kind: str = "tickets",
            entry: dict[str, Any] | None = None,
            team: dict[str, Any] | None = None,
            reading: dict[str, Any] | None = None,
            **columns: Any,
        ) -> Session:
            path = write_csv(tmp_path / "export.csv", table)
            time = "rated_at" if kind == "ratings" else "created_at"
            named = {"ticket_id": "ticket_id", time: time, **columns}
            settings = {
                "exports": [
                    {"paths": [str(path)], "table": kind, "columns": named, **(entry or {})}
                ],
                "team": team or {},
                "reading": {"rejected_refuse": "100 %", "damaged": "100 %", **(reading or {})},
            }
            config = config_with(tmp_path, settings)
            return stack.enter_context(open_session([str(path)], config))

        yield make


def listed(session: Session) -> list[tuple[int, str, str, str]]:
    """Return line, column, value and reason of everything listed."""
    return [(r.line, r.column, r.value, sentence(r.reason)) for r in session.ledger.rejects]
