"""What the tests share: a desk that turns a small table into a session, and the real exports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from queries.behind import behind
from queries.config import Config, load_config
from queries.engine.duck import Workspace
from queries.exports.cache import open_cache
from queries.exports.load import load
from queries.exports.loaded import Loaded
from queries.scope import Request
from queries.session import Session, open_session
from queries.sqltext import sql_file
from tests.soak import WHOLE
from tui.report.json_report import snapshot

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared" / "data"
BAD_INPUTS = Path(__file__).parent / "badinputs"

# The columns of the hand-written tables: each field stands under its own name.
TICKET_COLUMNS: dict[str, Any] = {
    "ticket_id": "ticket_id",
    "created_at": "created_at",
    "channel": "channel",
    "agent": "agent",
    "team": "team",
    "customer_id": "customer_id",
    "status": "status",
    "first_response_at": "first_response_at",
    "resolved_at": "resolved_at",
    "agent_replies": "agent_replies",
    "reopens": "reopens",
    "started_by": "started_by",
    "handled_by": "handled_by",
    "abandoned": {"column": "abandoned", "when": "yes"},
    "reason": "reason",
    "subject": "subject",
    "excluded": {"column": "excluded", "values": {"spam": "spam"}},
    "csat": {"column": "csat", "scale": "1-5"},
    "csat_at": "csat_at",
}
MESSAGE_COLUMNS = {name: name for name in ("ticket_id", "sent_at", "author", "agent")}
RATING_COLUMNS: dict[str, Any] = {
    "ticket_id": "ticket_id",
    "rated_at": "rated_at",
    "score": {"column": "score", "scale": "1-5"},
    "agent": "agent",
}


Rows = str | Sequence[Mapping[str, object]]
Desk = Callable[..., Session]


def write_csv(path: Path, rows: Rows) -> Path:
    """Write a table: `a | b` lines with a header, or one mapping a row."""
    if isinstance(rows, str):
        lines = [line.strip() for line in rows.strip().splitlines()]
        cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    else:
        header = list(dict.fromkeys(key for row in rows for key in row))
        cells = [header, *([str(row.get(key, "")) for key in header] for row in rows)]
    quoted = (
        ",".join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in row)
        for row in cells
    )
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return path


def header_of(path: Path) -> set[str]:
    """Return the column names of a file that write_csv wrote."""
    return set(path.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(","))


def config_with(tmp_path: Path, settings: Mapping[str, Any]) -> Config:
    """Return the shipped settings under `settings` (JSON is YAML)."""
    own = tmp_path / "config.yaml"
    own.write_text(json.dumps(settings), encoding="utf-8")
    return load_config(own)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to `make soak` what is marked `soak`, and of a test marked `short(n)` all but each n-th case."""
    if WHOLE:
        return
    left = {item for item in items if item.get_closest_marker("soak")}
    seen: Counter[str] = Counter()
    for item in items:
        if short := item.get_closest_marker("short"):
            family = item.nodeid.partition("[")[0]
            if seen[family] % short.args[0]:
                left.add(item)
            seen[family] += 1
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is read in a cache of the test run's own, also in the processes that tests start."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder / "rung"


@contextmanager
def loaded(
    paths: Iterable[object], config: Config, spill: Path, **more: Any
) -> Iterator[tuple[Loaded, Workspace]]:
    """Load exports and open the workspace over them."""
    with open_cache(config.cache) as cache:
        found = load([str(path) for path in paths], config, cache, **more)
        with Workspace(found, config, spill) as workspace:
            yield found, workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a function: tables in, a session out."""
    stack = ExitStack()

    def make(
        tickets: Rows, *, messages: Rows | None = None, ratings: Rows | None = None, **settings: Any
    ) -> Session:
        exports = []
        for table, rows, columns in (
            ("tickets", tickets, TICKET_COLUMNS),
            ("messages", messages, MESSAGE_COLUMNS),
            ("ratings", ratings, RATING_COLUMNS),
        ):
            if rows is not None:
                path = write_csv(tmp_path / f"{table}.csv", rows)
                present = {
                    field: column for field, column in columns.items() if field in header_of(path)
                }
                exports.append({"paths": [str(path)], "table": table, "columns": present})
        config = config_with(tmp_path, {"exports": exports, **settings})
        paths = [path for entry in config.exports for path in entry.paths]
        return stack.enter_context(open_session(paths, config))

    with stack:
        yield make


def ask(
    session: Session, question: str, period: str = "all", **parameters: Any
) -> list[dict[str, Any]]:
    """Ask one question over a period, by one grouping; what is now, not before."""
    return ask_of(session, session.request(period), question, **parameters)


def ask_of(
    session: Session, request: Request, question: str, by: str = "all", **parameters: Any
) -> list[dict[str, Any]]:
    """Ask one question of a request, by one grouping; what is now, not before."""
    given = {"by": [by], "parts": 1, "agent_shrinkage": 20, "whole": False, "source": None}
    given |= parameters
    rows = session.workspace.asking(request).ask(question, **given)
    return [row for row in rows if row.get("side", "now") == "now"]


def tickets_of(session: Session) -> list[dict[str, Any]]:
    """Return every ticket that counts, as the list behind the volume has it."""
    found = behind(session.config.figures, "volume")
    return found.cases(session.workspace.asking(session.request("all")), 1_000_000)


def whole_tickets(session: Session) -> list[dict[str, Any]]:
    """Return all that a ticket's page has of each, by id: its own question, for all at once."""
    one, every = "t.ticket_id = $ticket_id and", ""
    sql = sql_file("questions/ticket")
    assert one in sql
    asking = session.workspace.asking(session.request("all"))
    rows = asking._run("ticket", sql.replace(one, every), {"source": None})
    return sorted(rows, key=lambda row: str(row["ticket_id"]))


def report(session: Session, period: str = "all") -> dict[str, Any]:
    """Return the JSON snapshot as data."""
    return snapshot(session.scorecard(session.request(period)))


@pytest.fixture
def shared() -> Path:
    """Return the folder of real exports; skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real exports (../shared/data) are not on this machine")
    return SHARED
