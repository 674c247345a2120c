"""How much is asked: the statements of a scorecard, counted; and that a stop is heard at any moment."""

from __future__ import annotations

import random
import re
import threading

import pytest

from queries.config import load_config
from queries.scope import StoppedError
from queries.session import open_session
from queries.sqltext import SQL

AT_MOST = 30


def test_a_scorecard_asks_few_statements(capsys: pytest.CaptureFixture[str]) -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        session.scorecard(session.request("28d"))
        asked = list(session.workspace.statements)
    with capsys.disabled():
        print(f"\n{len(asked)} statements a scorecard: {', '.join(asked)}")
    assert len(asked) <= AT_MOST


def test_no_question_of_a_scorecard_reads_the_wide_part() -> None:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        session.scorecard(session.request("28d"))
        asked = set(session.workspace.statements)
    for name in asked:
        file = SQL / (f"{name}.sql" if "/" in name else f"questions/{name}.sql")
        code = [line.partition("--")[0] for line in file.read_text(encoding="utf-8").splitlines()]
        words = set(re.findall(r"\w+", "\n".join(code)))
        assert not words & {"ticket_words", "tickets"}, name


def test_every_question_says_what_it_asks_and_what_comes_back() -> None:
    for file in sorted((SQL / "questions").glob("*.sql")):
        head = [
            line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("--")
        ]
        assert "?" in " ".join(head[:2]), file.name
        assert "Columns:" in " ".join(head), file.name


@pytest.mark.parametrize("seed", range(10))
def test_a_stop_at_any_moment_is_heard_and_nothing_further_starts(seed: int) -> None:
    config = load_config(demo=True)
    chance = random.Random(seed)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        request = session.request("all", definitions=chance.choice(["helpdesk", "guide"]))
        ended = threading.Event()

        def ask() -> None:
            try:
                session.scorecard(request)
            except StoppedError:
                pass
            finally:
                ended.set()

        thread = threading.Thread(target=ask)
        thread.start()
        ended.wait(chance.uniform(0, 0.3))
        request.stop.stop()
        assert ended.wait(10)
        thread.join()
        asked = len(session.workspace.statements)
        with pytest.raises(StoppedError):
            session.workspace.asking(request).ask("tickets", by=["all"], parts=1)
        assert len(session.workspace.statements) == asked
