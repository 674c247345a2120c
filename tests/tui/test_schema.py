"""The JSON snapshot keeps to the schema that `rung schema snapshot` prints, and that says what each key means."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from queries.config import load_config
from queries.config.catalogue import Entry
from queries.session import Session, open_session
from tests.conftest import REPO, config_with
from tests.tui.running import run_rung
from tui.report.json_report import json_report
from tui.report.snapshot_types.measures import Measures, with_figures

TEAMS = REPO / "tests" / "cases" / "teams"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def schema() -> Json:
    return json.loads(run_rung("schema", "snapshot").stdout)


@pytest.fixture(scope="module")
def holds(schema: Json) -> Draft202012Validator:
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as opened:
        yield opened


@pytest.fixture(scope="module")
def shop(session: Session) -> Json:
    """The sample's snapshot, as `rung snapshot --demo --format json` writes it."""
    return written(session, "28d")


def written(session: Session, period: str, **more: Any) -> Json:
    card = session.look_again(session.scorecard(session.request(period, **more)))
    found = json.loads(json_report(card))
    assert isinstance(found, dict)
    return found


def faults(holds: Draft202012Validator, found: Json) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in holds.iter_errors(found)]


# ── what is written keeps to it ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "definitions"),
    [
        *product(("28d", "all"), ("helpdesk", "guide", "strict")),
        ("2030-01", "helpdesk"),  # without a ticket
    ],
)
def test_the_samples_snapshot(
    session: Session, holds: Draft202012Validator, period: str, definitions: str
) -> None:
    found = written(session, period, definitions=definitions)
    assert faults(holds, found) == []
    assert found["definitions"]["name"] == definitions
    assert (found["measures"]["tickets"] == 0) == (period == "2030-01")


def test_a_snapshot_of_one_agent(session: Session, holds: Draft202012Validator) -> None:
    found = written(session, "28d", agent="Priya Nair")
    assert faults(holds, found) == []
    assert found["filter"] == {
        "team": None,
        "channel": None,
        "agent": "Priya Nair",
        "reason": None,
    }


def test_a_snapshot_before_the_second_look(session: Session, holds: Draft202012Validator) -> None:
    found = json.loads(json_report(session.scorecard(session.request("28d"))))
    assert faults(holds, found) == []
    assert found["doubts"] is None


@pytest.mark.parametrize(
    "name", ["c06_bot", "c23_none"]
)  # bots answer, and hardly anything is known
def test_a_made_teams_snapshot(tmp_path: Path, holds: Draft202012Validator, name: str) -> None:
    settings = yaml.safe_load((TEAMS / name / "c.yaml").read_text(encoding="utf-8"))
    for entry in settings["exports"]:
        entry["paths"] = [str(TEAMS / name / path) for path in entry["paths"]]
    config = config_with(tmp_path, settings)
    with open_session([p for e in config.exports for p in e.paths], config) as opened:
        assert faults(holds, written(opened, "28d")) == []


def test_the_command_writes_the_version_first(holds: Draft202012Validator) -> None:
    done = run_rung("snapshot", "--demo", "--format", "json")
    assert done.stdout.startswith('{\n  "version": 1,\n')
    assert faults(holds, json.loads(done.stdout)) == []


# ── what does not keep to it is told ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place",
    [
        ("version",),
        ("level", "was"),
        ("dimensions", 0, "headline", "value"),
        ("measures", "csat", "share_of_5"),
        ("measures", "answered_within", 0, "seconds"),
        ("agents", 0, "like_for_like", "csat", "n"),
        ("channels", 0, "class"),
        ("ledger", "files", 0, "lines"),
        ("period", "days"),
        ("definitions", "reach"),
    ],
)
def test_a_key_that_is_missing_is_told_and_so_is_one_too_many(
    holds: Draft202012Validator, shop: Json, place: tuple[str | int, ...]
) -> None:
    for change in ("remove", "add"):
        found = copy.deepcopy(shop)
        part: Any = found
        for step in place[:-1]:
            part = part[step]
        if change == "remove":
            del part[place[-1]]
        else:
            part["no_such_key"] = 1
        assert len(faults(holds, found)) == 1


def firsts(part: Any) -> Any:
    """Return data with the first of each list alone: what says all of the kinds in it."""
    if isinstance(part, dict):
        return {key: firsts(value) for key, value in part.items()}
    return [firsts(value) for value in part[:1]] if isinstance(part, list) else part


def numbers(part: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of each number."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, dict | list):
            yield from numbers(value, (*place, key))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield (*place, key)


def test_words_are_no_number(holds: Draft202012Validator, shop: Json) -> None:
    found = firsts(shop)
    assert holds.is_valid(found)
    places = list(numbers(found))
    assert len(places) > 200
    for place in places:
        part: Any = found
        for step in place[:-1]:
            part = part[step]
        number, part[place[-1]] = part[place[-1]], "12"
        valid = holds.is_valid(found)
        part[place[-1]] = number
        assert not valid, place


# ── the schema itself ───────────────────────────────────────────────────────────────────────────


def objects(part: Any) -> Iterator[Json]:
    """Yield each part of the schema that says what an object holds."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


def test_the_schema_is_one(schema: Json) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "rung snapshot"
    assert schema["properties"]["version"]["const"] == 1


def test_every_key_is_described_and_there_are_no_others(schema: Json) -> None:
    named = [part for part in objects(schema) if "properties" in part]
    for part in named:
        assert part["additionalProperties"] is False, part["title"]
        assert part["required"] == list(part["properties"])
        for key, value in part["properties"].items():
            assert value["description"].endswith("."), (part["title"], key)
    by_name = [part for part in objects(schema) if "properties" not in part]
    assert len(named) >= 40
    assert (
        len(by_name) == 5
    )  # by channel, definition set, figure, dimension, or what a change is told by
    assert all(isinstance(part["additionalProperties"], dict) for part in by_name)


def test_every_figure_is_described_with_its_unit(schema: Json) -> None:
    figures = schema["$defs"]["FirstResponseTime"]["properties"]
    assert figures["median"]["description"].endswith("(seconds; null: unknown).")
    assert schema["$defs"]["Csat"]["properties"]["low"]["description"].endswith(
        "(a share, 0–1; null: unknown)."
    )
    for entry in load_config(demo=True).figures.values():
        assert all(part.unit and part.definition for part in entry.parts.values()), entry.name


def test_the_schema_is_the_same_each_time() -> None:
    first, second = (
        run_rung("schema", "snapshot", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second


def test_what_is_told_beside_a_figure_by_its_column_alone_is_described_too() -> None:
    entry = Entry(
        name="Open",
        short="Open",
        definition="Open tickets.",
        question="backlog",
        unit="count",
        parts={"days": "open_days"},
    )
    kind = with_figures(Measures, {"waiting": entry})
    described = kind.model_json_schema()["$defs"]["Waiting"]["properties"]["days"]["description"]
    assert described == "The column open_days of the question backlog (null: unknown)."


# ── the command ─────────────────────────────────────────────────────────────────────────────────


def test_the_schema_needs_neither_exports_nor_settings(tmp_path: Path) -> None:
    broken = tmp_path / "rung" / "config.yaml"
    broken.parent.mkdir()
    broken.write_text("team: {nam: x}\n")
    done = run_rung("schema", "snapshot", XDG_CONFIG_HOME=str(tmp_path), HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "rung snapshot"


def test_schema_alone_lists_what_there_is() -> None:
    done = run_rung("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert "snapshot  Print the JSON Schema of `rung snapshot --format json`." in done.stdout


def test_a_schema_that_there_is_not() -> None:
    done = run_rung("schema", "snapshots")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'snapshots'" in done.stderr


def test_only_who_writes_json_waits_for_its_types() -> None:
    code = (
        "import sys; from tui.cli import main\n"
        "try: main(['snapshot', '--demo'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not [name for name in sys.modules if 'snapshot_types' in name]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
