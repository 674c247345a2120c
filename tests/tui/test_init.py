"""`rung init` at a terminal: what is asked, what is written, and how it ends where nobody answers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from queries.config import load_config
from tests.conftest import REPO, write_csv
from tests.queries.setup.test_ties import tied
from tests.tui.running import run_rung
from tests.tui.terminal import RUNG, Terminal


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's exports, and something that is none."""
    folder = tmp_path_factory.mktemp("exports")
    for name in ("tickets.csv", "messages_year.parquet", "README.md"):
        shutil.copy(REPO / "sample_data" / name, folder)
    return folder


def at(folder: Path, target: Path, **environment: str) -> Terminal:
    """Run `rung init` on a folder."""
    command = [*RUNG, "init", str(folder), "--config", str(target)]
    return Terminal(command, environment=environment)


def test_enter_at_every_question_makes_settings_that_are_right(
    exports: Path, tmp_path: Path
) -> None:
    target = tmp_path / "own" / "rung.yaml"
    with at(exports, target) as terminal:
        terminal.expect(
            "tickets.csv", "recognised: Gorgias, tickets, 12,055 rows, 21 Nov", "Enter goes on"
        )
        terminal.press("enter").expect("In which time zone", "Quietest are 0–6 h", "[1]:")
        terminal.press("B", "e", "r", "l", "i", "n", "enter").expect("That is Europe/Berlin")
        # 301 of 800: between a quarter and six tenths nothing tells
        terminal.expect("whatsapp: 301 of 800 solved within 30 min → live")
        assert not target.exists()
        terminal.press("enter").expect("Milo (AI Agent): 792 first answers", "→ bot")
        terminal.press("enter").expect("Enter skips them")
        terminal.press("enter").expect(
            "Level 3 Average", "Next, the screen: python -m tui --config"
        )
        assert terminal.ended(10) == 0
    text = target.read_text(encoding="utf-8")
    assert "# tickets.csv: recognised, Gorgias" in text
    config = load_config(target)
    assert config.team.timezone == "Europe/Berlin"
    assert config.team.bots == ("Milo (AI Agent)",)
    assert [entry.preset for entry in config.exports] == ["gorgias_tickets", "gorgias_messages"]
    assert run_rung("config", "validate", target).returncode == 0
    assert [path.name for path in target.parent.iterdir()] == ["rung.yaml"]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl+c", "end of input"])
@pytest.mark.parametrize("after", [0, 2])
def test_who_leaves_leaves_nothing_behind(
    key: str, after: int, exports: Path, tmp_path: Path
) -> None:
    target = tmp_path / "own" / "rung.yaml"
    with at(exports, target) as terminal:
        terminal.expect("Enter goes on").settle()
        for _ in range(after):
            terminal.press("enter")
        terminal.press(key).expect("stopped; nothing was written")
        assert terminal.ended(10) == 130
    assert not target.parent.exists()


def test_ctrl_c_while_it_reads_leaves_nothing_behind(exports: Path, tmp_path: Path) -> None:
    target = tmp_path / "own" / "rung.yaml"
    with at(exports, target, XDG_CACHE_HOME=str(tmp_path)) as terminal:
        terminal.expect("Reading").press("\x03").expect("stopped; nothing was written")
        assert terminal.ended(10) == 130
    assert not target.parent.exists()


def test_settings_that_are_there_stay(exports: Path, tmp_path: Path) -> None:
    target = tmp_path / "rung.yaml"
    target.write_text("team: {name: EU}\n")
    done = run_rung("init", exports, "--config", target, "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert "settings are there already, and stay as they are" in done.stderr
    assert target.read_text() == "team: {name: EU}\n"


def test_a_pipe_is_not_asked(exports: Path, tmp_path: Path) -> None:
    done = run_rung("init", exports, "--config", tmp_path / "rung.yaml")
    assert (done.returncode, "--yes" in done.stderr) == (2, True)
    assert not (tmp_path / "rung.yaml").exists()


def test_yes_takes_the_safe_answers_and_lists_them(exports: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = run_rung("init", exports, "--yes", XDG_CONFIG_HOME=str(home), SSH_TTY="/dev/pts/9")
    assert (done.returncode, done.stderr) == (0, "")
    taken = done.stdout.split("Taken unasked:")[1]
    assert "UTC: days and hours as the exports write them" in taken
    assert "Milo (AI Agent)" in taken
    assert f"Settings: {home}/rung/config.yaml" in done.stdout
    # What was written is what rung uses from now on.
    shown = run_rung("snapshot", XDG_CONFIG_HOME=str(home))
    assert shown.stdout.startswith("# Support")
    again = run_rung("init", exports, "--yes", XDG_CONFIG_HOME=str(home))
    assert again.returncode == 1


def test_the_zone_of_a_server_is_not_the_leads(exports: Path, tmp_path: Path) -> None:
    there = {"TZ": "Asia/Tokyo", "SSH_TTY": "/dev/pts/9"}
    with at(exports, tmp_path / "a.yaml", **there) as terminal:
        terminal.expect("Enter goes on").press("enter").expect(" 1  UTC: days and hours as")
    with at(exports, tmp_path / "b.yaml", TZ="Asia/Tokyo") as terminal:
        terminal.expect("Enter goes on").press("enter").expect(" 1  Asia/Tokyo")


@pytest.mark.parametrize("what", ["empty", "notes", "nowhere"])
def test_a_folder_without_tickets_says_so(what: str, tmp_path: Path) -> None:
    folder = tmp_path / what
    if what != "nowhere":
        folder.mkdir()
    if what == "notes":
        (folder / "notes.txt").write_text("call Ana back\n")
    done = run_rung("init", folder, "--config", tmp_path / "rung.yaml", "--yes")
    assert done.returncode == 1
    assert {"nowhere": "no such file"}.get(what, "no tickets in") in done.stderr
    assert not (tmp_path / "rung.yaml").exists()


def test_the_screen_without_settings_says_how_they_are_made(exports: Path) -> None:
    with Terminal([*RUNG, str(exports)]) as terminal:
        terminal.expect("no settings yet: `rung init FOLDER`")
        terminal.press("down").expect_gone("no settings yet")


def test_a_target_that_cannot_be_written_is_said(exports: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/rung.yaml")
    else:
        target = tmp_path / "closed" / "rung.yaml"
        target.parent.mkdir(mode=0o500)
    done = run_rung("init", exports, "--config", target, "--yes")
    assert (done.returncode, f"{target}: " in done.stderr) == (1, True)


def test_a_tie_is_asked_and_what_the_file_can_grade_is_said_first(tmp_path: Path) -> None:
    folder, target = tmp_path / "exports", tmp_path / "rung.yaml"
    folder.mkdir()
    write_csv(folder / "march.csv", tied(60))
    with at(folder, target) as terminal:
        terminal.expect("march.csv can grade", "fetch beside it: ", "Enter goes on")
        terminal.press("enter").expect(
            "march.csv: its columns are those of several exports. Which one is it?",
            "1  Freshdesk (freshdesk_tickets)",
            "2  HubSpot (hubspot_tickets)",
            "Number [1]:",
        )
        terminal.press("2", "enter").expect("In which time zone")
        terminal.press("enter").expect("Enter skips them")
        terminal.press("enter").expect("Next, the screen")
        assert terminal.ended(10) == 0
    assert load_config(target).exports[0].preset == "hubspot_tickets"
