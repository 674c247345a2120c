"""Leaving with the terminal: a signal, a closed terminal or a dead parent ends the process cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

_ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE)
_EVERY = 0.5
# Textual reads them when it is imported.
_DELAYS = {
    "ESCDELAY": "10",  # milliseconds after which an Esc without more is a key of its own
    "TEXTUAL_FPS": "125",  # what a key changes waits no longer for its paint than one Esc for more
}
_PATIENCE = 1.2
_RESTORE = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[0m"


def over_ssh() -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def end_by_signals() -> None:
    """Let signals end the process as they end any; Python makes a traceback of one and is deaf to another."""
    for number in (signal.SIGINT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)


def prepare() -> None:
    """Drop what the environment could make Textual import, run or write; hear Esc, and signals, at once."""
    end_by_signals()
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ.update(_DELAYS)


def unfit() -> str | None:
    """Say why there can be no screen here; None where there can be one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "this is no terminal"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "this terminal (TERM) can show no screen"
    return None


class Leaving:
    """Makes an app end in order: by a signal, a closed terminal, a dead parent; the terminal is as it was then.

    Begin it before the app touches the terminal, `hear` once its loop runs, `undo` at the end.
    """

    def __init__(self, app: Any) -> None:
        """Remember how the terminal is now."""
        self._app = app
        self._over = threading.Event()
        self._leaves = False
        self._watch: threading.Thread | None = None
        self._restore = modes(_terminal())
        self._parent = os.getppid()

    def hear(self) -> None:
        """Take signals through the app's loop: it hears them also while it sleeps."""
        loop = asyncio.get_running_loop()

        def on_signal(number: int, _: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.leave, 128 + number)

        for number in _ENDINGS:
            # The loop's own handler wakes it but loses the signal where many keys wait; the plain one does not.
            loop.add_signal_handler(number, self.leave, 128 + number)
            signal.signal(number, on_signal)
        self._watch = threading.Thread(target=self._look, args=(loop,), daemon=True)
        self._watch.start()

    def leave(self, code: int) -> None:
        """End with `code`; where the app does not end in time, the process does."""
        if not self._leaves:
            self._leaves = True
            self.end_soon(code)
            self._app.exit(return_code=code)

    def end_soon(self, code: int) -> None:
        """End the process where the app does not: a read that blocks holds what Python waits for."""
        last = threading.Timer(_PATIENCE, self._end_now, (code,))
        last.daemon = True
        last.start()

    def undo(self) -> None:
        """Let go: the app is over."""
        self._over.set()
        if self._watch is not None:
            self._watch.join()
        self._restore()

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Leave once the terminal hangs up or the parent dies."""
        poller = select.poll()
        poller.register(_terminal(), 0)
        while not self._over.wait(_EVERY):
            hung_up = any(
                event & (select.POLLHUP | select.POLLERR | select.POLLNVAL)
                for _, event in poller.poll(0)
            )
            if hung_up or os.getppid() != self._parent:
                loop.call_soon_threadsafe(self.leave, 128 + signal.SIGHUP)
                return

    def _end_now(self, code: int) -> None:
        if self._over.is_set():
            return
        with contextlib.suppress(OSError):  # the terminal may be what is gone
            os.write(1, _RESTORE.encode())
        self._restore()
        # Not imported here: where something is staged it is, and an import may be what hangs.
        if cache := sys.modules.get("queries.exports.cache"):
            cache.abandon()
        os._exit(code)


def modes(terminal: int) -> Callable[[], None]:
    """Return what puts a terminal's modes back as they are now."""
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:
        return lambda: None

    def restore() -> None:
        with contextlib.suppress(termios.error):  # it may be gone
            termios.tcsetattr(terminal, termios.TCSANOW, before)

    return restore


def _terminal() -> int:
    return sys.__stdin__.fileno() if sys.__stdin__ else 0
