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
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.queries.test_parity import made_export
from tests.real.test_technical_support import MAPPING
from tests.tui.hostile import hostile_export
from tests.tui.terminal import PATIENCE, RUNG, Terminal

KEYS = int(os.environ.get("RUNG_KEYS", "2000"))
SOAK = KEYS >= 20_000
EVERY = 1000  # after so many it must answer
WITHIN = 1.0 if SOAK else PATIENCE  # seconds; the suite is not about time
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
        rung.type("esc", "esc", "esc").pause(0.25)  # out of a paste, of what is typed, of a list
        began = time.monotonic()
        # Alone, or in the grid.
        shown = rung.type(pane).shown_at(f"[{pane} {name}]", f"━ {pane} {name}", within=WITHIN)
        assert shown is not None, rung.text
        assert shown - began < WITHIN


def held(pid: int) -> tuple[int, int]:
    """Return the resident kilobytes and the open descriptors of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]), len(list(Path(f"/proc/{pid}/fd").iterdir()))


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
) -> None:
    command = [*RUNG, *export(tmp_path), "--theme", "ansi"]
    with Terminal(command, *size, environment={"COLUMNS": ""}, cwd=tmp_path) as rung:
        modes = termios.tcgetattr(rung.fd)
        rung.expect_any("Level", "No level")
        assert termios.tcgetattr(rung.fd) != modes
        for alphabet in (ORDINARY, ODD):
            weighed = list(_typed(rung, alphabet, size, resized=resized))
            if SOAK:  # the middle of three
                before, after = weighed[1:4], weighed[-3:]
                assert _middle(after, 0) <= 1.1 * _middle(before, 0), weighed
                assert _middle(after, 1) == _middle(before, 1), weighed
        began = time.monotonic()
        assert rung.type("\x03").ended(10) == 0
        assert time.monotonic() - began < 2 * WITHIN
        assert termios.tcgetattr(rung.fd) == modes


def _typed(
    rung: Terminal, alphabet: list[bytes], size: tuple[int, int], *, resized: bool
) -> Iterator[tuple[int, int]]:
    """Type, see after so many keys that it hears, and return what it holds then."""
    chance = random.Random(size[0] + len(alphabet))
    keys = KEYS if SOAK else KEYS // 4
    for sent in range(0, keys, EVERY):
        left = min(EVERY, keys - sent)
        while left > 0:
            burst = chance.choice((1, 3, 10, 40))
            os.write(rung.fd, b"".join(chance.choices(alphabet, k=burst)))
            left -= burst
            if chance.random() < 0.5:
                rung.pause(0.02)
            if resized and chance.random() < 0.1:
                rung.resize(*chance.choice(SIZES))
        rung.resize(*size).pause(0.25)
        answers(rung)
        if SOAK:
            rung.settle()  # what is being loaded is held twice
        yield held(rung.pid)
        rung.bytes = b""


def _middle(weighed: list[tuple[int, int]], which: int) -> float:
    return statistics.median(one[which] for one in weighed)


@pytest.fixture(scope="module")
def desk() -> Iterator[Terminal]:
    """The sample, with its figures."""
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        yield rung.expect("Level 3")


def test_an_unclosed_paste_does_not_make_it_deaf(desk: Terminal) -> None:
    desk.type("\x1b[200~pasted and never").press("esc").type("2").expect("[2 Agents]")


def test_what_is_pasted_quits_nothing(desk: Terminal) -> None:
    desk.type("\x1b[200~pasted \x03 whole\x1b[201~", "3").expect("[3 Channels]")


def test_what_is_pasted_is_typed_where_something_is(desk: Terminal) -> None:
    desk.type("\x1b[200~e\nr\x1b[201~", "2", "/", "\x1b[200~ Mehmet\n\x1b[201~")
    desk.expect("[2 Agents]", "Find: Mehmet▏", "1 of")
    desk.type("esc").expect_gone("Find:")


def test_arrows_that_a_network_splits_stay_arrows(desk: Terminal) -> None:
    desk.type("1").expect("[1 Scorecard]")
    for pause in (0.03, 0.08, 0.15):
        desk.type("esc").pause(pause)  # as long as the network takes
        desk.type("[B").settle()
    desk.expect("[1 Scorecard]")
    assert "[B" not in desk.text


def test_esc_and_the_key_behind_it_in_one_piece_are_two_keys(desk: Terminal) -> None:
    desk.type("esc").pause(0.25)
    desk.write(b"2/priya").expect("Find: priya")
    desk.write(b"\x1b1").expect("[1 Scorecard]")
    desk.write(b"/level\x1b/no").expect("Find: no")
    desk.write(b"\x1b?").expect("Keys:")
    desk.write(b"\x1b")
    desk.write(b"\x1b")
    desk.write(b"2").expect("[2 Agents]")


def test_what_is_typed_ahead_finds_what_went_before(desk: Terminal) -> None:
    """All at once, as over a slow line: letters are typed into what the key before them opened."""
    desk.type("esc").pause(0.25)
    desk.write(b"2/mehmet\r").expect("[2 Agents]", "› Find: mehmet")
    desk.type("esc").pause(0.25)
    desk.write(b"\x10find in\rpriya").expect("Find: priya", "1 of")
    desk.type("esc").pause(0.25)
    desk.write(b"p7d\r3").expect("[3 Channels]", "14–20 Nov")


@pytest.mark.parametrize(
    ("waiting", "within"),
    [
        (b"jk24" * 500 + b"\x03", 1.0),
        (b"jk24" * 5_000 + b"\x03", 3.0),
        (b"jk24" * 500 + b"q", 1.0),
        (b"jk24" * 5_000 + b"q", 3.0),
        (b"\x1b[200~" + b"pasted and never" * 120 + b"\x03", 1.0),
        (b"\x1b[200~" + b"pasted and never" * 1_200 + b"\x03", 3.0),
    ],
    ids=["2 KB", "20 KB", "2 KB, q", "20 KB, q", "2 KB, pasted", "20 KB, pasted"],
)
def test_quitting_is_heard_behind_keys(waiting: bytes, within: float) -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        began = time.monotonic()
        rung.write(waiting)
        assert rung.ended(PATIENCE) == 0
        assert time.monotonic() - began < (within if SOAK else PATIENCE)
