"""Time `rung snapshot`, cold and warm, beside scripts that compute the same figures.

    python benchmarks/snapshot.py --python-peers benchmarks/.venv/bin/python
    python benchmarks/snapshot.py --rows 10000000 --order sorted --runs 1

*rung cold* has an empty cache, *rung warm* the one that this leaves. The peers read the same file, in
DuckDB, polars, pandas and chdb.
Checks that the figures of all agree. Exits with 1 where they differ, with 2 where a contestant fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import figures
from harness import HEAD, HERE, Contestant, Tickets, contest, lines, options, rung

PEERS = ("duckdb", "polars", "pandas", "chdb")
ORDERS = {"sorted": False, "unsorted": True}


def installed(python_peers: str) -> dict[str, str]:
    """Return by peer a Python that can import it; say which peers there are none for."""
    found: dict[str, str] = {}
    for peer in PEERS:
        python = sys.executable if peer == "duckdb" else python_peers
        trial = [python, "-c", f"import {peer}"]
        if subprocess.run(trial, stderr=subprocess.DEVNULL, check=False).returncode:
            print(f"{peer} is not installed for {python}: skipped", file=sys.stderr)
        else:
            found[peer] = python
    return found


def contestants(data: Tickets, period: str, peers: dict[str, str]) -> list[Contestant]:
    """Return who runs; the tickets lie in the working folder."""
    snapshot = rung("snapshot", "--format", "json", "--period", period, "tickets.csv")
    scripts = [
        Contestant(
            peer,
            [python, str(HERE / "peers" / f"{peer}_script.py"), "tickets.csv", "--period", period],
            subject="rung cold",
            aim="≤ 3" if peer == "duckdb" else "",
        )
        for peer, python in peers.items()
    ]
    return [
        Contestant("rung cold", snapshot, cache="rung", aim=data.memory_aim()),
        Contestant("rung warm", snapshot, cache="rung", aim="≤ 1.0 s" if period == "28d" else ""),
        *scripts,
    ]


def check(folder: Path, ran: list[Contestant]) -> bool:
    """Say on stderr whether the reports in `folder` agree, and where they do not."""
    reports = {one.name: one.output(folder) for one in ran}
    read = {
        name: (figures.of_rung if name.startswith("rung") else figures.of_script)(
            json.loads(path.read_bytes())
        )
        for name, path in reports.items()
    }
    cold, agree = read.pop("rung cold"), True
    for name, other in read.items():
        found = figures.differences(cold, other)
        for difference in found:
            print(f"the figures differ: {name}: {difference}", file=sys.stderr)
        count = f"{len(other) - len(found):,} of {len(other):,}"
        print(f"{name}: {count} figures agree with rung", file=sys.stderr)
        agree &= not found
    return agree


def main() -> None:
    """Read the command line, run the contests and print the table."""
    parser = options(__doc__)
    parser.add_argument(
        "--period", nargs="+", default=["all", "28d"], help="all, or days back as in 28d"
    )
    parser.add_argument("--order", nargs="+", choices=ORDERS, default=list(ORDERS))
    parser.add_argument(
        "--python-peers",
        type=lambda path: str(Path(path).absolute()),
        default=sys.executable,
        metavar="PATH",
        help="a Python that has polars, pandas and chdb",
    )
    asked = parser.parse_args()
    peers, table, agree = installed(asked.python_peers), [HEAD], True
    for rows in asked.rows:
        for order in asked.order:
            data = Tickets(rows, unsorted=ORDERS[order])
            with data.made(asked.keep) as folder:
                for line, same in _contests(data, folder, asked.period, asked.runs, peers):
                    table += line
                    agree &= same
    print("\n".join(table))
    raise SystemExit(not agree)


def _contests(
    data: Tickets, folder: Path, periods: list[str], runs: int, peers: dict[str, str]
) -> Iterator[tuple[list[str], bool]]:
    """Yield by period the table's lines, and whether the figures agree."""
    for period in periods:
        ran = contestants(data, period, peers)
        costs = contest(folder, ran, runs)
        yield list(lines(data, period, ran, costs)), check(folder, ran)


if __name__ == "__main__":
    main()
