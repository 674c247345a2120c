"""A person at a terminal: a program in a real pty, keys in, a screen to read and bytes to count."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

from tests.conftest import REPO

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "pagedown": "\x1b[6~",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "backspace": "\x7f",
    "ctrl+p": "\x10",
}
PATIENCE = 90.0  # seconds until a screen that does not come is a failure
_PIECE = 1024  # bytes that a terminal which takes any takes at once
QUIET = 0.1  # seconds without a byte after which the screen of a program that sleeps stands
RUNG = [sys.executable, "-m", "tui"]
# What is asked last of the sample, after which nothing comes of itself.
SECOND_LOOK = ("as in the 28 days before", "No doubts in the data", "Changed  First response")


def _set_size(terminal: int, columns: int, lines: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


class Terminal:
    """One program in a pty of `columns` × `lines`; answers no query, as a plain terminal would not."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 80,
        lines: int = 24,
        environment: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] = ".",
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        self._counted = 0
        base = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("SSH_", "TMUX", "NO_COLOR", "COLORTERM"))
        }
        env = {
            **base,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": os.devnull,
            "PYTHONPATH": str(REPO),
            **(environment or {}),
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            _set_size(0, columns, lines)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite in the background ignores it
            os.chdir(cwd)
            os.execvpe(command[0], list(command), env)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.alive():
            os.kill(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)

    def resize(self, columns: int, lines: int) -> Terminal:
        """Give the terminal another size."""
        _set_size(self.fd, columns, lines)
        if (self.screen.columns, self.screen.lines) != (columns, lines):
            self.screen.resize(lines, columns)
            os.kill(self.pid, signal.SIGWINCH)
        return self

    def type(self, *keys: str) -> Terminal:
        """Press keys, one after the other, and wait for nothing: `expect` what they bring. Letters are themselves."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())
        return self

    def write(self, data: bytes) -> Terminal:
        """Send more than the terminal holds at once: read meanwhile, as a person's terminal does."""
        while data:
            reads, writes, _ = select.select([self.fd], [self.fd], [])
            if reads and not self._read():
                break
            if writes:
                data = data[os.write(self.fd, data[:_PIECE]) :]
        return self

    def press(self, *keys: str) -> Terminal:
        """Press keys, each once the screen stands."""
        for key in keys:
            self.type(key).settle()
        return self

    def sent(self, key: str, *markers: str) -> int:
        """Press a key; return how many bytes came until the screen shows every marker.

        What came after the markers before counts too: from marker to marker no byte is lost, and no
        silence is waited for.
        """
        assert not all(marker in self.text for marker in markers), f"{markers} stood there before"
        return self.type(key).came(*markers)

    def came(self, *markers: str) -> int:
        """Return how many bytes came since the last markers until the screen shows every one of these."""
        self.expect(*markers)
        before, self._counted = self._counted, len(self.bytes)
        return self._counted - before

    def came_bytes(self, sought: bytes, after: int = 0) -> Terminal:
        """Wait until these bytes came, behind the first `after`."""
        return self._until(lambda: sought in self.bytes[after:], f"expected {sought!r}")

    def pause(self, seconds: float) -> Terminal:
        """Read what comes for so long, whatever the program does."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.fd], [], [], left)[0] and not self._read():
                break
        return self

    def settle(self, quiet: float = QUIET) -> int:
        """Read until nothing comes for `quiet` seconds from a program that sleeps; return how many bytes came.

        On a busy machine one is silent while it waits for the processor: that does not count.
        """
        before = len(self.bytes)
        while (ready := bool(select.select([self.fd], [], [], quiet)[0])) or self._works():
            if ready and not self._read():
                break
        return len(self.bytes) - before

    def _works(self) -> bool:
        """Whether a thread of the program runs, or would."""
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{self.pid}/task").glob("*/stat"):
                if thread.read_text().rpartition(")")[2].split()[0] in ("R", "D"):
                    return True
        return False

    def expect(self, *texts: str) -> Terminal:
        """Wait until the screen shows every text."""
        return self._until(lambda: all(text in self.text for text in texts), f"expected {texts}")

    def expect_any(self, *texts: str) -> Terminal:
        """Wait until the screen shows one of the texts."""
        return self._until(lambda: self.shows_any(*texts), f"expected one of {texts}")

    def shows_any(self, *texts: str) -> bool:
        """Whether the screen shows one of the texts."""
        shown = self.text
        return any(text in shown for text in texts)

    def wait_for_any(self, *texts: str, within: float) -> None:
        """Wait for so long at most until the screen shows one of the texts."""
        end = time.monotonic() + within
        while not self.shows_any(*texts) and time.monotonic() < end:
            self.pause(0.02)

    def shown_at(self, *texts: str, within: float) -> float | None:
        """Return when the screen came to show one of the texts, by the clock; None: not within so many seconds.

        What counts is when its bytes came, not when they were drawn here: that takes longer than any terminal's.
        """
        came: deque[tuple[float, bytes]] = deque()
        end = time.monotonic() + within
        shown = 0.0
        while not self.shows_any(*texts):
            while select.select([self.fd], [], [], 0)[0] and (data := self._take(_PIECE)):
                came.append((time.monotonic(), data))
            if came:
                shown, data = came.popleft()
                self._draw(data)
            elif time.monotonic() < end:
                select.select([self.fd], [], [], 0.02)
            else:
                return None
        for _, data in came:
            self._draw(data)
        return shown

    def expect_gone(self, *texts: str) -> Terminal:
        """Wait until the screen shows none of the texts."""
        return self._until(
            lambda: not any(text in self.text for text in texts), f"expected no {texts}"
        )

    def _until(self, holds: object, what: str) -> Terminal:
        end = time.monotonic() + PATIENCE
        while not holds():  # type: ignore[operator]
            assert time.monotonic() < end, f"{what}\n{self.text}"
            if select.select([self.fd], [], [], 0.1)[0] and not self._read():
                assert holds(), f"{what}, and the program ended\n{self.text}"  # type: ignore[operator]
                break
        return self

    def _read(self) -> bool:
        data = self._take()
        self._draw(data)
        return bool(data)

    def _take(self, most: int = 65536) -> bytes:
        """Return what came; nothing where the program ended."""
        try:
            return os.read(self.fd, most)
        except OSError:
            return b""

    def _draw(self, data: bytes) -> None:
        self.bytes += data
        # pyte knows no private modes with a `>` or `<`; they draw nothing.
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]", b"", data))

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def lines(self) -> list[str]:
        """The same, by lines."""
        return self.text.split("\n")

    def alive(self) -> bool:
        """Whether the program still runs."""
        try:
            return os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def ended(self, within: float) -> int:
        """Wait for the end and return the exit code; fail where it takes longer."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.05)[0]:
                with contextlib.suppress(OSError):
                    self.bytes += os.read(self.fd, 65536)
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running after {within} s\n{self.text}")


def demo(*options: str, columns: int = 80, lines: int = 24, **more: object) -> Terminal:
    """Return `rung --demo` in a terminal, with its figures on the screen."""
    terminal = Terminal([*RUNG, "--demo", *options], columns, lines, **more)  # type: ignore[arg-type]
    terminal.came("Level 3", *SECOND_LOOK)
    return terminal
