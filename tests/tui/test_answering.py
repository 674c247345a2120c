"""The answers of a sitting without a screen: one after the other, shown once kept, and nothing dropped in silence."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from queries.answers.entry import new_entry
from queries.answers.in_force import Answers, in_force
from queries.answers.log import FileLog
from tui.answering import Answering, Ground
from tui.jobs import Job, Kept

NOON = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@dataclass
class Table:
    """A face whose jobs wait until they are let run, over a log; `shown` are the answers it shows."""

    path: Path
    waiting: list[Job] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    gone_back: list[str] = field(default_factory=list)
    shown: Answers = field(default_factory=dict)
    past: bool = False

    def __post_init__(self) -> None:
        self.log = FileLog(self.path)
        self.answering = Answering(self, self.ground, self.show, "Ana")

    def ground(self) -> Ground:
        request = SimpleNamespace(period=SimpleNamespace(zone="UTC"))
        card = SimpleNamespace(answers=self.shown, request=request, data_end=NOON)
        session = SimpleNamespace(log=self.log, is_past=lambda _: self.past)
        return Ground(cast(Any, session), cast(Any, card), settled=True)

    def show(self) -> None:
        self.shown = in_force(self.log.entries, {}, NOON, 365_000)

    def beside(self, job: Job, group: str) -> None:
        self.waiting.append(job)

    def tell(self, told: str) -> None:
        self.said.append(told)

    def unkept(self, key: str) -> None:
        self.gone_back.append(key)

    def keep_one(self) -> None:
        """Let the one job run that keeps an answer: there is never another beside it."""
        [job] = self.waiting
        self.waiting.clear()
        kept = job()
        assert isinstance(kept, Kept)
        self.answering.take(kept)

    def keep_all(self) -> None:
        while self.waiting:
            self.keep_one()

    @property
    def written(self) -> list[tuple[str, str, str | None, str]]:
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        found = [json.loads(line) for line in lines]
        return [(one["who"], one["key"], one["answer"], one["note"]) for one in found]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path / "answers.jsonl")


def test_an_answer_shows_once_it_is_kept_and_the_next_waits_for_it(table: Table) -> None:
    answering = table.answering
    answering.give("faq_page", "yes")
    answering.give("templates", "no")
    answering.cycle("faq_page")  # of what will stand there then
    answering.note("faq_page", "since May")
    assert (table.shown, table.written, answering.saving) == ({}, [], True)
    table.keep_one()
    assert {key: one.answer for key, one in table.shown.items()} == {"faq_page": "yes"}
    table.keep_all()
    assert table.written == [
        ("Ana", "faq_page", "yes", ""),
        ("Ana", "templates", "no", ""),
        ("Ana", "faq_page", "no", ""),
        ("Ana", "faq_page", "no", "since May"),
    ]
    assert not answering.saving
    assert table.said == []


def test_undo_takes_back_ones_own_last_but_not_before_it_is_kept(table: Table) -> None:
    table.answering.give("faq_page", "yes")
    table.answering.undo()
    assert table.said == ["an answer is being kept: then u takes it back"]
    table.keep_all()
    table.answering.undo()
    table.keep_all()
    table.answering.undo()
    assert table.said[1:] == ["taken back", "nothing of this sitting to take back"]
    assert "faq_page" not in table.shown


def test_what_another_lead_answers_meanwhile_is_not_written_over(table: Table) -> None:
    table.answering.give("faq_page", "yes")
    table.answering.cycle("templates")
    FileLog(table.path).append(new_entry("Ben", "templates", "no"), lambda _: None)
    table.answering.look()  # a second is over: not while one is being kept
    table.keep_all()
    assert [line[:3] for line in table.written] == [
        ("Ben", "templates", "no"),
        ("Ana", "faq_page", "yes"),
    ]
    assert table.said[0].startswith("not written: Ben ")
    assert table.gone_back == ["templates"]


def test_where_one_is_not_kept_those_behind_it_are_not_and_it_is_said(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for key in ("faq_page", "templates", "faq_detailed"):
        table.answering.give(key, "yes")
    monkeypatch.setattr(table.log, "append", full)
    table.keep_all()
    assert table.said == ["not kept: No space left on device; nor are 2 after it"]
    assert (table.gone_back, table.written, table.shown) == (["faq_page"], [], {})
    assert not table.answering.saving


def test_an_answer_that_is_kept_while_the_exports_are_read_again_shows(table: Table) -> None:
    table.answering.give("faq_page", "yes")
    table.log = FileLog(table.path)
    table.keep_all()
    assert table.shown["faq_page"].answer == "yes"


def test_a_period_that_is_over_takes_no_answer(table: Table) -> None:
    table.past = True
    assert not table.answering.give("faq_page", "yes")
    assert table.said == ["this period is over: it is read with the answers of its end"]
