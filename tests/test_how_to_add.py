"""README's walks, each in a copy: what is added, and how many files that touches."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPO

README = (REPO / "README.md").read_text(encoding="utf-8")
PARTS = ("queries", "tui", "sample_data", "config.yaml", "pyproject.toml")


def walked(what: str, language: str) -> str:
    """Return the text that README gives for adding something."""
    section = README.split(f"### How to add a {what}\n")[1].split("\n### ")[0]
    return section.split(f"```{language}\n")[1].split("```")[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    found = tmp_path / "copy"
    found.mkdir()
    for name in PARTS:
        source = REPO / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, found / name, ignore=ignored)
        else:
            shutil.copy(source, found / name)
    return found


def touched(copy: Path) -> list[str]:
    """Return which files of a copy are not as they are here."""
    return sorted(
        str(path.relative_to(copy))
        for path in copy.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not (
            (REPO / path.relative_to(copy)).exists()
            and (REPO / path.relative_to(copy)).read_bytes() == path.read_bytes()
        )
    )


def run(copy: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(copy.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def snapshot(copy: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(copy, "snapshot", "--format", "json", *arguments))
    return found


def test_a_preset_is_one_file(copy: Path, tmp_path: Path) -> None:
    preset = copy / "queries/exports/presets/desk_calls.yaml"
    preset.write_text(walked("preset", "yaml"), encoding="utf-8")
    assert touched(copy) == ["queries/exports/presets/desk_calls.yaml"]
    export = tmp_path / "calls.csv"
    rows = "".join(f"{i},2026-03-{1 + i % 20:02d} 08:00,Ann,{10 + i}\n" for i in range(40))
    export.write_text("Call number,Rang at,Taken by,Pick-up (s)\n" + rows, encoding="utf-8")
    card = snapshot(copy, "--period", "all", str(export))
    assert card["ledger"]["files"][0]["recognised_as"] == "desk_calls"
    first = card["measures"]["first_response_time"]
    assert (first["n"], first["median"]) == (40, 29.5)  # 10 to 49 seconds


def test_a_criterion_is_one_file(copy: Path) -> None:
    settings = copy / "own.yaml"
    settings.write_text(walked("criterion", "yaml"), encoding="utf-8")
    assert touched(copy) == ["own.yaml"]
    card = snapshot(copy, "--demo", "--config", str(settings))
    dimensions = {found["key"]: found for found in card["dimensions"]}
    # 52.0 % of the solved were solved with one reply; levels 4 and 5 ask nothing of it.
    assert dimensions["effort"]["level"] == 5


def test_a_language_is_one_file(copy: Path) -> None:
    (copy / "tui/words/languages/nl.po").write_text(walked("language", "po"), encoding="utf-8")
    assert touched(copy) == ["tui/words/languages/nl.po"]
    settings = copy.parent / "own.yaml"
    settings.write_text("screen:\n  language: nl\n", encoding="utf-8")
    told = run(copy, "snapshot", "--demo", "--config", str(settings))
    assert "## Dimensies" in told
    assert "| Reactietijd | 4 Above average |" in told  # what is not in the catalogue stays English
    assert "13 praktijken onbeantwoord" in told
    assert "66,4 %" in told
