"""rung as it is installed: from the wheel, from the sdist and from a checkout, each elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPO


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it wrote; show what went wrong."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clean copy of the project."""
    copy = tmp_path_factory.mktemp("checkout") / "rung"
    skipped = shutil.ignore_patterns(
        ".venv", ".git", "dist", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(REPO, copy, ignore=skipped)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path) -> dict[str, Path]:
    """Return the wheel (built from the sdist) and the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", cwd=checkout)
    return {
        "wheel": next((checkout / "dist").glob("*.whl")),
        "sdist": next((checkout / "dist").glob("*.tar.gz")),
    }


@pytest.mark.short(3)
@pytest.mark.parametrize("form", ["wheel", "sdist", "checkout"])
def test_an_installed_rung_works_elsewhere(
    form: str, built: dict[str, Path], checkout: Path, tmp_path: Path
) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    # What rung depends on is lent from here, so that no network is needed; rung itself is not.
    lent = Path(sysconfig.get_paths(vars={"base": str(home)})["purelib"]) / "lent.pth"
    lent.write_text(sysconfig.get_paths()["purelib"] + "\n")
    what = ["--editable", checkout] if form == "checkout" else [built[form]]
    run(
        home / "bin" / "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        *what,
        cwd=tmp_path,
    )
    where = run(home / "bin" / "python", "-c", "import tui; print(tui.__file__)", cwd=tmp_path)
    assert str(home if form != "checkout" else checkout) in where
    assert "Level 3 Average" in run(home / "bin" / "rung", "snapshot", "--demo", cwd=tmp_path)
    assert run(home / "bin" / "rung", "--version", cwd=tmp_path).startswith("rung, version ")
    # The README's way to one's own data.
    shutil.copytree(REPO / "sample_data", tmp_path / "exports")
    own = ("init", "exports", "--yes", "--config", "own.yaml")
    said = run(home / "bin" / "rung", *own, cwd=tmp_path)
    assert "Level 3 Average" in said
    assert said.endswith(f"{home}/bin/rung --config own.yaml\n")
    assert "right" in run(home / "bin" / "rung", "config", "validate", "own.yaml", cwd=tmp_path)


def test_the_wheel_carries_settings_questions_presets_and_the_sample(
    built: dict[str, Path],
) -> None:
    names = set(zipfile.ZipFile(built["wheel"]).namelist())
    assert {
        "queries/shipped/config.yaml",
        "queries/shipped/sample_data/tickets.csv",
        "queries/shipped/sample_data/config.yaml",
        "queries/sql/questions/csat.sql",
        "queries/exports/presets/gorgias_tickets.yaml",
    } <= names


def test_the_lock_has_hashes_and_names_no_index() -> None:
    lock = (REPO / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert len(pins) > 30
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "://" not in lock
    for package in ("hatchling", "editables", "duckdb", "textual"):
        assert any(pin.startswith(f"{package}==") for pin in pins)
