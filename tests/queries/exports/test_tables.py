"""Tables are declared: a new one is an entry and a file, and is then loaded, accounted for, kept and listed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from queries.config import ConfigError
from queries.config.tables import Table, tables
from tests.conftest import REPO, config_with
from tests.said import refused

ORDERS = """\
Order,Customer,Date,Amount
O1,C1,2026-01-03 10:00,2
O2,C2,2026-01-04 10:00,1
O1,C1,2026-01-03 10:00,3
,C3,2026-01-05 10:00,1
O3,C3,yesterday,1
O4,C4,2026-01-06 10:00,some
"""
LATER = "Order,Customer,Date,Amount\nO2,C2,2026-01-04 10:00,5\nO5,C1,2026-02-01 10:00,1\n"
COLUMNS = {
    "order_id": "Order",
    "customer_id": "Customer",
    "ordered_at": "Date",
    "amount": "Amount",
}
LOAD = """
import dataclasses, json, sys
from pathlib import Path
from queries.config import load_config
from queries.exports.cache import open_cache
from queries.exports.load import load
from queries.exports.reader import Reader
read, plain = [], Reader.read
def noting(self, path, folder):
    read.append(path.name)
    return plain(self, path, folder)
Reader.read = noting
config = load_config(Path(sys.argv[1]))
with open_cache(config.cache) as cache:
    ledger = load(config.exports[0].paths, config, cache).ledger
print(json.dumps({"read": read, "ledger": dataclasses.asdict(ledger)}))
"""


def walked(kind: str) -> str:
    """Return the block of one kind in README, "How to add a table"."""
    walk = (REPO / "README.md").read_text(encoding="utf-8").split("### How to add a table")[1]
    return textwrap.dedent("   " + walk.split(f"```{kind}\n   ")[1].split("   ```")[0])


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "queries").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of queries in which a table was added as README walks it."""
    folder = tmp_path / "copy"
    shutil.copytree(
        REPO / "queries", folder / "queries", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("config.yaml", "pyproject.toml"):  # what a checkout is known by
        shutil.copy(REPO / name, folder / name)
    before = files_of(folder)
    with (folder / "queries/config/tables.yaml").open("a", encoding="utf-8") as declared:
        declared.write("\n" + walked("yaml"))
    (folder / "queries/sql/load/orders.sql").write_text(walked("sql"), encoding="utf-8")
    after = files_of(folder)
    touched = {name for name in after if after[name] != before.get(name)}
    assert touched == {"queries/config/tables.yaml", "queries/sql/load/orders.sql"}
    return folder


def loaded(copy: Path, exports: Path) -> dict[str, Any]:
    """Load the orders in a process of their own, which knows the copy alone."""
    settings = copy / "own.yaml"
    text = {
        "exports": [{"paths": [str(exports)], "table": "orders", "columns": COLUMNS}],
        "reading": {"rejected_refuse": "100 %", "damaged": "100 %"},
        "cache": {"folder": str(copy / "cache")},
    }
    settings.write_text(json.dumps(text), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(settings)],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_new_table_is_an_entry_and_a_file(copy: Path, tmp_path: Path) -> None:
    exports = tmp_path / "orders"
    exports.mkdir()
    (exports / "january.csv").write_text(ORDERS, encoding="utf-8")
    first = loaded(copy, exports)
    [january] = first["ledger"]["files"]
    # O1 stands in two rows, of which the later counts; a row has no id, another no time.
    assert (january["table"], january["rows"], january["kept"]) == ("orders", 6, 3)
    assert (january["superseded"], january["excluded"], january["rejected"]) == (1, 0, 2)
    assert january["lines"]["total"] == 7
    assert [
        (r["line"], r["column"], r["value"], r["reason"]["code"], r["severity"])
        for r in first["ledger"]["rejects"]
    ] == [
        (5, "Order", None, "no order id", "row"),
        (6, "Date", "yesterday", "no_date_and_time", "row"),
        (7, "Amount", "some", "no_count", "value"),
    ]
    again = loaded(copy, exports)
    assert (first["read"], again["read"]) == (["january.csv"], [])
    assert again["ledger"] == first["ledger"]

    (exports / "february.csv").write_text(LATER, encoding="utf-8")
    both = loaded(copy, exports)
    assert both["read"] == ["february.csv"]
    by_file = {f["file"]: (f["kept"], f["superseded"]) for f in both["ledger"]["files"]}
    assert by_file == {"january.csv": (2, 2), "february.csv": (2, 0)}  # O2 is there again, later


def test_a_table_that_there_is_not_is_refused(tmp_path: Path) -> None:
    settings = {
        "exports": [{"paths": ["a.csv"], "table": "mesages", "columns": {"ticket_id": "a"}}]
    }
    with refused(ConfigError, match='"mesages" is no table.*did you mean messages'):
        config_with(tmp_path, settings)


def test_a_declaration_that_names_no_field_of_its_own_is_refused() -> None:
    declared = {"required": ["at"], "time": "at", "fields": {"at": "instant"}}
    assert Table.model_validate(declared).kinds == {"at": "instant"}
    for wrong in ({"id": "att"}, {"names": ["att"]}, {"sparse": {"x": ["att"]}}):
        with refused(ValidationError, match=r"names att, .*did you mean at\?"):
            Table.model_validate(declared | wrong)
    with refused(ValidationError, match="its time, at, is a required instant"):
        Table.model_validate(declared | {"fields": {"at": "text"}})


def test_of_tickets_alone_only_the_newest_row_of_an_id_stands() -> None:
    assert [name for name, table in tables().items() if table.has_versions] == ["tickets"]
