"""Does memory grow over reloads? One process opens the exports, asks a scorecard and closes, 50 times.

    python benchmarks/reloads.py

100,000 tickets in 10 files, of which the last is another one at every reload: it loses its last row, or
has it again. Prints the memory that the process holds after some of the reloads. Linux only.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from harness import Tickets, options

FILES = 10


def resident() -> float:
    """Return the megabytes that this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def reload(folder: Path, period: str) -> None:
    """Open the exports in `folder`, ask a scorecard, close."""
    from queries.config import load_config
    from queries.session import open_session

    config = load_config(folder / "config.yaml")
    with open_session([str(folder / "tickets-*.csv")], config) as session:
        session.scorecard(session.scope(period))


def measure(folder: Path, period: str, runs: int) -> dict[int, float]:
    """Reload `runs` times; return the megabytes held after a tenth, a half and all of them."""
    last = max(folder.glob("tickets-*.csv"))
    whole = last.read_bytes()
    shorter = whole[: whole.rstrip().rfind(b"\n") + 1]
    found = {}
    for turn in range(1, runs + 1):
        last.write_bytes(shorter if turn % 2 else whole)
        reload(folder, period)
        if turn in (runs // 10, runs // 2, runs):
            found[turn] = resident()
    last.write_bytes(whole)
    return found


def main() -> None:
    """Read the command line, reload and print a table."""
    parser = options(__doc__)
    parser.set_defaults(rows=[100_000], runs=50)
    parser.add_argument("--period", default="28d")
    asked = parser.parse_args()
    print("| tickets | after reloads | MB | aim |\n|---|---:|---:|---|")
    for rows in asked.rows:
        data = Tickets(rows, files=FILES)
        with data.made(asked.keep) as folder, tempfile.TemporaryDirectory() as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            for turn, megabytes in measure(folder, asked.period, asked.runs).items():
                print(f"| {data} | {turn} | {megabytes:,.0f} | no growth |")


if __name__ == "__main__":
    main()
