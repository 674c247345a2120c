"""How soon does a load stop, and does it leave anything? Stopped at random moments, on both roads.

    python benchmarks/stopping.py

1 million tickets as they are, and with a quote left open, which makes the file be read line by line.
Prints how long the load went on after it was told to stop. Exits with 1 where it left something behind.
"""

from __future__ import annotations

import contextlib
import os
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from harness import Tickets, options

STOPS = 20


def stop(folder: Path, after: float) -> float | None:
    """Load, stop `after` seconds; return how long it went on then, None where it was over before."""
    from queries.config import load_config
    from queries.exports.cache import open_cache
    from queries.exports.load import load
    from queries.exports.progress import LoadCancelledError, Progress

    config, progress, ended = load_config(folder / "config.yaml"), Progress(), []

    def run() -> None:
        with contextlib.suppress(LoadCancelledError), open_cache(config.cache) as cache:
            try:
                load([str(folder / "tickets.csv")], config, cache, progress=progress)
            finally:
                ended.append(time.perf_counter())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(after)
    told = time.perf_counter()
    progress.cancel()
    thread.join()
    return ended[0] - told if ended[0] > told else None


def main() -> None:
    """Read the command line, stop loads and print a table."""
    parser = options(__doc__)
    parser.set_defaults(runs=STOPS)
    asked = parser.parse_args()
    chance, left = random.Random(4), []
    print("| tickets | stopped | median | longest | aim |\n|---|---:|---:|---:|---|")
    for rows in asked.rows:
        for stray_quote in (False, True):
            data = Tickets(rows, stray_quote=stray_quote)
            with data.made(asked.keep) as folder, tempfile.TemporaryDirectory() as cache:
                os.environ["XDG_CACHE_HOME"] = cache
                took = [stop(folder, chance.uniform(0.2, 1.2)) for _ in range(asked.runs)]
                left += [path for path in Path(cache).rglob("*") if path.suffix == ".parquet"]
            times = [seconds for seconds in took if seconds is not None]
            print(
                f"| {data} | {len(times)} × | {statistics.median(times):.2f} s "
                f"| {max(times):.2f} s | ≤ 0.2 s |"
            )
    raise SystemExit(bool(left))


if __name__ == "__main__":
    main()
