"""Time `rung snapshot`, cold on CSV, beside a plain DuckDB script that computes the same figures.

    python benchmarks/snapshot.py
    python benchmarks/snapshot.py --rows 10000000 --runs 1

Makes the tickets in a temporary folder, runs both contestants by turns, each time as a fresh process,
checks that their figures agree and prints a markdown table: wall time (the median, and the fastest
run), median CPU time and the greatest memory of any run; the ratio is that of the medians. Exits with
1 where the figures differ, with 2 where a contestant fails.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import figures

HERE = Path(__file__).resolve().parent
# What wait4 counts memory in.
UNIT = 1 if sys.platform == "darwin" else 1024
HEAD = """\
| tickets | period | contestant | seconds | fastest | CPU s | MB | rung ÷ plain |
|---:|---|---|---:|---:|---:|---:|---:|"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, or several: medians, the fastest, the greatest memory."""

    seconds: float
    fastest: float
    cpu: float
    megabytes: float


def run(command: Sequence[str], folder: Path, output: Path) -> Cost:
    """Run one command in `folder`, its standard output into `output`; return what it took."""
    with output.open("wb") as file:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=file)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"{' '.join(command)}: exit {process.returncode}", file=sys.stderr)
        raise SystemExit(2)
    return Cost(seconds, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT / 1e6)


def contestants(period: str) -> dict[str, list[str]]:
    """Return the command of each contestant; the tickets lie in the working folder."""
    options = ["--config", "config.yaml", "--format", "json", "--period", period]
    return {
        "rung": [sys.executable, "-m", "tui", "snapshot", *options, "tickets.csv"],
        "plain": [sys.executable, str(HERE / "plain.py"), "tickets.csv", "--period", period],
    }


def contest(folder: Path, period: str, runs: int) -> dict[str, Cost]:
    """Run both by turns; return the medians and the greatest memory of each."""
    commands = contestants(period)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs):
        for name, command in commands.items():
            cost = run(command, folder, folder / f"{name}.json")
            costs[name].append(cost)
            print(f"{period}, run {turn + 1}, {name}: {cost.seconds:.2f} s", file=sys.stderr)
    return {name: _middle(taken) for name, taken in costs.items()}


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        min(cost.fastest for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def check(folder: Path) -> bool:
    """Say on stderr whether the two reports in `folder` agree, and where they do not."""
    rung = figures.of_rung(json.loads((folder / "rung.json").read_bytes()))
    plain = figures.of_plain(json.loads((folder / "plain.json").read_bytes()))
    found = figures.differences(rung, plain)
    for difference in found:
        print(f"the figures differ: {difference}", file=sys.stderr)
    print(f"{len(plain) - len(found):,} of {len(plain):,} figures agree", file=sys.stderr)
    return not found


def lines(rows: int, period: str, costs: dict[str, Cost]) -> Iterator[str]:
    """Yield the table's lines for one contest."""
    for name, cost in costs.items():
        ratio = f"{cost.seconds / costs['plain'].seconds:.1f} ×" if name == "rung" else ""
        yield (
            f"| {rows:,} | {period} | {name} | {cost.seconds:.1f} | {cost.fastest:.1f} "
            f"| {cost.cpu:.1f} | {cost.megabytes:,.0f} | {ratio} |"
        )


@contextmanager
def tickets(rows: int, keep: Path | None) -> Iterator[Path]:
    """Make the tickets; yield their folder, which is gone at the end unless it is to be kept."""
    with tempfile.TemporaryDirectory(prefix="rung-benchmark-") as temporary:
        folder = (keep / f"{rows}").resolve() if keep else Path(temporary)
        if not (folder / "tickets.csv").is_file():
            # A process of its own: a small parent, so that no child is charged for its memory.
            made = [str(HERE / "make_tickets.py"), "--rows", str(rows), "--out", str(folder)]
            subprocess.run([sys.executable, *made], check=True, stdout=sys.stderr)
        yield folder


def main() -> None:
    """Read the command line, run the contests and print the table."""
    parser = argparse.ArgumentParser(description="Time rung beside plain DuckDB.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000], metavar="N")
    parser.add_argument(
        "--period", nargs="+", default=["all", "28d"], help="all, or days back as in 28d"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each contestant runs")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the data here and keep it")
    arguments = parser.parse_args()
    table, agree = [HEAD], True
    for rows in arguments.rows:
        with tickets(rows, arguments.keep) as folder:
            for period in arguments.period:
                table += lines(rows, period, contest(folder, period, arguments.runs))
                agree &= check(folder)
    print("\n".join(table))
    raise SystemExit(not agree)


if __name__ == "__main__":
    main()
