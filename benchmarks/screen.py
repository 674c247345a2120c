"""How long does the screen take: to its first paint, to the sample's figures, to a key, to its end?

Runs `rung --demo` in a pty of 80 × 24 as the tests do. Beside each start the same run times a bare
Textual app that paints one line, the least any screen of this kind can take.

    .venv/bin/python benchmarks/screen.py
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.tui.terminal import KEYS, RUNG, Terminal, demo

BARE = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Bare(App):\n    def compose(self):\n        yield Static('painted')\nBare().run()"
)


def until(terminal: Terminal, text: str) -> float:
    """Return the seconds from now until the screen shows `text`."""
    begin = time.perf_counter()
    terminal.expect(text)
    return time.perf_counter() - begin


def start(command: Sequence[str], *texts: str) -> list[float]:
    """Return the seconds from the start until each text stands on the screen."""
    with Terminal(list(command)) as terminal:
        begin = time.perf_counter()
        found = []
        for text in texts:
            terminal.expect(text)
            found.append(time.perf_counter() - begin)
        return found


def latency(terminal: Terminal, key: str) -> float:
    """Return the seconds from a key to the last byte it changes on the screen."""
    begin = last = time.perf_counter()
    os.write(terminal.fd, KEYS.get(key, key).encode())
    while select.select([terminal.fd], [], [], 0.15)[0]:
        terminal._read()
        last = time.perf_counter()
    return last - begin


def quitting(keys: bytes) -> float:
    """Return the seconds from Ctrl+C, behind keys that wait, to the end."""
    with demo("--theme", "ansi") as terminal:
        # Beside the reading: a terminal takes few keys at once while nobody reads what they draw.
        typist = threading.Thread(target=os.write, args=(terminal.fd, keys + b"\x03"))
        begin = time.perf_counter()
        typist.start()
        terminal.ended(60)
        took = time.perf_counter() - begin
        typist.join()
        return took


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    rung = [start([*RUNG, "--demo", "--theme", "ansi"], "rung", "Next  ✗") for _ in range(runs)]
    bare = [start([sys.executable, "-c", BARE], "painted")[0] for _ in range(runs)]
    rows: list[float] = []
    panes: list[float] = []
    back: list[float] = []
    with demo("--theme", "ansi") as terminal:
        for _ in range(runs):
            rows += [latency(terminal, key) for key in ("down", "down", "up", "up")]
            panes += [latency(terminal, key) for key in ("2", "3", "4", "1")]
            latency(terminal, "f")
            back.append(latency(terminal, "esc"))
    ends = {
        "2 KB of keys": b"jk24" * 500,
        "20 KB of keys": b"jk24" * 5000,
        "2 KB of a paste that never ends": b"\x1b[200~" + b"x" * 2000,
    }
    print("| what | median | p95 | aim |")
    print("| --- | ---: | ---: | ---: |")
    for name, values, aim in (
        ("a bare Textual app, first paint", bare, "–"),
        ("rung, first paint", [r[0] for r in rung], "≤ 0.5 s"),
        ("rung, all figures of the sample, from its files", [r[1] for r in rung], "≤ 1.0 s warm"),
    ):
        print(f"| {name} | {statistics.median(values):.2f} s | {p95(values):.2f} s | {aim} |")
    ratio = statistics.median(r[0] for r in rung) / statistics.median(bare)
    print(f"| first paint beside the bare app's | {ratio:.2f} × | | |")
    for name, values, aim in (
        ("a row", rows, "≤ 30 ms"),
        ("a pane", panes, "≤ 60 ms"),
        ("Esc out of a chooser", back, "≤ 30 ms"),
    ):
        print(
            f"| key to last changed byte, {name} | {statistics.median(values) * 1000:.0f} ms "
            f"| {p95(values) * 1000:.0f} ms | {aim} |"
        )
    for (name, keys), aim in zip(ends.items(), ("≤ 1 s", "≤ 3 s", "≤ 3 s"), strict=True):
        took = [quitting(keys) for _ in range(runs)]
        middle, most = statistics.median(took), max(took)
        print(
            f"| Ctrl+C behind {name}, to the end | {middle:.2f} s | {most:.2f} s at most | {aim} |"
        )


if __name__ == "__main__":
    main()
