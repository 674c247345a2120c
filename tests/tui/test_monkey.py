"""Whatever is typed, the app stays and hears: random keys over a real terminal, and every way out.

Two thousand ordinary keys and as many odd bytes here; `RUNG_KEYS=20000` types as many.
"""

from __future__ import annotations

import os
import random
import termios
import time
from pathlib import Path

import pytest

from tests.tui.terminal import RUNG, Terminal

KEYS = int(os.environ.get("RUNG_KEYS", "2000"))
EVERY = 1000  # after so many it must answer
LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789 /[]{}<>,.;:!?-_=+'\"\\|`~@#$%^&*()"
SEQUENCES = ("\r", "\t", "\x1b", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z", "\x1bOP")  # fmt: skip
ORDINARY = [key.encode() for key in (*LETTERS, *SEQUENCES)]
# Not q, Ctrl+C, Ctrl+Q and Ctrl+Z: those mean what they say.
BYTES = [bytes([byte]) for byte in range(1, 256) if byte not in (0x03, 0x11, 0x1A, ord("q"))]
ODD = [
    *ORDINARY,
    *BYTES,
    "é".encode("latin-1"),
    b"\x1b[<0;10;10M",
    b"\x1b[<99999999999999;1;1M",
    b"\x1b[999999999999999999999A",
    b"\x1b[200~",
]


def answers(rung: Terminal) -> None:
    """After Esc, 2 shows the agents and 1 the scorecard: it hears."""
    for pane, shown in (("2", "[2 Agents]"), ("1", "[1 Scorecard]")):
        for _ in range(3):  # out of a paste, of what is typed, of a list
            os.write(rung.fd, b"\x1b")
            rung.settle(quiet=0.25)
        os.write(rung.fd, pane.encode())
        rung.expect(shown)


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
@pytest.mark.parametrize("alphabet", [ORDINARY, ODD], ids=["ordinary", "odd"])
def test_whatever_is_typed_it_stays_and_hears(
    tmp_path: Path, alphabet: list[bytes], size: tuple[int, int]
) -> None:
    chance = random.Random(size[0] + len(alphabet))
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": ""}
    with Terminal(
        [*RUNG, "--demo", "--theme", "ansi"], *size, environment=environment, cwd=tmp_path
    ) as rung:
        modes = termios.tcgetattr(rung.fd)
        rung.expect("Level 3")
        raw = termios.tcgetattr(rung.fd)
        assert raw != modes
        sent = answered = 0
        while sent < KEYS // 2:
            burst = chance.choice((1, 3, 10, 40))
            os.write(rung.fd, b"".join(chance.choice(alphabet) for _ in range(burst)))
            sent += burst
            if chance.random() < 0.5:
                rung.settle(quiet=0.02)
            if sent // EVERY > answered:
                answered = sent // EVERY
                answers(rung)
        answers(rung)
        os.write(rung.fd, b"\x03")
        begun = time.monotonic()
        assert rung.ended(10) == 0
        assert time.monotonic() - begun < 5
        assert termios.tcgetattr(rung.fd) == modes


def test_an_unclosed_paste_does_not_make_it_deaf() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        os.write(rung.fd, b"\x1b[200~pasted and never")
        os.write(rung.fd, b"\x1b")
        rung.settle(quiet=0.3)
        os.write(rung.fd, b"2")
        rung.expect("[2 Agents]")


def test_arrows_that_a_network_splits_stay_arrows() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("›Response time", "No doubts")
        for pause in (0.03, 0.08, 0.15):
            os.write(rung.fd, b"\x1b")
            rung.settle(quiet=pause)  # as long as the network takes
            os.write(rung.fd, b"[B")
            rung.settle()
        rung.expect("[1 Scorecard]")
        assert "[B" not in rung.text


def test_quitting_is_heard_behind_two_thousand_keys() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        os.write(rung.fd, b"jk24" * 500 + b"\x03")
        assert rung.ended(5) == 0
