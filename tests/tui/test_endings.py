"""Every way out gives the terminal back as it was: its modes, its screen, its cursor; the exit code says why."""

from __future__ import annotations

import os
import signal
import subprocess
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.terminal import RUNG, Terminal

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE)
WITHIN = 10.0  # seconds; 2 on an idle machine


def at_the_load(rung: Terminal) -> None:
    rung.expect("Reading the exports")


def idle(rung: Terminal) -> None:
    rung.expect("No doubts in the data.")


def at_a_chooser(rung: Terminal) -> None:
    idle(rung)
    rung.press("p").expect("Period:")


def behind_keys(rung: Terminal) -> None:
    idle(rung)
    os.write(rung.fd, b"jk24" * 500)


MOMENTS: dict[str, Callable[[Terminal], None]] = {
    "load": at_the_load,
    "idle": idle,
    "chooser": at_a_chooser,
    "keys": behind_keys,
}


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_signal_ends_it_in_order(moment: str, number: signal.Signals) -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        before = termios.tcgetattr(rung.fd)
        MOMENTS[moment](rung)
        os.kill(rung.pid, number)
        assert rung.ended(WITHIN) == 128 + number
        assert termios.tcgetattr(rung.fd) == before
        assert b"\x1b[?1049l" in rung.bytes  # the shell's screen is back
        assert b"\x1b[?25h" in rung.bytes  # and its cursor
        assert b"Traceback" not in rung.bytes


def test_stopped_the_shell_has_its_modes_and_continued_the_picture_is_back() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        before = termios.tcgetattr(rung.fd)
        idle(rung)
        shown = rung.text
        os.kill(rung.pid, signal.SIGTSTP)
        end = time.monotonic() + WITHIN
        while termios.tcgetattr(rung.fd) != before and time.monotonic() < end:
            rung.settle(quiet=0.05)
        assert termios.tcgetattr(rung.fd) == before
        os.kill(rung.pid, signal.SIGCONT)
        rung.expect("No doubts in the data.")
        rung.settle()
        assert rung.text == shown
        rung.press("2").expect("[2 Agents]")
        os.write(rung.fd, b"\x03")
        assert rung.ended(WITHIN) == 0


@pytest.mark.parametrize("key", [b"q", b"\x03"])
def test_a_read_that_blocks_does_not_hold_it(tmp_path: Path, key: bytes) -> None:
    os.mkfifo(tmp_path / "hung.csv")
    with Terminal([*RUNG, "hung.csv", "--theme", "ansi"], cwd=tmp_path) as rung:
        before = termios.tcgetattr(rung.fd)
        rung.expect("rung")
        rung.settle()
        os.write(rung.fd, key)
        assert rung.ended(WITHIN) == 0
        assert termios.tcgetattr(rung.fd) == before


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    environment = {"XDG_CACHE_HOME": str(cache)}
    with Terminal([*RUNG, "--demo", "--theme", "ansi"], environment=environment) as rung:
        at_the_load(rung)
        os.kill(rung.pid, signal.SIGTERM)
        rung.ended(WITHIN)
    left = subprocess.run(
        ["find", str(cache), "-name", "*staging*"], capture_output=True, text=True, check=False
    )
    assert [name for name in left.stdout.split() if not name.endswith("staging")] == []
