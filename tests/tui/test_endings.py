"""Every way out gives the terminal back as it was: its modes, its screen, its cursor; the exit code says why.

Eight ways out at eight moments: every third pair here, `RUNG_ENDINGS=1` tries all.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO
from tests.tui.terminal import RUNG, Terminal

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE)
ENDINGS = (*(number.name for number in SIGNALS), "stopped", "closed", "orphan")
HANGUP = 128 + signal.SIGHUP
WITHIN = 2.0  # seconds until the prompt is back
BUSY = 10.0  # the same on a machine that does other things, where the pair is not about time
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
    while b"\x1b[?1049h" not in rung.bytes:
        rung._read()


def at_the_load(rung: Terminal) -> None:
    rung.expect("Reading the exports")


def idle(rung: Terminal) -> None:
    rung.expect("No doubts in the data.")


def at_a_chooser(rung: Terminal) -> None:
    idle(rung)
    rung.press("p").expect("Period:")


def at_a_question(rung: Terminal) -> None:
    idle(rung)
    os.write(rung.fd, b"d")


def behind_keys(rung: Terminal) -> None:
    idle(rung)
    os.write(rung.fd, b"jk24" * 512)  # 2 KB


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
    if os.environ.get("RUNG_ENDINGS") or (row + column) % 3 == 0
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
    staged = _staged(cache)
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
    assert _staged(cache) == staged


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
        os.write(rung.fd, b"\n")
    for key in (b"\x1b", b"2"):
        os.write(rung.fd, key)
        rung.settle()
    rung.expect("[2 Agents]")
    os.write(rung.fd, b"\x03")
    assert rung.ended(BUSY) == 0
    _is_given_back(rung, before)


def _closed(rung: Terminal, moment: str, before: list[object], folder: Path) -> None:
    os.close(rung.fd)
    rung.fd = os.open(os.devnull, os.O_RDONLY)
    assert _code(rung.pid) == (-signal.SIGHUP if moment == "before" else HANGUP)


def _orphan(rung: Terminal, moment: str, before: list[object], folder: Path) -> None:
    parent, pid = map(int, (folder / "pids").read_text().split())
    os.kill(parent, signal.SIGKILL)
    if moment == "before":
        os.write(rung.fd, b"\n")
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


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_continued_the_same_picture_is_back(number: signal.Signals) -> None:
    with Terminal(DEMO) as rung:
        idle(rung)
        rung.settle()
        shown = rung.text
        before = len(rung.bytes)
        os.kill(rung.pid, number)
        while _state(rung.pid) != "T":
            rung.settle(quiet=0.02)
        rung.settle(quiet=0.1)
        os.kill(rung.pid, signal.SIGCONT)
        while b"No doubts in the data." not in rung.bytes[before:]:
            rung._read()
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


@pytest.mark.parametrize("leave", [b"q", b"\x03", signal.SIGTERM], ids=["q", "ctrl+c", "term"])
@pytest.mark.parametrize("opens", [False, True], ids=["open", "read"])
@pytest.mark.parametrize(
    "name", ["hung.csv", "hung.csv.gz", "hung.zip", "hung.parquet", "hung.yaml"]
)
def test_a_file_that_does_not_answer_holds_nothing(
    name: str, opens: bool, leave: bytes | signal.Signals, tmp_path: Path
) -> None:
    named = ["--demo", "--config", name] if name.endswith("yaml") else [name]
    command = [sys.executable, "-c", HUNG, *named, "--theme", "ansi"]
    environment = {"PYTHONPATH": str(REPO)}
    with (
        _hang(tmp_path / name, opens=opens),
        Terminal(command, environment=environment, cwd=tmp_path) as rung,
    ):
        before = termios.tcgetattr(rung.fd)
        rung.expect("Reading the exports")
        rung.settle()
        if isinstance(leave, bytes):
            os.write(rung.fd, leave)
        else:
            os.kill(rung.pid, leave)
        assert rung.ended(WITHIN) == (0 if isinstance(leave, bytes) else 128 + leave)
        _is_given_back(rung, before)
