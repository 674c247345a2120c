"""The questions of a scorecard over plain Parquet in a plain DuckDB: the least a warm snapshot can take.

    python benchmarks/questions.py record FOLDER --period all 28d
    python benchmarks/questions.py run FOLDER --period all

`record` loads FOLDER/tickets.csv into FOLDER/loaded and writes down the views over it and every question
that a scorecard asks, with its parameters. `run` asks them again, with no more than the files of queries/sql.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb

from queries.sqltext import sql_file

LOADED = "loaded"
BOUNDS = (
    "bounds (measure varchar, channel_class varchar, level integer, seconds double, clock varchar)"
)


def record(folder: Path, periods: list[str]) -> None:
    """Load the tickets and write down what a scorecard of each period asks."""
    from queries.workspace import Row, Scope, Workspace

    from queries.config import load_config
    from queries.exports.cache import open_cache
    from queries.exports.load import load
    from queries.session import Session

    class Recording(Workspace):
        """A workspace that writes down what it is asked, each question once."""

        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.asked: dict[str, tuple[str, dict[str, Any]]] = {}

        def ask(self, question: str, scope: Scope, **parameters: Any) -> list[Row]:
            named = duckdb.extract_statements(sql_file(question))[0].named_parameters
            values = {**self.parameters(scope), **parameters}
            bound = {name: values[name] for name in sorted(named)}
            self.asked[f"{question} {bound}"] = question, bound
            return super().ask(question, scope, **parameters)

        def tables(self) -> dict[str, Any]:
            """Return what the workspace made itself: the ladder's bounds, and `measured` as what."""
            kind = self._db.execute(
                "select count(*) from duckdb_tables() where table_name = 'measured'"
            ).fetchone()
            return {
                "bounds": self._db.execute("from bounds").fetchall(),
                "measured": "table" if kind and kind[0] else "view",
            }

    config = load_config(folder / "config.yaml")
    kept = config.cache.model_copy(update={"folder": str(folder / LOADED)})
    shutil.rmtree(folder / LOADED, ignore_errors=True)
    with open_cache(kept) as cache, cache.staging() as spill:
        loaded = load([str(folder / "tickets.csv")], config, cache)
        views = [loaded.sql(name) for name in ("macros", "tables", "tickets", "ratings")]
        with Recording(loaded, config, spill) as workspace:
            session = Session(config, loaded.ledger, workspace)
            for period in periods:
                workspace.asked.clear()
                session.scorecard(session.scope(period))
                asked = list(workspace.asked.values())
                written = {"views": views, **workspace.tables(), "asked": asked}
                _asked(folder, period).write_text(json.dumps(written, default=_instant))


def run(folder: Path, period: str) -> None:
    """Ask what was written down; print how many questions and rows there were."""
    written = json.loads(_asked(folder, period).read_text(), object_hook=_known)
    db = duckdb.connect()
    db.execute("set timezone = 'UTC'")
    for statement in written["views"]:
        db.execute(statement)
    db.execute(sql_file("aged"))
    db.execute(sql_file("measured").replace("{kind}", written["measured"]))
    db.execute(sql_file("contacts"))
    db.execute(f"create table {BOUNDS}")
    db.executemany("insert into bounds values (?, ?, ?, ?, ?)", written["bounds"])
    rows = sum(
        len(db.execute(sql_file(question), parameters).fetchall())
        for question, parameters in written["asked"]
    )
    print(f"{len(written['asked'])} questions, {rows:,} rows")


def _asked(folder: Path, period: str) -> Path:
    return folder / LOADED / f"asked-{period}.json"


def _instant(value: dt.datetime) -> dict[str, str]:
    return {"instant": value.isoformat()}


def _known(value: dict[str, Any]) -> Any:
    return dt.datetime.fromisoformat(value["instant"]) if value.keys() == {"instant"} else value


def main() -> None:
    """Read the command line; record or run."""
    parser = argparse.ArgumentParser(description="Ask a scorecard's questions over plain Parquet.")
    parser.add_argument("do", choices=["record", "run"])
    parser.add_argument("folder", type=Path, help="where tickets.csv and config.yaml are")
    parser.add_argument("--period", nargs="+", default=["all", "28d"])
    asked = parser.parse_args()
    if asked.do == "record":
        record(asked.folder.resolve(), asked.period)
    else:
        for period in asked.period:
            run(asked.folder.resolve(), period)


if __name__ == "__main__":
    main()
