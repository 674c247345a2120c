"""The same desk through a real OpenSSH server on loopback."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from queries.config import load_config
from queries.session import open_session
from tests.conftest import REPO
from tests.tui.terminal import RUNG, Terminal
from tui.report.markdown import markdown

SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None,
    reason="no OpenSSH server and client on this machine",
)


@dataclass
class Server:
    """A server of one's own: how to reach it, and where it keeps its things."""

    port: int
    folder: Path

    def command(self, *remote: str) -> list[str]:
        """Return the ssh command that runs `remote` in a terminal."""
        return [
            "ssh",
            "-tt",
            "-F",
            os.devnull,
            "-p",
            str(self.port),
            "-i",
            str(self.folder / "user"),
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            f"UserKnownHostsFile={os.devnull}",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "IdentitiesOnly=yes",
            f"{getpass.getuser()}@127.0.0.1",
            *remote,
        ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    (folder / "authorized").write_text((folder / "user.pub").read_text())
    port = _free_port()
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(
            exist_ok=True
        )  # the server's empty folder, which its package makes at boot
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile {folder / 'pid'}\n"
        f"AuthorizedKeysFile {folder / 'authorized'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        "PermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n"
    )
    log = (folder / "log").open("w")
    assert SSHD is not None
    process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=log)
    try:
        _wait_for(port, process, folder / "log")
        yield Server(port, folder)
    finally:
        process.terminate()
        process.wait(5)
        log.close()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 10
    while True:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None and time.monotonic() < end, log.read_text()


def remote(folder: Path, *options: str) -> str:
    """Return the command line of rung on the other side, in `folder`."""
    words = [
        f"cd {folder} &&",
        f"PYTHONPATH={REPO}",
        "LANG=C.UTF-8",
        f"XDG_CONFIG_HOME={os.devnull}",
        "exec",
        *RUNG,
        *options,
    ]
    return " ".join(words)


def _running(mark: str) -> list[int]:
    """Return the processes on this machine whose command line holds `mark`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if mark in words and "ssh" not in words.split(" ")[0]:
            found.append(int(entry.name))
    return found


def test_a_morning_over_ssh(server: Server, tmp_path: Path) -> None:
    assert pwd.getpwuid(os.getuid()).pw_shell
    with Terminal(server.command(remote(tmp_path, "--demo"))) as rung:
        rung.expect("Level 3  Average", "78.1 % within 24 h, live 1 h")
        # Over SSH the terminal's own colours are the default: no colour of 24 bits is sent.
        assert b"38;2;" not in rung.bytes
        rung.type("2").expect("Priya Nair")
        rung.type("down", "enter").expect("Agents › Ines Moreau", "on their mix of channels")
        rung.type("enter").expect("worst first")
        rung.type("enter").expect("Came from", "tickets.csv, line")
        rung.type("esc").expect_gone("Came from").type("esc").expect_gone("worst first")
        rung.type("esc").expect("[2 Agents]", "Priya Nair")
        rung.type("f").expect("Show only:").type("down", "enter").expect("channel chat", "342")
        rung.type("p").expect("Period:").type("down", "enter").expect("23 Aug–20 Nov, against")
        rung.type("1").expect("doubt", "Changed ").type("2").expect("Priya Nair").settle(quiet=0.5)
        shown = next(line for line in rung.lines if "Team" in line)
        rung.type("e").expect("wrote")
        exported = next(tmp_path.glob("rung-*.md")).read_text(encoding="utf-8")
        assert exported == _same_scope()
        team = next(line for line in exported.splitlines() if line.startswith("| **Team**"))
        assert team.split("|")[3].strip() in shown and team.split("|")[7].strip() in shown
        rung.resize(140, 45).expect("Steps to level", "Priya Nair").resize(80, 24).expect(
            "[2 Agents]"
        )
        rung.type("q")
        assert rung.ended(5) == 0


def _same_scope() -> str:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        card = session.scorecard(session.request("90d", channel="chat"))
        return markdown(session.what_changed(session.look_again(card)))


def test_a_cut_connection_leaves_no_process(server: Server, tmp_path: Path) -> None:
    mark = "--definitions helpdesk --period 28d --theme ansi"
    with Terminal(server.command(remote(tmp_path, "--demo", *mark.split()))) as rung:
        rung.expect("Level 3  Average")
        assert _running(mark)
    # The client was killed: the server's side hangs up.
    end = time.monotonic() + 3
    while _running(mark):
        assert time.monotonic() < end, _running(mark)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (200, 60)])
def test_from_the_level_to_one_message_and_back(
    server: Server, tmp_path: Path, columns: int, lines: int
) -> None:
    """Which level, what changed, why, which tickets: by keys alone, at both sizes."""
    with Terminal(server.command(remote(tmp_path, "--demo")), columns, lines) as rung:
        rung.expect("Level 3  Average", "One week did it, 2–8 Nov")
        rung.type("c").expect("at the earlier pace", "Scorecard › What changed", "The whole")
        rung.type("down", "down", "enter").expect("What changed › ", "worst first")
        rung.type("esc").expect("The whole").type("esc").expect("as in the 28 days before")
        rung.type("enter").expect("The 342 late ones").type("v").expect("the week", "presence")
        rung.type("down").expect("Tue 0–2 h").type("right", "right").expect("Tue 4–6 h")
        rung.type("enter").expect("nearest to its bound").type("enter").expect(
            "Came from", "tickets.csv, line"
        )
        rung.type("esc").expect("nearest to its bound").type("esc").expect("presence")
        rung.type("s").expect("› SQL", "as one").type("esc").expect("presence")
        rung.type("q").expect("as in the 28 days before")
        # What is open follows the period, and what it is compared with; filters combine.
        rung.type("enter").expect("The 342 late ones").type("b").expect_gone("against 26 Sep")
        rung.type("b").expect("against 26 Sep–23 Oct")
        rung.type("p").expect("Period:").type("down", "enter").expect("23 Aug–20 Nov, against")
        rung.expect("late ones").expect_gone("The 342 late ones").type("q").expect(
            "Other definitions"
        )
        for choice in ("chat", "Ines"):
            rung.type("f").expect("Show only:").type(*choice, "enter").expect_gone("Show only:")
        rung.expect("channel chat", "agent Ines")
        rung.type("2").expect("[2 Agents]").type("g", "enter").expect("Agents › Ines Moreau").type(
            "q"
        )
        rung.type("r").expect("read again: 67,960 rows")
        rung.type("q").type("q")
        assert rung.ended(5) == 0
