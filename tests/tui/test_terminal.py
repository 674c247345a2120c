"""rung in a real terminal: what a lead sees and does, what it sends, and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.config import load_config
from queries.session import open_session
from tests.conftest import write_csv
from tests.tui.terminal import RUNG, SECOND_LOOK, Terminal, demo
from tui.report.markdown import markdown


@pytest.fixture(scope="module")
def standing() -> Iterator[tuple[Terminal, float]]:
    """One that nobody touches while other tests run, and since when."""
    with demo("--theme", "ansi") as rung:
        rung.sent("down", "›Resolution")  # all that came before it is painted
        rung.settle()
        yield rung, time.monotonic()


@pytest.fixture(scope="module")
def sixteen() -> Iterator[Terminal]:
    """The sample in sixteen colours; each test leaves it as it found it."""
    with demo("--theme", "ansi", environment={"TERM": "xterm-16color"}) as rung:
        yield rung


@pytest.mark.usefixtures("standing")
def test_a_morning_at_the_desk(tmp_path: Path) -> None:
    with demo("--theme", "ansi", cwd=tmp_path) as rung:
        rung.expect("Level 3  Average", "78.1 % within 24 h, live 1 h")
        rung.type("2").expect("Priya Nair", "few", "Nobody answered yet: 12")
        rung.type("down", "enter").expect("Agents › Ines Moreau", "on their mix of channels")
        rung.type("G", "enter").expect("Agents › Ines Moreau › Tickets", "worst first").settle()
        listed = rung.text
        rung.type("down", "down", "enter").expect("Came from", "tickets.csv, line", "Messages")
        rung.type("esc").expect_gone("Came from").expect("Agents › Ines Moreau").settle()
        assert [n for n, line in enumerate(rung.lines) if line.startswith("›")] == [
            7
        ]  # where it stood
        assert listed.split("\n")[4] == rung.text.split("\n")[4]
        rung.type("esc").expect_gone("worst first").type("esc").expect("Priya Nair")
        rung.type("f").expect("channel chat").type("down", "enter").expect("channel chat", "342")
        rung.type("f").expect("Show only:").type("up", "enter").expect_gone("channel chat")
        rung.type("1", "p").expect("the last 90 days").type("down", "enter").expect(
            "23 Aug–20 Nov, against"
        )
        rung.type("p").expect("Period:").type("up", "enter").expect("24 Oct–20 Nov, against")
        rung.expect(*SECOND_LOOK).type("e").expect("wrote")
        exported = next(tmp_path.glob("rung-*.md"))
        assert exported.read_text(encoding="utf-8") == _sample_markdown()
        rung.type("e").expect("is there already", "Keep it").type("esc").expect_gone("Keep it")
        rung.type("i").expect("Rejected or doubtful: 7 of 7").type("q").expect_gone("doubtful:")
        rung.type("q")
        assert rung.ended(5) == 0
    assert b"\x1b[?1049l" in rung.bytes  # the terminal is as it was


def _sample_markdown() -> str:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        card = session.look_again(session.scorecard(session.request("28d")))
        return markdown(session.what_changed(card))


def test_sizes_from_too_small_to_a_grid() -> None:
    with demo("--theme", "ansi") as rung:
        rung.resize(50, 10).expect("rung needs 60 × 15")
        rung.resize(140, 45).expect("1 Scorecard", "Steps to level 4", "Priya Nair", "whatsapp")
        rung.type("z").expect_gone("Priya Nair").type("z").expect("Priya Nair")
        rung.resize(80, 24).expect("[1 Scorecard]").expect_gone("Priya Nair")


# ── bytes ───────────────────────────────────────────────────────────────────────────────────────


PROGRESS = 1_300  # bytes that one word on how far a load is may take; there is one a second


@pytest.mark.parametrize(
    ("theme", "start", "row", "pane", "listed", "back"),
    [
        ("ansi", 10_000, 600, 5_000, 6_000, 5_000),
        ("dark", 25_000, 1_100, 9_000, 10_000, 9_000),
    ],
)
def test_bytes_over_the_wire(
    theme: str, start: int, row: int, pane: int, listed: int, back: int
) -> None:
    with Terminal([*RUNG, "--demo", "--theme", theme]) as rung:
        began = time.monotonic()
        rung.expect("Level 3")
        loading = int(time.monotonic() - began)
        assert rung.came(*SECOND_LOOK) <= start + loading * PROGRESS
        assert rung.sent("down", "›Resolution") <= row
        assert rung.sent("down", "›Quality") <= row
        assert rung.sent("up", "›Resolution") <= row
        assert rung.sent("2", "[2 Agents]", "›Priya Nair", "Without a person") <= pane
        assert rung.sent("3", "[3 Channels]", "›email", "hours of the week") <= pane
        assert rung.sent("4", "[4 Checklist]", "Close to slipping") <= pane
        assert rung.sent("1", "[1 Scorecard]", "›Resolution", *SECOND_LOOK) <= pane
        assert rung.sent("home", "›Response time") <= row
        assert rung.sent("enter", "› Response time ─", "late ones", "esc back") <= listed
        assert rung.sent("down", "›4 h, live 5 min") <= row
        assert rung.sent("up", "›email 1 h") <= row
        assert rung.sent("esc", "›Response time", "Next  ✗", "q quit") <= back


@pytest.mark.parametrize(
    ("key", "marker"), [("p", "Period:"), ("f", "Show only:"), (":", "Do:"), ("?", "Keys:")]
)
def test_a_chooser_sends_little(key: str, marker: str, sixteen: Terminal) -> None:
    assert sixteen.sent(key, marker, "as before") <= 3_000
    assert sixteen.sent("esc", "q quit") <= 4_000


def test_finding_sends_little(sixteen: Terminal) -> None:
    assert sixteen.sent("/", "Find:", "as before") <= 400
    assert sixteen.sent("r", "Find: r▏ ") <= 3_000  # rows go
    assert sixteen.sent("esol", "Find: resol▏ 1 of 9") <= 3_000
    assert sixteen.sent("u", "Find: resolu▏ 1 of 9") <= 400  # none does
    sixteen.sent("esc", "q quit")


def test_tab_in_the_grid_sends_little() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"], 120, 36) as rung:
        rung.expect("as in the 28 days before").settle()
        rung.came("━ 1 Scorecard")
        for title in ("2 Agents", "3 Channels", "4 Checklist", "1 Scorecard"):
            # With where one is, and the keys of the pane.
            assert rung.sent("tab", f"━ {title}") <= 1_800


# ── where there can be no screen, and how it ends ───────────────────────────────────────────────


def test_without_a_terminal_one_line_points_at_the_snapshot() -> None:
    done = subprocess.run(
        [*RUNG, "--demo"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "rung snapshot" in done.stderr.splitlines()[-1]
    assert done.stdout == ""


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_told_so(term: str) -> None:
    with Terminal([*RUNG, "--demo"], environment={"TERM": term}) as rung:
        assert rung.ended(10) == 2
        assert b"rung snapshot" in rung.bytes
        assert b"\x1b" not in rung.bytes


def test_a_closed_terminal_ends_it_even_where_hangups_are_ignored() -> None:
    code = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    rung = Terminal([sys.executable, "-c", code, *RUNG, "--demo", "--theme", "ansi"])
    rung.expect("Level 3")
    os.close(rung.fd)
    end = time.monotonic() + 4
    while rung.alive():
        assert time.monotonic() < end
    rung.fd = os.open(os.devnull, os.O_RDONLY)


def test_escape_stops_a_load(tmp_path: Path) -> None:
    rows = "".join(f"{i},2026-03-01 08:00,email\n" for i in range(100_000)) * 30
    (tmp_path / "big.csv").write_text("ticket_id,created_at,channel\n" + rows)
    (tmp_path / "own.yaml").write_text(
        "exports: [{paths: big.csv, columns: {ticket_id: ticket_id, created_at: created_at, channel: channel}}]"
    )
    with Terminal([*RUNG, "--config", "own.yaml", "--theme", "ansi"], cwd=tmp_path) as rung:
        rung.expect("Reading the exports", "big.csv")
        rung.type("esc").expect("Stopped: nothing was loaded").type("q")
        assert rung.ended(3) == 0


def test_a_fault_of_the_data_is_said(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    with Terminal([*RUNG, "odd.csv", "--theme", "ansi"], cwd=tmp_path) as rung:
        rung.expect("not an export that rung knows", "Its columns are:")
        rung.press("esc").type("q")
        assert rung.ended(3) == 0


@pytest.mark.parametrize("theme", ["ansi", "dark", "light"])
def test_no_color_still_says_everything_and_sends_no_colour(theme: str) -> None:
    with Terminal([*RUNG, "--demo", "--theme", theme], environment={"NO_COLOR": "1"}) as rung:
        rung.expect("Level 3", "●●●○○", "✗").type("2").expect("[2 Agents]")
        for key, marker in (("p", "Period:"), ("/", "Find:"), ("?", "Keys:")):
            rung.type(key).expect(marker).type("esc").expect_gone(marker)
        codes = {
            code
            for found in re.findall(rb"\x1b\[([0-9;]*)m", rung.bytes)
            for code in found.split(b";")
        }
        assert codes <= {b"", b"0", b"1", b"2", b"4", b"7"}  # bold, dim, underline, reverse


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not on this machine")
def test_the_same_inside_tmux(tmp_path: Path) -> None:
    socket = ["tmux", "-L", f"rung-{os.getpid()}", "-f", os.devnull]
    command = " ".join([*RUNG, "--demo", "--theme", "ansi"])
    try:
        with Terminal(
            [*socket, "new-session", "-x", "80", "-y", "24", command], cwd=str(Path.cwd())
        ) as mux:
            mux.expect("Level 3", "to level 4: 3 steps")
            mux.type("2").expect("Priya Nair")
            mux.type("enter").expect("on their mix of channels")
            mux.type("esc").expect_gone("on their mix of channels")
            mux.type("q")
            mux.ended(5)
    finally:
        subprocess.run([*socket, "kill-server"], capture_output=True, check=False)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--period", "last week"), 2, "is not a period"),
        (("--agent", "Prya Nair"), 2, "did you mean Priya Nair?"),
        (("--definitions", "guid"), 2, "did you mean guide?"),
        (("--config", "nothing.yaml"), 1, "cannot be read (No such file or directory)"),
    ],
)
def test_a_fault_of_the_command_line_or_the_settings_is_said_in_the_shell(
    options: tuple[str, ...], code: int, words: str
) -> None:
    with Terminal([*RUNG, "--demo", *options]) as rung:
        assert rung.ended(10) == code
        after = rung.bytes.split(b"\x1b[?1049l")[-1].decode()
        assert words in " ".join(after.split())


def test_leaving_while_a_question_runs_is_quiet() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3").type("d", "[", "q")
        assert rung.ended(5) == 0
        assert b"Traceback" not in rung.bytes
        assert b"nanobind" not in rung.bytes


def test_reloading_again_and_again_ends_with_the_figures() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Reading the exports").type("r", "r", "r")
        rung.expect("Level 3  Average").type("r")
        rung.expect("read again: 67,960 rows").type("q")
        assert rung.ended(5) == 0


def test_where_nothing_can_be_shown_nothing_is_done() -> None:
    with Terminal([*RUNG, "--demo", "--theme", "ansi"]) as rung:
        rung.expect("Level 3")
        rung.resize(50, 12).expect("rung needs 60 × 15").type("enter", "2", "p").settle()
        rung.resize(80, 24).expect("[1 Scorecard]", "to level 4: 3 steps").expect_gone(
            "worst first"
        )


def test_two_leads_at_one_line_see_each_others_answer_with_who_and_when(tmp_path: Path) -> None:
    columns = ("ticket_id", "created_at", "channel", "first_response_at")
    rows = [f"{n} | 2026-03-{1 + n % 28:02d} 08:00 | email | 2026-03-28 09:00" for n in range(40)]
    tickets = write_csv(tmp_path / "t.csv", "\n".join([" | ".join(columns), *rows]))
    entry = {"paths": [str(tickets)], "columns": {name: name for name in columns}}
    settings = tmp_path / "team.yaml"
    settings.write_text(
        json.dumps({"team": {"timezone": "UTC"}, "answers": "answers.jsonl", "exports": [entry]})
    )
    command = [*RUNG, "--theme", "ansi", "--config", str(settings), "--lead"]
    with Terminal([*command, "Ana"]) as ana, Terminal([*command, "Ben"]) as ben:
        for lead in (ana, ben):
            lead.expect("Accessibility").press("4", "enter").expect("kept in answers.jsonl")
        today = f"{dt.datetime.now(dt.UTC):%-d %b}"
        ana.press("n")
        ben.expect("✗ Templates and basic automation", f"no Ana {today}")
        ben.press("x")
        ana.expect(f"not applicable Ben {today}").expect_gone("no Ana")
        for lead in (ana, ben):
            lead.press("q", "q")
            assert lead.ended(10) == 0


def test_an_idle_screen_sends_nothing(standing: tuple[Terminal, float]) -> None:
    rung, since = standing
    assert rung.settle(quiet=max(0.0, since + 10 - time.monotonic())) == 0
