"""No answer that was confirmed is lost: kills, full disks, torn lines, two leads at one line."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from queries.answers.entry import new_entry, parse_entry
from queries.answers.in_force import standing
from queries.answers.log import ChangedError, FileLog, Standing

SECONDS = float(os.environ.get("RUNG_ANSWERING", "3"))
PROCESSES = 20

# Answers for ever; each confirmed one is told on standard output, after it was.
ANSWERING = """
import sys
from pathlib import Path
from queries.answers.entry import new_entry
from queries.answers.log import FileLog
log, name = FileLog(Path(sys.argv[1])), sys.argv[2]
while True:
    entry = new_entry(name, name, "yes", "a note to be torn " * 8)
    try:
        log.append(entry, lambda entries: None)
    except TimeoutError:  # nineteen others were always before it
        continue
    print(entry.id, flush=True)
"""


def of(key: str) -> Standing:
    return lambda entries: standing(entries).get(key)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


def test_a_line_is_as_documented(path: Path) -> None:
    log = FileLog(path)
    entry = new_entry("ana", "faq_page", "not applicable", "we sell\nno \x1b[31mgoods")
    log.append(entry, of("faq_page"))
    [line] = path.read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert list(found) == ["v", "id", "at", "who", "key", "answer", "note", "undoes"]
    assert (found["v"], found["answer"], found["undoes"]) == (1, "not applicable", None)
    assert found["at"].endswith("Z")
    assert "\x1b" not in found["note"]
    assert log.entries == (entry,)
    assert FileLog(path).entries == (entry,)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"v": 2, "id": "a", "at": "2026-11-21T08:00:00Z", "who": "a", "key": "k", "answer": "yes"}',
        b'{"v": 1, "id": "a", "at": "2026-11-21T08:00:00", "who": "a", "key": "k", "answer": "yes"}',
        b'{"v": 1, "id": "a", "at": "2026-11-21T08:00:00Z", "who": "a", "key": "k", "answer": "maybe"}',
        b'{"v": 1, "id": "a", "at": "2026-11-21T08:00:00Z", "who": "a", "key": ["k"], "answer": "yes"}',
        b'{"v": 1, "id": "a", "at": "0001-01-01T00:00:00+23:59", "who": "a", "key": "k", "answer": null}',
        b"[" * 9000,
        b'"' + b"a" * 20_000 + b'"',
    ],
)
def test_what_is_no_answer_costs_only_itself(path: Path, line: bytes) -> None:
    first, last = new_entry("ana", "a", "yes"), new_entry("ben", "b", "no")
    path.write_bytes(first.line() + line + b"\n" + last.line())
    log = FileLog(path)
    assert parse_entry(line) is None
    assert log.entries == (first, last)
    assert log.damaged == bool(line)


def test_a_torn_tail_costs_only_itself(path: Path) -> None:
    first, torn, last = (new_entry("ana", key, "yes") for key in "abc")
    path.write_bytes(first.line() + torn.line()[:40])
    log = FileLog(path)
    assert (log.entries, log.damaged) == ((first,), 1)
    log.append(last, of("c"))
    assert (log.entries, log.damaged) == ((first, last), 1)
    fresh = FileLog(path)
    assert (fresh.entries, fresh.damaged) == ((first, last), 1)


def test_two_leads_at_one_line_the_later_key_is_not_written(path: Path) -> None:
    ana, ben = FileLog(path), FileLog(path)
    ana.append(new_entry("ana", "faq_page", "yes"), of("faq_page"))
    with pytest.raises(ChangedError):
        ben.append(new_entry("ben", "faq_page", "no"), of("faq_page"))
    # Ben sees Ana's now, and may answer over it; another line was never in the way.
    assert [entry.who for entry in ben.entries] == ["ana"]
    ben.append(new_entry("ben", "faq_page", "no"), of("faq_page"))
    ana.append(new_entry("ana", "templates", "no"), of("templates"))
    assert ana.look() is False
    assert [entry.who for entry in ana.entries] == ["ana", "ben", "ana"]


def test_what_others_add_is_seen_and_another_file_in_its_place_is_read_whole(path: Path) -> None:
    log, other = FileLog(path), FileLog(path)
    assert not log.look()
    one, two = new_entry("ana", "a", "yes"), new_entry("ana", "b", "yes")
    other.append(one, of("a"))
    assert log.look()
    assert not log.look()
    path.with_name("new").write_bytes(two.line() + one.line())
    path.with_name("new").rename(path)
    assert log.look()
    assert log.entries == (two, one)
    path.unlink()
    assert log.look()
    assert log.entries == ()


def test_read_only_it_is_read_and_says_so(path: Path) -> None:
    entry = new_entry("ana", "a", "yes")
    path.write_bytes(entry.line())
    path.chmod(0o400)
    if os.geteuid() == 0:
        path.unlink()
        path.mkdir()  # nobody writes this, root neither
    log = FileLog(path)
    assert log.trouble
    with pytest.raises(OSError, match=r"\w"):
        log.append(new_entry("ana", "a", "no"), of("a"))


def test_in_a_folder_of_the_group_the_next_lead_may_write(path: Path) -> None:
    path.parent.chmod(0o2770)
    if not path.parent.stat().st_mode & 0o2000:
        pytest.skip("no setgid folder here")
    before = os.umask(0o077)
    try:
        FileLog(path).append(new_entry("ana", "a", "yes"), of("a"))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o660


def failing(real: Callable[..., object], at: int, code: int) -> Callable[..., object]:
    """Return a call that fails the `at`-th time; code 0: it writes a part the `at`-th time, and fails then."""
    calls = 0

    def call(file: int, *data: bytes) -> object:
        nonlocal calls
        calls += 1
        if calls == at and code:
            raise OSError(code, os.strerror(code))
        if calls == at and data:
            return real(file, data[0][: len(data[0]) // 2])
        if calls == at + 1 and not code:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, *data)

    return call


@pytest.mark.parametrize("name", ["write", "fsync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, 0])
@pytest.mark.parametrize("at", range(1, 7))
def test_a_fault_at_any_call_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, at: int
) -> None:
    log = FileLog(path)
    monkeypatch.setattr(os, name, failing(getattr(os, name), at, code))
    confirmed = []
    for key in "abcdef":
        before = path.read_bytes() if path.exists() else b""
        entry = new_entry("ana", key, "yes")
        try:
            log.append(entry, of(key))
        except OSError:
            assert (path.read_bytes() if path.exists() else b"") == before
        else:
            confirmed.append(entry)
    monkeypatch.undo()
    fresh = FileLog(path)
    assert (list(fresh.entries), fresh.damaged) == (confirmed, 0)
    assert len(confirmed) >= 5


def test_a_file_size_limit_is_an_answer_not_kept(path: Path) -> None:
    log, confirmed = FileLog(path), []
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        for number in range(10):
            entry = new_entry("ana", str(number), "yes")
            try:
                log.append(entry, of(str(number)))
            except OSError as error:
                assert error.errno == errno.EFBIG
            else:
                confirmed.append(entry)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    fresh = FileLog(path)
    assert 1 <= len(confirmed) < 10
    assert (list(fresh.entries), fresh.damaged) == (confirmed, 0)


def test_twenty_processes_killed_at_random_lose_no_confirmed_answer(path: Path) -> None:
    """Short here, 60 s in `make soak` (RUNG_ANSWERING); each killed process is followed by another."""
    chance, watching = random.Random(15), FileLog(path)
    told: list[Path] = []

    def start() -> subprocess.Popen[bytes]:
        out = path.with_name(f"confirmed{len(told)}")
        told.append(out)
        with out.open("wb") as file:
            command = [sys.executable, "-c", ANSWERING, str(path), f"lead{len(told)}"]
            return subprocess.Popen(command, stdout=file)

    running = [start() for _ in range(PROCESSES)]
    kills, end = 0, time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            watching.look()
            place = chance.randrange(PROCESSES)
            if told[-1].exists() and path.exists():
                running[place].send_signal(signal.SIGKILL)
                running[place].wait()
                running[place] = start()
                kills += 1
    finally:
        for process in running:
            process.kill()
            process.wait()
    # A process that was killed within a print may have told half an id: whole lines are what it confirmed.
    confirmed = {
        line for out in told for line in out.read_bytes().decode().split("\n")[:-1] if line
    }
    fresh = FileLog(path)
    watching.look()
    assert watching.entries == fresh.entries
    assert confirmed <= {entry.id for entry in fresh.entries}
    assert fresh.damaged <= kills + PROCESSES
    last = new_entry("ana", "last", "yes")
    fresh.append(last, of("last"))
    assert watching.look()
    assert watching.entries[-1] == last
    print(f"{len(confirmed):,} confirmed, {kills:,} killed, {fresh.damaged} torn")
