"""Every way out gives the terminal back as it was: its modes, its screen, its cursor; the exit code says why.

Eight ways out at seven moments, and three out of a file that does not answer: a share of them here,
`RUNG_ENDINGS=1` tries all.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.tui.terminal import RUNG, SECOND_LOOK, Terminal

WHOLE = bool(os.environ.get("RUNG_ENDINGS"))
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE)
ENDINGS = (*(number.name for number in SIGNALS), "stopped", "closed", "orphan")
HANGUP = 128 + signal.SIGHUP
WITHIN = 2.0 if WHOLE else 30.0  # seconds until the prompt is back; the suite is not about time
DEMO = (*RUNG, "--demo", "--theme", "ansi")
# Waits for a line before the loop runs.
HELD = """
import asyncio, sys
run = asyncio.run
def held(*a, **k):
    print("before the loop", flush=True)
    sys.stdin.readline()
    return run(*a, **k)
asyncio.run = held
from tui.cli import main
main(sys.argv[1:])
"""
# Starts rung as the child of a process that can be killed, adopts it then and ends with its code.
ADOPTING = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
parent = os.fork()
if not parent:
    rung = os.fork()
    if not rung:
        os.execv(sys.argv[2], sys.argv[2:])
    open(sys.argv[1], "w").write(f"{os.getpid()} {rung}\\n")
    os.waitpid(rung, 0)
    os._exit(0)
code = 0
while True:
    try:
        pid, status = os.wait()
    except ChildProcessError:
        sys.exit(code)
    if pid != parent:
        code = os.waitstatus_to_exitcode(status)
"""


def before_the_loop(rung: Terminal) -> None:
    rung.expect("before the loop")


def at_the_start(rung: Terminal) -> None:
    rung.came_bytes(b"\x1b[?1049h")


def at_the_load(rung: Terminal) -> None:
    rung.expect("Reading the exports")


def idle(rung: Terminal) -> None:
    rung.expect(*SECOND_LOOK)


def at_a_chooser(rung: Terminal) -> None:
    rung.expect("Level 3").type("p").expect("Period:")


def at_a_question(rung: Terminal) -> None:
    rung.expect("Level 3").type("d")


def behind_keys(rung: Terminal) -> None:
    rung.expect("Level 3").write(b"jk24" * 512)  # 2 KB


MOMENTS: dict[str, Callable[[Terminal], None]] = {
    "before": before_the_loop,
    "start": at_the_start,
    "load": at_the_load,
    "idle": idle,
    "chooser": at_a_chooser,
    "question": at_a_question,
    "keys": behind_keys,
}
PAIRS = [
    (ending, moment)
    for row, ending in enumerate(ENDINGS)
    for column, moment in enumerate(MOMENTS)
    if WHOLE or (row + column) % 4 == 0
]


def _command(moment: str) -> list[str]:
    held = [sys.executable, "-c", HELD, "--demo", "--theme", "ansi"]
    return held if moment == "before" else [*DEMO]


def _staged(cache: Path) -> list[str]:
    """Return what a load that did not come to its end left behind."""
    return [str(path) for path in cache.rglob("*staging*/*")]


def _is_given_back(rung: Terminal, before: list[object]) -> None:
    assert termios.tcgetattr(rung.fd) == before
    if b"\x1b[?1049h" in rung.bytes:
        assert rung.bytes.rindex(b"\x1b[?1049l") > rung.bytes.rindex(
            b"\x1b[?1049h"
        )  # the shell's screen
        assert rung.bytes.rindex(b"\x1b[?25h") > rung.bytes.rindex(b"\x1b[?25l")  # and its cursor
    assert b"Traceback" not in rung.bytes


@pytest.mark.parametrize(("ending", "moment"), PAIRS)
def test_every_ending_at_every_moment(
    ending: str, moment: str, tmp_path: Path, own_cache: Path
) -> None:
    loads = moment in ("start", "load")
    cache = tmp_path / "cache" if loads else own_cache.parent
    staged = set(_staged(cache))
    command = _command(moment)
    if ending == "orphan":
        command = [sys.executable, "-c", ADOPTING, str(tmp_path / "pids"), *command]
    with Terminal(command, environment={"XDG_CACHE_HOME": str(cache)}) as rung:
        before = termios.tcgetattr(rung.fd)
        MOMENTS[moment](rung)
        after = {"stopped": _stopped, "closed": _closed, "orphan": _orphan}.get(ending)
        if after is None:
            _signalled(rung, signal.Signals[ending], moment, before)
        else:
            after(rung, moment, before, tmp_path)
    assert set(_staged(cache)) <= staged


def _signalled(rung: Terminal, number: signal.Signals, moment: str, before: list[object]) -> None:
    os.kill(rung.pid, number)
    assert rung.ended(WITHIN) == (-number if moment == "before" else 128 + number)
    _is_given_back(rung, before)


def _stopped(rung: Terminal, moment: str, before: list[object], folder: Path) -> None:
    # Before anybody hears it, a process whose parent is in another session does not stop by SIGTSTP.
    os.kill(rung.pid, signal.SIGSTOP if moment == "before" else signal.SIGTSTP)
    end = time.monotonic() + WITHIN
    while _state(rung.pid) != "T":
        assert time.monotonic() < end
        rung.settle(quiet=0.02)
    rung.settle(quiet=0.1)
    _is_given_back(rung, before)
    os.kill(rung.pid, signal.SIGCONT)
    if moment == "before":
        rung.type("\n")
    rung.press("esc").type("2").expect("[2 Agents]").type("\x03")
    assert rung.ended(WITHIN) == 0
    _is_given_back(rung, before)


def _closed(rung: Terminal, moment: str, before: list[object], folder: Path) -> None:
    os.close(rung.fd)
    rung.fd = os.open(os.devnull, os.O_RDONLY)
    assert _code(rung.pid) == (-signal.SIGHUP if moment == "before" else HANGUP)


def _orphan(rung: Terminal, moment: str, before: list[object], folder: Path) -> None:
    parent, pid = map(int, (folder / "pids").read_text().split())
    os.kill(parent, signal.SIGKILL)
    if moment == "before":
        rung.type("\n")
    assert rung.ended(WITHIN) == HANGUP
    _is_given_back(rung, before)
    assert not Path(f"/proc/{pid}").exists()


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _code(pid: int) -> int:
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
    raise AssertionError("still running")


def test_stopped_and_continued_the_same_picture_is_back() -> None:
    with Terminal(DEMO) as rung:
        idle(rung)
        rung.settle()
        shown = rung.text
        for number in (signal.SIGTSTP, signal.SIGSTOP):
            before = len(rung.bytes)
            os.kill(rung.pid, number)
            while _state(rung.pid) != "T":
                rung.settle(quiet=0.02)
            rung.settle(quiet=0.1)
            os.kill(rung.pid, signal.SIGCONT)
            rung.came_bytes(b"No doubts in the data.", before)
            rung.settle()
            assert rung.text == shown


# ── a file that does not answer ─────────────────────────────────────────────────────────────────

# A pipe in a file's place hangs as a mount does whose server is gone: rung takes it for a file.
HUNG = """
import pathlib, sys
pathlib.Path.is_file = pathlib.Path.exists
from tui.cli import main
main(sys.argv[1:])
"""


def _hang(path: Path, *, opens: bool) -> contextlib.AbstractContextManager[object]:
    """Put a pipe in the place of a file: one that cannot be opened, or one that never says anything."""
    os.mkfifo(path)
    return contextlib.nullcontext() if not opens else os.fdopen(os.open(path, os.O_RDWR), "rb", 0)


FILES = ("hung.csv", "hung.csv.gz", "hung.zip", "hung.parquet", "hung.yaml")
HUNG_CASES = [
    (name, opens, leave)
    for place, (name, opens, leave) in enumerate(
        product(FILES, (False, True), ("q", "\x03", signal.SIGTERM))
    )
    if WHOLE or place % 5 == 0
]


@pytest.mark.parametrize(("name", "opens", "leave"), HUNG_CASES)
def test_a_file_that_does_not_answer_holds_nothing(
    name: str, opens: bool, leave: str | signal.Signals, tmp_path: Path, own_cache: Path
) -> None:
    named = ["--demo", "--config", name] if name.endswith("yaml") else [name]
    command = [sys.executable, "-c", HUNG, *named, "--theme", "ansi"]
    staged = set(_staged(own_cache))
    with (
        _hang(tmp_path / name, opens=opens),
        Terminal(command, cwd=tmp_path) as rung,
    ):
        before = termios.tcgetattr(rung.fd)
        rung.expect("Reading the exports")
        if isinstance(leave, str):
            rung.type(leave)
        else:
            os.kill(rung.pid, leave)
        assert rung.ended(WITHIN) == (0 if isinstance(leave, str) else 128 + leave)
        _is_given_back(rung, before)
    assert set(_staged(own_cache)) <= staged
