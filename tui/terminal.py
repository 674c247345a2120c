"""Leaving with the terminal: a signal, a closed terminal or a dead parent ends the process cleanly."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

_ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_EVERY = 0.5
_ESCAPE_DELAY = 15  # milliseconds after which an Esc without more is a key of its own
_PATIENCE = 1.2
_RESTORE = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[0m"


def over_ssh() -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def prepare() -> None:
    """Drop what the environment could make Textual import, run or write, and hear Esc at once."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ["ESCDELAY"] = str(_ESCAPE_DELAY)  # Textual reads it when it is imported


def unfit() -> str | None:
    """Say why there can be no screen here; None where there can be one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "this is no terminal"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "this terminal (TERM) can show no screen"
    return None


def leave_with_the_terminal(app: Any) -> Callable[[], None]:
    """Make `app` exit on SIGTERM, SIGHUP and SIGINT, and when the terminal or the parent is gone.

    Returns what undoes it. Where the app does not end in time the process ends all the same, with
    the terminal as it was.
    """
    over = threading.Event()

    def leave(code: int) -> None:
        if not over.is_set():
            app.call_later(app.exit, None, code)
            last = threading.Timer(_PATIENCE, _end_now, (code, over))
            last.daemon = True
            last.start()

    def on_signal(number: int, _: FrameType | None) -> None:
        leave(128 + number)

    for number in _ENDINGS:
        signal.signal(number, on_signal)
    watch = threading.Thread(target=_watch, args=(over, leave), daemon=True)
    watch.start()

    def undo() -> None:
        over.set()
        watch.join()
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_DFL)

    return undo


def _watch(over: threading.Event, leave: Callable[[int], None]) -> None:
    """Call `leave` once the terminal hangs up or the parent dies."""
    parent = os.getppid()
    poller = select.poll()
    poller.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
    while not over.wait(_EVERY):
        hung_up = any(
            event & (select.POLLHUP | select.POLLERR | select.POLLNVAL)
            for _, event in poller.poll(0)
        )
        if hung_up or os.getppid() != parent:
            leave(128 + signal.SIGHUP)
            return


def _end_now(code: int, over: threading.Event) -> None:
    if over.is_set():
        return
    with contextlib.suppress(OSError):  # the terminal may be what is gone
        os.write(1, _RESTORE.encode())
    os._exit(code)
