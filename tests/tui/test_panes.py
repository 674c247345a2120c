"""Panes are registered: one more is a module and a line, and lies right with its key, tab, title and help."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPO

# Run in the copy: opens the app at 140 × 45 and says where each pane lies and what it is called.
LOOK = """
import asyncio, json
from queries.config import load_config
from queries.scope import Filter
from textual.containers import Vertical
from tui.app import RungApp
from tui.panes import PANES
from tui.screens.desk import Desk
from tui.screens.help_page import keys_and_words
from tui.widgets.rows import Rows

config = load_config(demo=True)
paths = [path for entry in config.exports for path in entry.paths]

async def look():
    app = RungApp(lambda: (paths, config), "28d", Filter())
    async with app.run_test(size=(140, 45)) as pilot:
        for _ in range(12):
            await app.workers.wait_for_complete()
            await pilot.pause()
        places, titles = [], []
        for number in range(len(PANES)):
            places.append(tuple(app.desk.query_one(f"#pane-{number}", Vertical).region))
            titles.append(app.desk.query_one(f"#title-{number}", Rows).render_line(0).text)
        whole = tuple(app.desk.query_one("#panes").region)
        reached = []
        for number in range(len(PANES)):
            await pilot.press(str(number + 1))
            reached.append(app.desk.active)
        help_ = [words for _, words in keys_and_words(Desk.BINDINGS)]
        print(json.dumps([places, titles, whole, reached, help_]))

asyncio.run(look())
"""


def copy_with(tmp_path: Path, more: int) -> Path:
    """Return a copy with so many more panes, each as README walks it: a module and a line."""
    copy = tmp_path / "copy"
    for name in ("queries", "tui", "sample_data"):
        shutil.copytree(REPO / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.yaml", "pyproject.toml"):
        shutil.copy(REPO / name, copy / name)
    walked = (REPO / "README.md").read_text(encoding="utf-8").split("### How to add a pane")[1]
    module = walked.split("```python\n")[1].split("```")[0]
    registry = copy / "tui/panes/__init__.py"
    text = registry.read_text(encoding="utf-8")
    for number in range(more):
        (copy / f"tui/panes/measures_{number}.py").write_text(module, encoding="utf-8")
        text = text.replace("panes import ", f"panes import measures_{number}, ", 1)
        line = f'    Pane("Measures {number}", "measures_{number}"),\n)\n'
        text = text.rstrip().removesuffix(")") + line
    registry.write_text(text, encoding="utf-8")
    return copy


def other_files(copy: Path) -> list[Path]:
    """Return what is not as it is here."""
    return [
        path
        for path in copy.rglob("*.py")
        if not (REPO / path.relative_to(copy)).exists()
        or (REPO / path.relative_to(copy)).read_bytes() != path.read_bytes()
    ]


@pytest.mark.short(2)
@pytest.mark.parametrize("more", [1, 2])
def test_a_pane_is_a_module_and_a_line_and_lies_right(tmp_path: Path, more: int) -> None:
    copy = copy_with(tmp_path, more)
    assert len(other_files(copy)) == 1 + more  # two for the first one
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    places, titles, whole, reached, help_ = json.loads(done.stdout.splitlines()[-1])
    assert len(places) == 4 + more
    cells = [
        (x, y)
        for left, top, width, height in places
        for x in range(left, left + width)
        for y in range(top, top + height)
    ]
    assert len(cells) == len(set(cells))  # no two lie over each other
    left, top, width, height = whole
    assert len(cells) >= width * height - height  # but for a column between two panes of a row
    assert all(left <= x < left + width and top <= y < top + height for x, y in cells)
    for number, title in enumerate(titles, 1):
        assert f" {number} " in title
    assert "Measures 0" in titles[4]
    assert reached == list(range(4 + more))
    assert "Measures 0" in help_
