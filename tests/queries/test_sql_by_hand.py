"""Every question, run by hand over the loaded Parquet, gives the figure in the JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries.config import Config, load_config
from queries.exports.loaded import Loaded
from queries.session import Session
from queries.sqltext import sql_file
from queries.workspace import Workspace
from tests.conftest import REPO, loaded
from tui.report.json_report import snapshot

SQL = Path(__file__).resolve().parents[2] / "queries" / "sql"
NO_QUESTIONS = {
    "ratings",
    "macros",
    "contacts",
    "tables",
    "tickets",
    "aged",
    "measured",
    "measured_in_hours",
}
Row = dict[str, Any]


class ByHand:
    """The sample's tables in a plain DuckDB, and the JSON of the same period."""

    def __init__(self, found: Loaded, workspace: Workspace, config: Config) -> None:
        self.workspace = workspace
        session = Session(config, found.ledger, self.workspace)
        self.scope = session.scope("28d")
        self.json = snapshot(session.scorecard(self.scope))
        self.db = duckdb.connect()
        self.db.execute("set timezone = 'UTC'")
        for statement in ("macros", "tables", "tickets", "ratings"):
            self.db.execute(found.sql(statement))
        self.db.execute(sql_file("aged"))
        self.db.execute(sql_file("measured").replace("{kind}", "view"))
        self.db.execute(sql_file("contacts"))
        self.db.execute(
            "create table bounds (measure varchar, channel_class varchar, level integer, "
            "seconds double, clock varchar)"
        )
        self.db.execute(
            "insert into bounds values ('first_response_time', 'email', 4, 14400, 'calendar'),"
            " ('resolution_time', 'email', 4, 43200, 'calendar')"
        )

    def run(self, question: str, **more: Any) -> list[Row]:
        """Run one question's file as it stands: prepare it, bind its parameters, fetch."""
        sql = sql_file(question)
        named = self.db.extract_statements(sql)[0].named_parameters
        values = {**self.workspace.parameters(self.scope), **more}
        found = self.db.execute(sql, {name: values[name] for name in named})
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def named(self, question: str, by: str) -> dict[str, Row]:
        return {row["name"]: row for row in self.run(question, by=by)}


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByHand]:
    config = load_config(demo=True)
    paths = [path for entry in config.exports for path in entry.paths]
    with loaded(paths, config, tmp_path_factory.mktemp("spill")) as (found, workspace):
        yield ByHand(found, workspace, config)


def criterion(hand: ByHand, dimension: str, channel: str, level: int) -> Row:
    criteria = next(d for d in hand.json["dimensions"] if d["key"] == dimension)["criteria"]
    return next(
        c
        for c in criteria
        if (c["channel"], c["level"]) == (channel, level)
        and c["key"] in ("first_response_time", "resolution_time")
    )


def times(hand: ByHand, question: str, key: str) -> None:
    whole = hand.named(question, "all")["all"]
    for figure in ("n", "value", "median", "mean", "p80", "p90"):
        assert hand.json["measures"][key][figure] == whole[figure]
    for by, rows in (("channel", hand.json["channels"]), ("agent", hand.json["agents"])):
        found = hand.named(question, by)
        for row in rows:
            expected = found.get(row[by], {"n": 0, "median": None})
            assert (row[key]["n"], row[key]["median"]) == (expected["n"], expected["median"])


def first_response(hand: ByHand) -> None:
    times(hand, "first_response", "first_response_time")


def resolution(hand: ByHand) -> None:
    times(hand, "resolution", "resolution_time")


def first_response_held(hand: ByHand) -> None:
    row = next(r for r in hand.run("first_response_held") if r["channel"] == "email")
    found = criterion(hand, "response_time", "email", 4)
    assert (found["value"], found["n"]) == (row["value"], row["n"])


def resolution_held(hand: ByHand) -> None:
    row = next(r for r in hand.run("resolution_held") if r["channel"] == "email")
    found = criterion(hand, "resolution_time", "email", 4)
    assert (found["value"], found["n"]) == (row["value"], row["n"])


def shares(question: str, key: str) -> Callable[[ByHand], None]:
    def check(hand: ByHand) -> None:
        row = hand.named(question, "all")["all"]
        # A mean is summed in parallel: its last digit may differ from run to run.
        assert hand.json["measures"][key] == {"n": row["n"], "value": pytest.approx(row["value"])}

    return check


def csat(hand: ByHand) -> None:
    row = hand.named("csat", "all")["all"]
    for figure in ("n", "share", "mean", "response_rate", "asked"):
        assert hand.json["measures"]["csat"][figure] == row[figure]


def agents(hand: ByHand) -> None:
    rows = {row["name"]: row for row in hand.run("agents")}
    for agent in hand.json["agents"]:
        if agent["rated"]:
            row = rows[agent["agent"]]
            for figure in ("rated", "share", "low", "high", "mean", "shrunken", "too_few"):
                assert agent[figure] == row[figure]


def volume(hand: ByHand) -> None:
    assert hand.json["measures"]["volume"]["n"] == hand.named("volume", "all")["all"]["n"]
    found = hand.named("volume", "channel")
    assert {c["channel"]: c["tickets"] for c in hand.json["channels"]} == {
        name: row["n"] for name, row in found.items()
    }


def backlog(hand: ByHand) -> None:
    assert hand.json["measures"]["backlog"] == hand.run("backlog")[0]


def channels_in_use(hand: ByHand) -> None:
    found = {row["channel"]: row["share"] for row in hand.run("channels_in_use")}
    assert {c["channel"]: c["share"] for c in hand.json["channels"]} == found


def coverage(hand: ByHand) -> None:
    row = hand.named("coverage", "all")["all"]
    assert hand.json["measures"]["coverage"] == {
        "n": row["replies"],
        "hours": row["hours"],
        "covered": row["covered"],
        "value": row["value"],
    }


def speed_promise(hand: ByHand) -> None:
    assert hand.json["measures"]["answered_within"] == hand.run("speed_promise")


def one_row(question: str, key: str) -> Callable[[ByHand], None]:
    def check(hand: ByHand) -> None:
        row = hand.run(question)[0]
        assert hand.json["measures"][key] == {"n": row["n"], "value": row["value"]}

    return check


def exclusions(hand: ByHand) -> None:
    assert {row["why"]: row["n"] for row in hand.run("exclusions")} == {
        "settled by a bot alone (not in first response)": 129,
        "started by agent": 26,
    }


def trend(hand: ByHand) -> None:
    row = next(d for d in hand.json["dimensions"] if d["key"] == "quality")
    parts = {r["bucket"]: r["value"] for r in hand.run("trend", measure="csat_mean", buckets=8)}
    assert row["trend"] == [parts.get(part) for part in range(8)]


def ticket_list(hand: ByHand) -> None:
    rows = hand.run("ticket_list", worst_by="first_response_time", most=500)
    assert len(rows) == 500
    waits = [row["response_s"] for row in rows if row["response_s"] is not None]
    assert waits == sorted(waits, reverse=True)
    # Started by customers: 1,252 contacts less the 26 that agents began.
    assert {row["total"] for row in rows} == {1252 - 26}


def rated_tickets(hand: ByHand) -> None:
    rows = hand.run("rated_tickets", most=500)
    assert len(rows) == rows[0]["total"] == hand.json["measures"]["csat"]["n"]
    assert [row["score"] for row in rows] == sorted(row["score"] for row in rows)


def ticket(hand: ByHand) -> None:
    listed = hand.run("ticket_list", worst_by="csat", most=1)[0]
    row = hand.run("ticket", ticket_id=listed["ticket_id"])[0]
    assert (row["score"], row["response_s"]) == (listed["score"], listed["response_s"])
    assert row["source_file"] == "tickets.csv"
    line = (REPO / "sample_data" / "tickets.csv").read_text().splitlines()[row["source_line"] - 1]
    assert line.startswith(listed["ticket_id"])


def ticket_messages(hand: ByHand) -> None:
    listed = hand.run("rated_tickets", most=1)[0]
    row = hand.run("ticket", ticket_id=listed["ticket_id"])[0]
    authors = [r["author"] for r in hand.run("ticket_messages", ticket_id=listed["ticket_id"])]
    assert authors.count("agent") == row["agent_replies"]


QUESTIONS: dict[str, Callable[[ByHand], None]] = {
    "first_response": first_response,
    "first_response_held": first_response_held,
    "resolution": resolution,
    "resolution_held": resolution_held,
    "answered_share": shares("answered_share", "answered_share"),
    "one_touch": shares("one_touch", "one_touch_rate"),
    "abandonment": shares("abandonment", "abandonment_rate"),
    "average_response": shares("average_response", "average_response_time"),
    "csat": csat,
    "agents": agents,
    "volume": volume,
    "backlog": backlog,
    "channels_in_use": channels_in_use,
    "coverage": coverage,
    "speed_promise": speed_promise,
    "self_service": one_row("self_service", "self_service_rate"),
    "proactive_chats": one_row("proactive_chats", "proactive_chat_share"),
    "trend": trend,
    "ticket_list": ticket_list,
    "rated_tickets": rated_tickets,
    "ticket": ticket,
    "ticket_messages": ticket_messages,
    "exclusions": exclusions,
}


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_the_question_run_by_hand_gives_the_figure_in_the_json(hand: ByHand, question: str) -> None:
    QUESTIONS[question](hand)


def test_every_question_is_checked_and_says_what_it_asks() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in SQL.glob("*.sql")}
    assert set(files) - NO_QUESTIONS == set(QUESTIONS)
    for name in QUESTIONS:
        head = files[name].split("\n\n")[0]
        assert head.startswith("-- ")
        assert "?" in head.splitlines()[0] or "?" in head.splitlines()[1], name
        assert "Columns:" in head, name
