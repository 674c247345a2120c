"""What the terminal sends: no byte of it ends the app, Esc is heard at once, and quitting before all else.

Textual's own reader ends the app on bytes that are no UTF-8 and on numbers that no terminal sends, looks for a
lone Esc ten times a second, and waits for the end of a paste for ever. It hands over each key by itself, as
fast as it reads: the app is deaf to all else until it has done with the last of them.
"""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_REST = 0.2  # seconds within which the rest of a sequence comes that a network split
_PASTE = 0.5  # seconds of silence after which a paste without an end is over
_LOOK = 0.1  # how often to look whether the app is over
_BLOCK = 4096
_AT_ONCE = 64  # keys that the app is given between two looks at all else: timers, signals, paint
_BEGIN, _END = b"\x1b[200~", b"\x1b[201~"
_SPLIT = re.compile(r"\[[0-9;<]*[A-Za-z~]|O[A-Za-z]")
# Esc with a key behind it that no sequence begins with: a slow line sends in one piece what was typed in two.
_BEGINS = "\x1b[O"
_LONE = re.compile(f"(?<=\x1b)(?=[^{re.escape(_BEGINS)}])")
_LEAVE = ("ctrl+q", "ctrl+c")
_LEAVING = re.compile(rb"[\x03\x11]")  # the same as bytes
_USUAL = (80, 24)  # a terminal that says it has no size


class TerminalDriver(LinuxDriver):
    """The terminal, whatever it sends."""

    _rest_until = 0.0
    _escaped = False
    _holds_esc = False  # the last that came was an Esc, which the parser holds back for more
    _handing = False
    left = False  # the user asked for the end

    @cached_property
    def _waiting(self) -> deque[Message]:
        """What was typed, and the app has not been given yet."""
        return deque()

    def start_application_mode(self) -> None:
        """Take the terminal; a stop that comes meanwhile waits until it is taken whole."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTSTP, signal.SIGCONT))
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back, where it was taken, and stop."""
        if self._writer_thread is None:
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again. One that was not given back may have been changed by a shell meanwhile."""
        if self._writer_thread is None:
            return
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def run_input_thread(self) -> None:
        """Read what is typed until the app is over or the terminal is gone."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        parser = XTermParser(self._debug)
        pasting, last, before = False, 0.0, b""
        leaving = False  # asked for within a paste: meant, where that has no end
        try:
            while not self.exit_event.is_set():
                now = time.monotonic()
                if pasting and now - last > _PASTE:
                    parser, pasting = XTermParser(self._debug), False
                    if leaving:
                        self._leave()
                due = parser._timeout_time
                wait = _LOOK if due is None else min(_LOOK, max(0.0, due - now))
                if selector.select(wait):
                    data = os.read(self.fileno, _BLOCK)
                    if not data:
                        return
                    last = time.monotonic()
                    pasting = _is_pasting(before + data, pasting)
                    leaving = pasting and (leaving or _LEAVING.search(data) is not None)
                    before = data[-len(_BEGIN) + 1 :]  # a mark may come in two pieces
                    if text := self._without_rest(decode(data), last):
                        parser = self._feed(parser, text, pasted=pasting or _END in data)
                self._escaped = False
                parser = self._dispatch(parser, parser.tick())
                if pasting and self._escaped:  # Esc ends a paste that has no end
                    parser, pasting = XTermParser(self._debug), False
        except OSError:  # hung up: who watches the terminal ends the app
            return
        finally:
            selector.close()

    def _without_rest(self, text: str, now: float) -> str:
        """Return text without what belongs to an Esc that came a moment ago: the rest of a split sequence."""
        if now < self._rest_until:
            self._rest_until = 0.0
            if rest := _SPLIT.match(text):
                return text[rest.end() :]
        return text

    def _feed(self, parser: XTermParser, text: str, *, pasted: bool) -> XTermParser:
        """Let the parser read. An Esc that was typed is a key of its own before what begins no sequence."""
        held, self._holds_esc = self._holds_esc, text[-1] == "\x1b" and not pasted
        if pasted:
            return self._dispatch(parser, parser.feed(text))
        if held and parser._timeout_time is not None and text[0] not in _BEGINS:
            parser = self._dispatch(parser, _held_back(parser))
        *alone, rest = _LONE.split(text)
        for piece in alone:
            parser = self._dispatch(parser, chain(parser.feed(piece), _held_back(parser)))
        return self._dispatch(parser, parser.feed(rest))

    def _dispatch(self, parser: XTermParser, read: Iterable[Message]) -> XTermParser:
        """Pass on what the parser makes of its input; one that trips over it is replaced."""
        try:
            for message in read:
                self.process_message(message)
        except OSError:
            raise
        except Exception:  # noqa: BLE001 - anybody may type anything; what is not understood is no key
            parser = XTermParser(self._debug)
        if self._waiting:
            with contextlib.suppress(RuntimeError):  # the loop is over
                self._loop.call_soon_threadsafe(self._hand_over)
        return parser

    def send_message(self, message: Message) -> None:
        """Keep a message until the app takes it."""
        self._waiting.append(message)

    def _hand_over(self, *, more: bool = False) -> None:
        """Give the app some of what waits, and the rest once the loop has been round."""
        if self._handing and not more:
            return
        for _ in range(min(_AT_ONCE, len(self._waiting))):
            self._app.post_message(self._waiting.popleft())
        self._handing = bool(self._waiting)
        if self._handing:
            self._loop.call_soon(partial(self._hand_over, more=True))

    def process_message(self, message: Message) -> None:
        """Quit at once, whatever waits; what says it is 0 wide is no size."""
        if isinstance(message, events.Key):
            if message.key in _LEAVE:
                self._leave()
                return
            if message.key == "escape":
                self._escaped = True
                self._rest_until = time.monotonic() + _REST
        if isinstance(message, events.Resize) and 0 in message.size:
            return
        super().process_message(message)

    def _leave(self) -> None:
        """End the app; what waits is no longer asked for, nor is what the app has been given."""
        self.left = True
        self._loop.call_soon_threadsafe(self._waiting.clear)
        self._loop.call_soon_threadsafe(self._app.exit)

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return (width, height) if width and height else _USUAL


def _held_back(parser: XTermParser) -> Iterator[Message]:
    """Yield the Esc that a parser holds back until more has come, or enough time has gone by."""
    parser._timeout_time = 0.0
    yield from parser.tick()


def _is_pasting(data: bytes, pasting: bool) -> bool:
    """Whether a paste has begun and not ended after `data`."""
    begun, ended = data.rfind(_BEGIN), data.rfind(_END)
    return begun > ended or (pasting and ended < 0)
