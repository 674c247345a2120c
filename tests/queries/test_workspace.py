"""The workspace: locked down, interruptible, and closed only when nothing runs."""

from __future__ import annotations

import threading

import duckdb
import pytest

from tests.conftest import Desk

TICKETS = "ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email"


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/rung-leak.csv'",
        "install httpfs",
        "set enable_external_access = true",
        "attach '/tmp/rung-leak.db'",
    ],
)
def test_it_sees_its_folder_and_nothing_else(desk: Desk, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        desk(TICKETS).workspace._db.execute(statement)


def test_closing_waits_for_what_runs_and_interrupts_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk(TICKETS)
    workspace, scope = session.workspace, session.scope("all")
    monkeypatch.setattr(
        "queries.workspace._sql", lambda _: "select count(*) as n from range(1000000000000) t(i)"
    )
    began, ended = threading.Event(), []

    def slow() -> None:
        began.set()
        try:
            workspace.ask("slow", scope)
        except duckdb.InterruptException as error:
            ended.append(error)

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(5)
    workspace.close()
    thread.join(5)
    assert len(ended) == 1
    with pytest.raises(duckdb.InterruptException):
        workspace.ask("slow", scope)


def test_a_question_is_answered_once(desk: Desk) -> None:
    session = desk(TICKETS)
    scope = session.scope("all")
    assert session.workspace.ask("volume", scope, by="all") is session.workspace.ask(
        "volume", scope, by="all"
    )
    assert session.workspace.ask("volume", scope, by="channel") != session.workspace.ask(
        "volume", scope, by="all"
    )
