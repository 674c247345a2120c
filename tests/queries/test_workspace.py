"""The workspace: locked down, interruptible, and closed only when nothing runs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from queries.engine.port import EngineError
from queries.scope import StoppedError
from tests.conftest import Desk, ask_of
from tests.said import refused

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
    asking = session.workspace.asking(session.request("all"))
    monkeypatch.setattr(
        "queries.engine.duck._sql", lambda _: "select count(*) as n from range(1000000000000) t(i)"
    )
    began, ended = threading.Event(), []

    def slow() -> None:
        began.set()
        try:
            asking.ask("slow")
        except StoppedError as error:
            ended.append(error)

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(5)
    session.workspace.close()
    thread.join(5)
    assert len(ended) == 1
    with pytest.raises(StoppedError):
        asking.ask("slow")


def test_no_error_of_the_database_leaves_the_engine(desk: Desk) -> None:
    session = desk(TICKETS)
    asking = session.workspace.asking(session.request("all"))
    with refused(EngineError, match=r"^The figures could not be worked out \("):
        asking.ask_filled(
            "cases_of_tickets",
            {"condition": "no such", "worst": "1", "measured": "1"},
            grouping="all",
            name="all",
            most=1,
        )


def test_the_same_request_is_made_once_and_an_equal_one_has_a_stop_of_its_own(desk: Desk) -> None:
    session = desk(TICKETS)
    first, second = session.request("all"), session.request("all")
    session.workspace.asking(first).ask("tickets", by=["all"], parts=1)
    made = session.workspace.statements.count("cases/asked_cases")
    first.stop.stop()
    session.workspace.asking(second).ask("tickets", by=["all"], parts=1)
    assert session.workspace.statements.count("cases/asked_cases") == made > 0
    with pytest.raises(StoppedError):
        session.workspace.asking(first).ask("tickets", by=["all"], parts=1)


def test_three_definition_sets_can_be_asked_side_by_side(desk: Desk) -> None:
    rows = [
        {
            "ticket_id": i,
            "created_at": "2026-03-01 08:00",
            "channel": "email",
            "first_response_at": f"2026-03-01 {9 + i}:00",
        }
        for i in range(5)
    ]
    session = desk(rows)
    asked = {
        name: session.request("all", definitions=name) for name in ("helpdesk", "guide", "strict")
    }
    with ThreadPoolExecutor(3) as pool:
        found = {
            name: pool.submit(lambda request=request: ask_of(session, request, "first_response")[0])
            for name, request in asked.items()
            for _ in range(4)
        }
        hours = {name: future.result()["value"] / 3600 for name, future in found.items()}
    # 1, 2, 3, 4, 5 h: the median and the mean are 3 h, four in five were answered within 4.2 h
    assert hours == {"helpdesk": 3.0, "guide": 3.0, "strict": pytest.approx(4.2)}
