"""The sample shop: made by its script, small, and worth looking at."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from queries.config import load_config
from queries.session import open_session
from tests.conftest import REPO, report

SAMPLE = REPO / "sample_data"
FILES = ("tickets.csv", "messages_last_8_weeks.csv", "messages_year.parquet", "phone_ratings.csv")


def test_the_script_makes_the_files_that_ship(tmp_path: Path) -> None:
    for script in SAMPLE.glob("*.py"):
        shutil.copy(script, tmp_path)
    subprocess.run([sys.executable, str(tmp_path / "make_sample.py")], check=True, cwd=tmp_path)
    for name in FILES:
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
    one, other = (
        duckdb.sql(f"from '{folder / 'messages_year.parquet'}'").fetchall()
        for folder in (tmp_path, SAMPLE)
    )
    assert one == other


def test_together_they_are_under_6_megabytes() -> None:
    assert sum((SAMPLE / name).stat().st_size for name in FILES) < 6_000_000


@pytest.fixture(scope="module")
def card() -> dict[str, object]:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        return report(session, "28d")


def test_the_level_and_what_holds_it_down_are_interesting(card: dict) -> None:  # type: ignore[type-arg]
    assert (card["level"]["reads"], card["level"]["provisional"]) == (3, False)
    assert [b["dimension"] for b in card["level"]["binding"]] == [
        "resolution_time",
        "resolution_time",
        "quality",
    ]
    assert {d["key"]: d["level"] for d in card["dimensions"]} == {
        "response_time": 4,
        "resolution_time": 3,
        "quality": 3,
        "accessibility": 4,
        "self_service": 3,
        "proactivity": 3,
        "delight": 3,
    }
    checklist = card["checklist"]
    assert 0 < checklist["done"] < checklist["total"]


def test_agents_differ_and_one_has_too_few_ratings(card: dict) -> None:  # type: ignore[type-arg]
    people = [a for a in card["agents"] if a["agent"] not in ("Unattributed", "Bots")]
    assert len(people) == 9
    assert people[0]["like_for_like"]["csat"]["difference"] > 0.05
    assert people[-2]["like_for_like"]["csat"]["difference"] < -0.05
    assert [a["agent"] for a in people if a["too_few"]] == ["Sofia Rossi"]


def test_the_blemishes_stand_in_the_ledger(card: dict) -> None:  # type: ignore[type-arg]
    # Five rejected, and one message in the hour that occurs twice, in both of its exports.
    assert card["ledger"]["rejects_total"] == 7
    assert {f["file"]: f["superseded"] for f in card["ledger"]["files"]}[
        "messages_last_8_weeks.csv"
    ] == 8568
    assert card["ledger"]["notes"] == [
        '"jonas weber" is counted as Jonas Weber',
        '3 of the 46,425 messages of messages_year.parquet belong to no ticket (as "81701459")',
    ]


def test_through_its_year_it_answers_at_4_and_its_level_never_jumps() -> None:
    config = load_config(demo=True)
    levels: list[int] = []
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        past = session.request("28d").period.past
        for back in range(13):
            last = past - dt.timedelta(days=28 * back + 1)
            card = report(session, f"{last - dt.timedelta(days=27)}..{last}")
            [response] = [d["level"] for d in card["dimensions"] if d["key"] == "response_time"]
            assert response == 4, last
            levels.append(card["level"]["reads"])
    assert all(abs(one - other) <= 1 for one, other in pairwise(levels))
