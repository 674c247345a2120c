"""Time `rung inspect`: a cold load, one more file, and a file with a stray quote.

    python benchmarks/loading.py
    python benchmarks/loading.py --rows 10000000 --what cold append

*cold*: an empty cache, beside plain DuckDB that makes a table of the file. *append*: of 100 files 99
are in the cache, the last is new; what the 99 take without it is the start-up, which is taken off.
*quote*: 250,000 tickets, a quote opened in line 3 and never closed.
Exits with 1 where the quote costs more or less than one row, with 2 where a contestant fails.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import HEAD, Contestant, Tickets, contest, lines, options, rung

READ = (
    "import duckdb, sys; duckdb.connect().execute("
    "'create table t as from read_csv($path)', {'path': sys.argv[1]})"
)
FILES = 100
QUOTED_ROWS = 250_000


def cold(asked: argparse.Namespace) -> Iterator[str]:
    """Time the first load of one file."""
    for rows in asked.rows:
        for unsorted, aim in ((False, "≤ 2.5 (2)"), (True, "≤ 3.2")):
            data = Tickets(rows, unsorted=unsorted)
            contestants = [
                Contestant("rung inspect", rung("inspect", "tickets.csv"), aim=data.memory_aim()),
                Contestant(
                    "duckdb read_csv",
                    [sys.executable, "-c", READ, "tickets.csv"],
                    subject="rung inspect",
                    aim=aim,
                ),
            ]
            with data.made(asked.keep) as folder:
                yield from lines(
                    data, "cold load", contestants, contest(folder, contestants, asked.runs)
                )


def append(asked: argparse.Namespace) -> Iterator[str]:
    """Time the load of one more file, beside that of all."""
    for rows in asked.rows:
        data = Tickets(rows, files=FILES)
        with data.made(asked.keep) as folder:
            names = sorted(path.name for path in folder.glob("tickets-*.csv"))
            before, after = rung("inspect", *names[:-1]), rung("inspect", *names)
            contestants = [
                Contestant("99 files cold", before, cache="grown"),
                Contestant("99 files warm", before, cache="grown"),
                Contestant("99 warm + 1 new", after, cache="grown"),
                Contestant(
                    "100 files cold",
                    after,
                    cache="whole",
                    subject="99 warm + 1 new",
                    less="99 files warm",
                    aim="≤ 0.05",
                ),
            ]
            yield from lines(data, "append", contestants, contest(folder, contestants, asked.runs))


def quote(asked: argparse.Namespace) -> Iterator[str]:
    """Time a file with a stray quote, and see that it costs its own row only."""
    data = Tickets(QUOTED_ROWS, stray_quote=True)
    with data.made(asked.keep) as folder:
        one = Contestant("rung inspect", rung("inspect", "tickets.csv"), aim="≤ 3 s, 1 row")
        costs = contest(folder, [one], asked.runs)
        rejected = rejects(one.output(folder))
        yield from lines(data, f"a stray quote: {rejected:,} rejected", [one], costs)
    if rejected != 1:
        print(f"the stray quote costs {rejected:,} rows", file=sys.stderr)
        asked.failed = True


def rejects(report: Path) -> int:
    """Return how many rows an inspection counts as rejected."""
    counts = re.findall(r"excluded \+ ([\d,]+) rejected", report.read_text(encoding="utf-8"))
    return sum(int(count.replace(",", "")) for count in counts)


CONTESTS = {"cold": cold, "append": append, "quote": quote}


def main() -> None:
    """Read the command line, run the contests and print the table."""
    parser = options(__doc__)
    parser.add_argument("--what", nargs="+", choices=CONTESTS, default=list(CONTESTS))
    asked = parser.parse_args(namespace=argparse.Namespace(failed=False))
    table = [HEAD]
    for name in asked.what:
        table += CONTESTS[name](asked)
    print("\n".join(table))
    raise SystemExit(asked.failed)


if __name__ == "__main__":
    main()
