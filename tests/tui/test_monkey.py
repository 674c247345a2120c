"""Whatever is typed, the app stays and hears: random keys over a real terminal, and every way out.

Two thousand ordinary keys and as many with odd bytes here, over four sets of exports and every size;
`RUNG_KEYS=20000` types as many on each, and weighs what the process holds before and after.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO, SHARED
from tests.queries.test_parity import made_export
from tests.real.test_technical_support import MAPPING
from tests.tui.hostile import hostile_export
from tests.tui.terminal import RUNG, Terminal

KEYS = int(os.environ.get("RUNG_KEYS", "2000"))
SOAK = KEYS >= 20_000
EVERY = 1000  # after so many it must answer
WITHIN = 1.0 if SOAK else 10.0  # seconds; the suite is not about time
SIZES = ((80, 24), (60, 15), (200, 60), (40, 10))
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


def sample(_: Path) -> list[str]:
    return ["--demo"]


def made(folder: Path) -> list[str]:
    """Opening hours, messages, ratings, teams and reasons."""
    made_export(folder)
    return ["--config", str(folder / "config.yaml"), "--period", "all"]


def hostile(folder: Path) -> list[str]:
    """Every name is one that a terminal would act upon."""
    paths, settings = hostile_export(folder)
    return ["--config", str(settings), *paths]


def real(folder: Path) -> list[str]:
    """A real helpdesk's."""
    if not SHARED.is_dir():
        pytest.skip("the real exports (../shared/data) are not on this machine")
    paths = [str(SHARED / "technical_support" / "*.csv")]
    own = folder / "config.yaml"
    own.write_text(json.dumps({"exports": [{"paths": paths, "columns": MAPPING}]}))
    return ["--config", str(own), "--period", "all"]


def answers(rung: Terminal) -> None:
    """After Esc, 1 shows the scorecard, and 2 the agents: it hears, and soon."""
    for pane, name in (("1", "Scorecard"), ("2", "Agents")):
        for _ in range(3):  # out of a paste, of what is typed, of a list
            os.write(rung.fd, b"\x1b")
            rung.settle(quiet=0.2)
        began = time.monotonic()
        os.write(rung.fd, pane.encode())
        rung.expect_any(f"[{pane} {name}]", f"━ {pane} {name}")  # alone, or in the grid
        assert time.monotonic() - began < WITHIN


def held(pid: int) -> tuple[int, int]:
    """Return the resident kilobytes and the open descriptors of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]), len(list(Path(f"/proc/{pid}/fd").iterdir()))


@pytest.mark.parametrize("alphabet", [ORDINARY, ODD], ids=["ordinary", "odd"])
@pytest.mark.parametrize(
    ("export", "size", "resized"),
    [
        (sample, (80, 24), False),
        (made, (200, 60), False),
        (hostile, (60, 15), False),
        (real, (80, 24), True),
    ],
)
def test_whatever_is_typed_it_stays_and_hears(
    tmp_path: Path,
    export: Callable[[Path], list[str]],
    size: tuple[int, int],
    resized: bool,
    alphabet: list[bytes],
) -> None:
    chance = random.Random(size[0] + len(alphabet))
    keys = KEYS if SOAK else KEYS // 4
    environment = {"PYTHONPATH": str(REPO), "COLUMNS": ""}
    command = [*RUNG, *export(tmp_path), "--theme", "ansi"]
    with Terminal(command, *size, environment=environment, cwd=tmp_path) as rung:
        modes = termios.tcgetattr(rung.fd)
        rung.expect_any("Level", "No level")
        assert termios.tcgetattr(rung.fd) != modes
        weighed = []
        sent = 0
        while sent < keys:
            until = min(sent + EVERY, keys)
            while sent < until:
                burst = chance.choice((1, 3, 10, 40))
                os.write(rung.fd, b"".join(chance.choices(alphabet, k=burst)))
                sent += burst
                if chance.random() < 0.5:
                    rung.settle(quiet=0.02)
                if resized and chance.random() < 0.1:
                    rung.resize(*chance.choice(SIZES))
            rung.resize(*size).settle()
            answers(rung)
            weighed.append(held(rung.pid))
            rung.bytes = b""
        os.write(rung.fd, b"\x03")
        began = time.monotonic()
        assert rung.ended(10) == 0
        assert time.monotonic() - began < 2 * WITHIN
        assert termios.tcgetattr(rung.fd) == modes
    if SOAK:  # one moment may lie within a load: the middle of three
        before, after = weighed[1:4], weighed[-3:]
        assert _middle(after, 0) <= 1.1 * _middle(before, 0), weighed
        assert _middle(after, 1) == _middle(before, 1), weighed


def _middle(weighed: list[tuple[int, int]], which: int) -> float:
    return statistics.median(one[which] for one in weighed)


def test_an_unclosed_paste_does_not_make_it_deaf() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        os.write(rung.fd, b"\x1b[200~pasted and never")
        os.write(rung.fd, b"\x1b")
        rung.settle(quiet=0.3)
        os.write(rung.fd, b"2")
        rung.expect("[2 Agents]")


def test_quitting_is_heard_within_an_unclosed_paste() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        os.write(rung.fd, b"\x1b[200~" + b"pasted and never" * 120 + b"\x03")
        assert rung.ended(5) == 0


def test_what_is_pasted_quits_nothing() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        os.write(rung.fd, b"\x1b[200~pasted \x03 whole\x1b[201~")
        rung.settle(quiet=0.8)
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
