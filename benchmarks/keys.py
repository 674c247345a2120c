"""How long from a key to the new figures, and how soon does Esc stop them?

    python benchmarks/keys.py --rows 1000000 10000000
    python benchmarks/keys.py --rows 1000000 --stops 200

Loads the tickets once, then asks in one process what the keys ask: another period, a channel, an agent, another
definition set, each from a scorecard of the default 28 days; then what changed (`c`) and the views inside it,
whose aims are those of 1 M tickets. `--stops` stops a question at so many random moments: none may be lost, and
nothing further may start.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from harness import Tickets, options

from queries.config import load_config
from queries.scope import Request, StoppedError
from queries.session import Session, open_session
from tui.drill import drill
from tui.panes.targets import (
    OpenAgent,
    OpenChannel,
    OpenCoverage,
    OpenDimension,
    OpenReasons,
    OpenWeek,
)

AIMS = {"90d": 1.0, "all": 4.0} | dict.fromkeys(
    ("28d", "7d", "channel", "agent", "guide", "strict"), 0.6
)

INSIDE = {"c": 1.0} | dict.fromkeys(
    ("dimension", "week", "agent inside", "channel inside", "reasons", "coverage map"), 0.5
)


def requests(session: Session) -> dict[str, Request]:
    """Return what each key asks."""
    channel, agent = (session.workspace.values(field)[0] for field in ("channel", "agent"))
    return {
        "28d": session.request("28d"),
        "7d": session.request("7d"),
        "channel": session.request("28d", channel=channel),
        "agent": session.request("28d", agent=agent),
        "guide": session.request("28d", definitions="guide"),
        "strict": session.request("28d", definitions="strict"),
        "90d": session.request("90d"),
        "all": session.request("all"),
    }


def keys(session: Session, rows: int, runs: int) -> list[str]:
    """Return a line of the table for each key."""
    took: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, request in requests(session).items():
            began = time.perf_counter()
            session.scorecard(request)
            took.setdefault(name, []).append(time.perf_counter() - began)
    aims = AIMS if rows >= 10_000_000 else {}
    return [
        f"| {rows:,} | {name} | {statistics.median(times):.2f} | {min(times):.2f} | "
        f"{f'≤ {aims[name]}' if name in aims else ''} |"
        for name, times in took.items()
    ]


def inside(session: Session, rows: int, runs: int) -> list[str]:
    """Return a line of the table for what changed, and for each view inside."""
    card = session.scorecard(session.request("28d"))
    agent, channel = card.agents[0].name, next(row.name for row in card.channels if not row.gap)
    asks: dict[str, Callable[[], object]] = {
        "c": lambda: session.what_changed(card),
        "dimension": lambda: drill(session, card, OpenDimension("resolution_time")),
        "week": lambda: drill(session, card, OpenWeek("first_response_time", 4)),
        "agent inside": lambda: drill(session, card, OpenAgent(agent)),
        "channel inside": lambda: drill(session, card, OpenChannel(channel)),
        "reasons": lambda: drill(session, card, OpenReasons()),
        "coverage map": lambda: drill(session, card, OpenCoverage()),
    }
    lines = []
    for name, ask in asks.items():
        took = []
        for _ in range(runs):
            began = time.perf_counter()
            ask()
            took.append(time.perf_counter() - began)
        aim = f"≤ {INSIDE[name]}" if rows == 1_000_000 else ""
        lines.append(
            f"| {rows:,} | {name} | {statistics.median(took):.2f} | {min(took):.2f} | {aim} |"
        )
    return lines


def stops(session: Session, count: int) -> str:
    """Stop a question at random moments; return how soon it ended, and whether anything went wrong."""
    chance, took, late = random.Random(0), [], 0
    whole = session.request("all")
    began = time.perf_counter()
    session.scorecard(whole)
    longest = time.perf_counter() - began
    for _ in range(count):
        request = session.request("all", definitions=chance.choice(["helpdesk", "guide", "strict"]))
        ended = threading.Event()

        def ask(request: Request = request, ended: threading.Event = ended) -> None:
            try:
                session.scorecard(request)
            except StoppedError:
                pass
            finally:
                ended.set()

        thread = threading.Thread(target=ask)
        thread.start()
        ended.wait(chance.uniform(0, longest))
        began = time.perf_counter()
        request.stop.stop()
        if not ended.wait(60):
            raise SystemExit("a stop was lost")
        took.append(time.perf_counter() - began)
        thread.join()
        asked = len(session.workspace.statements)
        time.sleep(0.01)
        late += len(session.workspace.statements) > asked
    took.sort()
    p95 = took[int(0.95 * len(took))] * 1000
    return (
        f"{count} stops: median {statistics.median(took) * 1000:.0f} ms, p95 {p95:.0f} ms, "
        f"most {took[-1] * 1000:.0f} ms; "
        f"0 lost, {late} times something started after it"
    )


def main() -> None:
    """Read the command line; print the table."""
    parser = options(__doc__)
    parser.add_argument("--stops", type=int, default=0, help="stop a question so often, at random")
    asked = parser.parse_args()
    print("| tickets | key | seconds | fastest | aim |\n|---|---|---:|---:|---|")
    for rows in asked.rows:
        with ExitStack() as stack:
            folder = stack.enter_context(Tickets(rows).made(asked.keep))
            config = load_config(Path(folder) / "config.yaml")
            paths = [path for entry in config.exports for path in entry.paths]
            session = stack.enter_context(open_session(paths, config))
            print("\n".join(keys(session, rows, asked.runs)))
            print("\n".join(inside(session, rows, asked.runs)))
            if asked.stops:
                print(stops(session, asked.stops))


if __name__ == "__main__":
    main()
