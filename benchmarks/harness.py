"""Contests of fresh processes, by turns, and the tables that they end in.

Imports nothing heavy: on Linux a child's peak memory begins with that of the process it comes from.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What wait4 counts memory in.
UNIT = 1 if sys.platform == "darwin" else 1024
HEAD = """\
| tickets | what | contestant | seconds | fastest | CPU s | MB | compared | aim |
|---|---|---|---:|---:|---:|---:|---|---|"""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, run in the folder of the tickets.

    Those of one turn that name the same `cache` share it; every turn begins with empty ones.
    The table divides the seconds of `subject`, another contestant, by this one's, those of `less`
    taken off before, and says the `aim`.
    """

    name: str
    command: Sequence[str]
    cache: str = ""
    subject: str = ""
    less: str = ""
    aim: str = ""

    def output(self, folder: Path) -> Path:
        """Return the file that its last run wrote."""
        return folder / f"{self.name.replace(' ', '-')}.out"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, or several: medians, the fastest, the greatest memory."""

    seconds: float
    fastest: float
    cpu: float
    megabytes: float


def rung(*arguments: str) -> list[str]:
    """Return a command of rung over the settings in the folder of the tickets."""
    command, *rest = arguments
    return [sys.executable, "-m", "tui", command, "--config", "config.yaml", *rest]


def run(command: Sequence[str], folder: Path, output: Path, cache: Path) -> Cost:
    """Run one command in `folder`, its standard output into `output`; return what it took."""
    cache.mkdir(exist_ok=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    with output.open("wb") as file:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=file, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"{' '.join(command)}: exit {process.returncode}", file=sys.stderr)
        raise SystemExit(2)
    return Cost(seconds, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT / 1e6)


def contest(folder: Path, contestants: Sequence[Contestant], runs: int) -> dict[str, Cost]:
    """Run all by turns; return the medians and the greatest memory of each."""
    costs: dict[str, list[Cost]] = {one.name: [] for one in contestants}
    for turn in range(runs):
        with tempfile.TemporaryDirectory(prefix="rung-benchmark-cache-") as caches:
            for one in contestants:
                cache = Path(caches) / (one.cache or "none")
                cost = run(one.command, folder, one.output(folder), cache)
                costs[one.name].append(cost)
                print(f"run {turn + 1}, {one.name}: {cost.seconds:.2f} s", file=sys.stderr)
    return {name: _middle(taken) for name, taken in costs.items()}


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        min(cost.fastest for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def lines(
    data: Tickets, what: str, contestants: Iterable[Contestant], costs: dict[str, Cost]
) -> Iterator[str]:
    """Yield the table's lines for one contest."""
    for one in contestants:
        cost, compared = costs[one.name], ""
        if one.subject:
            name = f"({one.subject} − {one.less})" if one.less else one.subject
            median, fastest = _ratios(one, costs)
            compared = f"{name} ÷ this: {median:.2f} (fastest {fastest:.2f})"
        yield (
            f"| {data} | {what} | {one.name} | {cost.seconds:.2f} | {cost.fastest:.2f} "
            f"| {cost.cpu:.1f} | {cost.megabytes:,.0f} | {compared} | {one.aim} |"
        )


def _ratios(one: Contestant, costs: dict[str, Cost]) -> tuple[float, float]:
    cost, subject = costs[one.name], costs[one.subject]
    seconds, fastest = subject.seconds, subject.fastest
    if one.less:
        seconds, fastest = seconds - costs[one.less].seconds, fastest - costs[one.less].fastest
    return seconds / cost.seconds, fastest / cost.fastest


@dataclass(frozen=True, slots=True)
class Tickets:
    """Which tickets: how many, in how many files, and how they lie in them."""

    rows: int
    unsorted: bool = False
    files: int = 1
    stray_quote: bool = False

    def memory_aim(self) -> str:
        """Return the aim for the memory of rung, which is set for ten million tickets."""
        return "≤ 1,500 MB" if self.rows == 10_000_000 else ""

    def __str__(self) -> str:
        """Say which, as the table does."""
        count = f"{self.rows:,} in {self.files} files" if self.files > 1 else f"{self.rows:,}"
        return f"{count}, unsorted" if self.unsorted else count

    @contextmanager
    def made(self, keep: Path | None) -> Iterator[Path]:
        """Make them; yield their folder, which is gone at the end unless `keep` is to hold it."""
        flags = {
            "unsorted": ["--unsorted"] * self.unsorted,
            f"files-{self.files}": ["--files", str(self.files)] * (self.files > 1),
            "stray-quote": ["--stray-quote"] * self.stray_quote,
        }
        name = "-".join([str(self.rows), *(name for name, flag in flags.items() if flag)])
        with tempfile.TemporaryDirectory(prefix="rung-benchmark-") as temporary:
            folder = ((keep or Path(temporary)) / name).resolve()
            if not (folder / "config.yaml").is_file():
                # A process of its own: a small parent.
                made = [str(HERE / "make_tickets.py"), "--rows", str(self.rows)]
                made += [*chain.from_iterable(flags.values()), "--out", str(folder)]
                subprocess.run([sys.executable, *made], check=True, stdout=sys.stderr)
            yield folder


def options(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what every benchmark takes."""
    parser = argparse.ArgumentParser(
        description=(description or "").partition("\n")[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="how often each runs")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the data here and keep it")
    return parser
