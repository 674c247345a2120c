"""What a criterion lacks, through the whole product: the list has exactly those, and with them it holds."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from queries.behind import behind
from queries.config import Config, load_config
from queries.engine.port import Row
from queries.figures.nearest import nearest
from queries.ladder.criteria import Result
from queries.ladder.missing import Missing, missing
from queries.ladder.state import State
from queries.scorecard import Scorecard
from queries.session import Session, open_session
from tests.conftest import REPO, Desk

Place = tuple[str, int, str, int | None]
MANY = 1_000_000


def criterion(card: Scorecard, place: Place) -> Result:
    """Return a criterion by dimension, level, key and the level within whose bound a share is."""
    return next(r for d in card.assessment.dimensions for r in d.criteria if r.place == place)


def found(card: Scorecard, place: Place) -> tuple[Result, Missing]:
    result = criterion(card, place)
    lacks = missing(result)
    assert lacks is not None
    return result, lacks


def listed(session: Session, card: Scorecard, result: Result) -> list[Row]:
    """Return the cases behind what is missing."""
    near = nearest(result, card.request, session.config)
    assert near is not None
    own = replace(behind(card.figures, near.figure), own=near.cases, first=near.first)
    return own.cases(session.workspace.asking(near.request), MANY)


# ── A made team, under every definition set ──────────────────────────────────────────────────────

BOUND_H = {"email": {2: 48, 3: 24, 4: 4, 5: 1}, "chat": {2: 1, 3: 1 / 6, 4: 1 / 12, 5: 1 / 60}}


def made(seed: int, n: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    rows = []
    for i in range(n):
        channel = chance.choice(["email", "email", "chat"])
        hours = BOUND_H[channel][chance.choice([2, 3, 3, 4, 4, 5])] * chance.uniform(0.3, 1.3)
        created = dt.datetime(2026, 3, 1 + i % 28, chance.randrange(24), chance.randrange(60))
        waits = chance.random() < 0.1
        rows.append(
            {
                "ticket_id": f"T{i}",
                "created_at": created,
                "channel": channel,
                "status": "open" if waits else "solved",
                "first_response_at": "" if waits else created + dt.timedelta(hours=hours),
                "resolved_at": "" if waits else created + dt.timedelta(hours=hours * 2),
                "agent": "Ana",
            }
        )
    rows.append({**rows[0], "ticket_id": "last", "created_at": dt.datetime(2026, 3, 31, 12)})
    rows[-1] |= {"first_response_at": "", "resolved_at": "", "status": "open"}
    return rows


def answered_in(row: Mapping[str, Any], level: int, share: float) -> dict[str, Any]:
    hours = BOUND_H[row["channel"]][level] * share
    return {**row, "first_response_at": row["created_at"] + dt.timedelta(hours=hours)}


@pytest.mark.short(3)
@pytest.mark.parametrize("definitions", ["helpdesk", "strict"])
@pytest.mark.parametrize("n", [60, 61, 144])
def test_the_nearest_made_good_let_a_share_hold(desk: Desk, n: int, definitions: str) -> None:
    rows = made(n, n)
    session = desk(rows)
    request = session.request("all", definitions=definitions)
    card = session.scorecard(request)
    lacking = [
        r
        for d in card.assessment.dimensions
        for r in d.criteria
        if r.key == "first_response_time" and r.state is State.MISSED and r.within
    ]
    assert lacking
    result = lacking[0]
    lacks, cases = missing(result), listed(session, card, result)
    assert lacks is not None
    assert len(cases) == len({row["ticket_id"] for row in cases}) == lacks.k
    far = [row["measured"] for row in cases if row["measured"] is not None]
    assert far == sorted(far)
    assert all(of > 1 for of in far)
    assert [row["waiting"] for row in cases] == sorted(row["waiting"] for row in cases)
    assert result.within is not None
    for chosen, state in ((cases, State.MET), (cases[1:], State.MISSED)):
        ids = {row["ticket_id"] for row in chosen}
        better = [
            answered_in(row, result.within, 0.5) if row["ticket_id"] in ids else row for row in rows
        ]
        again = desk(better)
        then = again.scorecard(again.request("all", definitions=definitions))
        assert criterion(then, result.place).state is state


@pytest.mark.short(2)
@pytest.mark.parametrize("n", [90, 91])
def test_the_slowest_reset_to_their_bound_let_a_mean_hold(desk: Desk, n: int) -> None:
    rows = made(n + 7, n)
    session = desk(rows)
    card = session.scorecard(session.request("all", definitions="guide"))
    result = next(
        r
        for d in card.assessment.dimensions
        for r in d.criteria
        if r.key == "first_response_time" and r.state is State.MISSED
    )
    lacks, cases = missing(result), listed(session, card, result)
    assert lacks is not None
    assert lacks.of == "slowest"
    assert len(cases) == lacks.k
    slow = [row["measured"] for row in cases]
    assert slow == sorted(slow, reverse=True)
    for chosen, state in ((cases, State.MET), (cases[:-1], State.MISSED)):
        ids = {row["ticket_id"] for row in chosen}
        share = 1 - 1e-7  # where it has to be under
        better = [
            answered_in(row, result.level, share) if row["ticket_id"] in ids else row
            for row in rows
        ]
        again = desk(better)
        then = again.scorecard(again.request("all", definitions="guide"))
        assert criterion(then, result.place).state is state


def test_a_share_of_the_latest_lacks_those_among_the_latest(desk: Desk) -> None:
    # 40 chats of the past, each answered within an hour; of 10 new ones none. The latest 30 are 10 and 20.
    rows = [
        {
            "ticket_id": f"T{i}",
            "created_at": dt.datetime(2026, 1, 1) + dt.timedelta(hours=i),
            "channel": "chat",
            "status": "open",
            "first_response_at": dt.datetime(2026, 1, 1) + dt.timedelta(hours=i, minutes=i // 2),
            "agent": "Ana",
        }
        for i in range(40)
    ]
    new = dt.datetime(2026, 3, 10)
    rows += [
        {
            **row,
            "ticket_id": f"N{i}",
            "created_at": new,
            "first_response_at": new + dt.timedelta(hours=2),
        }
        for i, row in enumerate(rows[:10])
    ]
    session = desk(rows)
    card = session.scorecard(session.request("2026-03"))
    # within 10 min (level 3): of the latest 30 (T20–T39 answered after 10–19 min, and the new) T20, T21: 2 of 30
    result, lacks = found(card, ("response_time", 3, "first_response_time", 3))
    assert (lacks.counted, lacks.n, lacks.k) == (2, 30, 13)
    cases = listed(session, card, result)
    # the nearest: T22, T23 at 11 min … T34 at 17 min
    assert [row["ticket_id"] for row in cases] == [f"T{i}" for i in range(22, 35)]


# ── The sample ───────────────────────────────────────────────────────────────────────────────────


def sample(
    folder: Path, change: Callable[[str, dict[str, str]], None], *, messages: bool
) -> Config:
    """Return the sample with rows of its files changed."""
    folder.mkdir(exist_ok=True)
    for path in (REPO / "sample_data").iterdir():
        if path.suffix in (".yaml", ".parquet") or path.name.startswith("messages"):
            shutil.copy(path, folder / path.name)
    for name, delimiter in (("tickets.csv", ","), ("phone_ratings.csv", ";")):
        with (REPO / "sample_data" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=delimiter))
        for row in rows:
            change(name, row)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
    if not messages:
        own = folder / "config.yaml"
        text = own.read_text(encoding="utf-8")
        a, b = text.index("  - paths: [messages_"), text.index("  - paths: [phone")
        own.write_text(text[:a] + text[b:], encoding="utf-8")
    return load_config(folder / "config.yaml")


def at_once(ids: set[str], column: str) -> Callable[[str, dict[str, str]], None]:
    def change(name: str, row: dict[str, str]) -> None:
        if name == "tickets.csv" and row["Ticket id"] in ids:
            created = dt.datetime.fromisoformat(row["Creation date"])
            row[column] = "60"
            if column == "Resolution time (s)":
                row["Closed date"] = str(created + dt.timedelta(seconds=60))

    return change


def best_rating(ids: set[str]) -> Callable[[str, dict[str, str]], None]:
    def change(name: str, row: dict[str, str]) -> None:
        if name == "tickets.csv" and row["Ticket id"] in ids and row["Survey score"]:
            row["Survey score"] = "5"
        if name == "phone_ratings.csv" and row["Ticket"] in ids and row["Stars"]:
            row["Stars"] = "5"

    return change


Made = Callable[[set[str]], Callable[[str, dict[str, str]], None]]
# What of the sample lacks its level, how many it lacks, and how a ticket is made good.
LACKING: Sequence[tuple[Place, int, bool, Made]] = (
    (
        ("resolution_time", 4, "resolution_time", 3),
        19,  # of 1,010: 789 solved within a day (live: an hour), 808 are four in five
        True,
        lambda ids: at_once(ids, "Resolution time (s)"),
    ),
    (("quality", 4, "csat_mean", None), 33, True, best_rating),
    (
        ("response_time", 5, "first_response_time", 3),
        20,  # as the tickets alone tell it
        False,
        lambda ids: at_once(ids, "First response time (s)"),
    ),
)


@pytest.mark.short(3)
@pytest.mark.parametrize(
    ("place", "k", "messages", "make"), LACKING, ids=["resolution", "ratings", "response"]
)
def test_the_sample_with_those_made_good(
    tmp_path: Path, place: Place, k: int, messages: bool, make: Made
) -> None:
    def opened(name: str, ids: Iterable[str]) -> Any:
        config = sample(tmp_path / name, make(set(ids)), messages=messages)
        return open_session([p for e in config.exports for p in e.paths], config)

    with opened("now", ()) as session:
        card = session.scorecard(session.request("28d"))
        result, lacks = found(card, place)
        cases = [row["ticket_id"] for row in listed(session, card, result)]
    assert lacks.k == len(cases) == len(set(cases)) == k
    for name, ids, state in (("all", cases, State.MET), ("fewer", cases[:-1], State.MISSED)):
        with opened(name, ids) as session:
            then, _ = found(session.scorecard(session.request("28d")), place)
            assert then.state is state


def test_the_samples_stars(tmp_path: Path) -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        card = session.scorecard(session.request("28d"))
        _, lacks = found(card, ("quality", 4, "csat_mean", None))
    # 268 ratings: 0.2 stars each are 53; 145 are lost
    assert (lacks.n, lacks.asked, lacks.counted) == (268, 53, 145)
