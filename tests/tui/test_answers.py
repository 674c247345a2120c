"""Answers on the screen: a key, the level after it, a note, an undo, two leads, a log that cannot be written."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from queries.answers.entry import new_entry
from queries.answers.log import FileLog
from queries.exports.progress import Progress
from queries.ladder.criteria import Result
from queries.scorecard import Scorecard
from queries.session import Session
from tests.tui.desk import at_the_desk, sit_down
from tui import jobs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


@pytest.fixture
def logged(sample: Session, monkeypatch: pytest.MonkeyPatch, path: Path) -> Session:
    """Let each app find the sample loaded, without answers of the settings, over one log."""
    config = sample.config.model_copy(update={"practices": {}, "answers": str(path)})
    session = replace(sample, config=config)

    def load(settings: jobs.Settings, check: jobs.Check, progress: Progress) -> jobs.Loaded:
        return jobs.Loaded(replace(session, log=FileLog(path)), ExitStack(), progress)

    monkeypatch.setattr(jobs, "load", load)
    return session


def written(path: Path) -> list[tuple[str, str | None, str, bool]]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(one["key"], one["answer"], one["note"], bool(one["undoes"])) for one in found]


@pytest.mark.soak
@at_the_desk
async def test_from_an_empty_log_every_practice_takes_a_key(logged: Session, path: Path) -> None:
    async with sit_down([], logged.config) as desk:
        await desk.press("4")
        desk.expect("0 of 29 answered")
        await desk.press("enter", *"y" * 29)
        card = desk.app.sitting.card
        assert card is not None
        assert card.assessment.unanswered == ()
        assert not card.assessment.provisional
        assert len(written(path)) == 29
        await desk.press("escape")
        desk.expect("29 of 29 answered")


def at(result: Result | None) -> object:
    """Return which criterion it is and how it stands."""
    return result and (result.place, result.state, result.n)


def judged(card: Scorecard) -> object:
    """Return all that the ladder says of a card."""
    found = card.assessment
    dimensions = [(d.key, d.level, d.ceiling, *map(at, d.criteria)) for d in found.dimensions]
    binding = [(one.name, at(one.criterion)) for one in found.binding]
    return found.level, found.provisional, found.checklist.done, dimensions, binding


@at_the_desk
async def test_the_level_follows_each_key_and_asks_nothing(
    logged: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit_down([], logged.config) as desk:
        await desk.press("4", "enter")
        asked = desk.app.sitting.card
        await desk.press("n", "n")
        card = desk.app.sitting.card
        assert asked is not None
        assert card is not None
        fresh = desk.app.sitting.session.scorecard(card.request)  # type: ignore[union-attr]
        # Sums of floats differ in their last digit from one asking to the next; what is judged does not.
        assert judged(card) == judged(fresh)
        assert [at(row.headline) for row in card.rows] == [at(row.headline) for row in fresh.rows]


@at_the_desk
async def test_space_goes_round_a_note_and_an_undo(logged: Session, path: Path) -> None:
    async with sit_down([], logged.config) as desk:
        await desk.press("4", "enter", "space", "space", "space", "space", "space")
        answers = ["yes", "no", "not applicable", None, "yes"]
        assert [answer for _, answer, _, _ in written(path)] == answers
        await desk.press("t", *"since May", "enter")
        desk.expect("“since May”")
        assert written(path)[-1] == ("basic_automation", "yes", "since May", False)
        await desk.press("u")
        desk.expect("taken back").expect_no("since May”")
        assert written(path)[-1] == ("basic_automation", None, "", True)
        await desk.press("u", "u", "u", "u", "u")
        desk.expect_no("? yes")
        await desk.press("u")
        desk.expect("nothing of this sitting to take back")


@at_the_desk
async def test_y_copies_outside_of_the_questions(logged: Session, path: Path) -> None:
    async with sit_down([], logged.config) as desk:
        await desk.press("4", "y")
        desk.expect("sent to the terminal")
        assert not path.exists()


@at_the_desk
async def test_two_leads_at_one_line(
    logged: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.showing.ANSWERS_EVERY", 3600.0)  # the test says when a second is over
    monkeypatch.setattr("tui.showing.TOLD_FOR", 3600.0)
    async with sit_down([], logged.config) as ana:
        await ana.press("4", "enter")
        ben = FileLog(path)
        ben.append(new_entry("Ben", "basic_automation", "no"), lambda _: None)
        # Ana's screen does not show it yet: her key is not written, Ben's answer is shown.
        await ana.press("y")
        ana.expect("not written: Ben 21 Nov answered no", "no Ben 21 Nov")
        assert [answer for _, answer, _, _ in written(path)] == ["no"]
        await ana.press("y")
        assert [answer for _, answer, _, _ in written(path)] == ["no", "yes"]
        ben.look()
        ben.append(new_entry("Ben", "templates", "yes"), lambda _: None)
        ana.app.sitting.answering.look()
        await ana.settle()
        assert ana.app.sitting.card is not None
        assert ana.app.sitting.card.answers["templates"].answer == "yes"


@at_the_desk
async def test_what_cannot_be_written_is_said_and_not_shown(
    logged: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with sit_down([], logged.config) as desk:
        await desk.press("4", "enter")
        with monkeypatch.context() as patch:
            patch.setattr("queries.answers.log.os.write", full)
            await desk.press("y")
        desk.expect("not kept: No space left on device", "› ? Templates and basic automation")
        assert path.read_bytes() == b""


@at_the_desk
async def test_without_a_file_they_hold_for_the_sitting_and_it_is_said(loaded: Session) -> None:
    async with sit_down([], loaded.config) as desk:
        await desk.press("4", "enter")
        desk.expect("for this sitting only")
        await desk.press("n", "escape", "r")
        assert desk.app.sitting.card is not None
        assert desk.app.sitting.card.answers["basic_automation"].answer == "no"


@at_the_desk
async def test_hostile_notes_and_names_reach_the_screen_harmless(
    logged: Session, path: Path
) -> None:
    line = {
        "v": 1,
        "id": "a",
        "at": "2026-11-21T07:00:00Z",
        "who": "A\x1b]0;x\x07",
        "answer": "yes",
    }
    path.write_text(
        json.dumps({**line, "key": "basic_automation", "note": "\x1b[2J[/]\u202ex"}) + "\n"
    )
    async with sit_down([], logged.config) as desk:
        await desk.press("4", "enter")
        assert not any(sign in desk.text for sign in "\x1b\x07\u202e")
        desk.expect("[2J[/]")


@at_the_desk
async def test_while_an_answer_is_being_kept_the_screen_hears_keys_and_shows_none_of_it(
    logged: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.SAVING_AFTER", 3600.0)  # the test says when it takes its time
    monkeypatch.setattr("queries.answers.log._PATIENCE", 600.0)
    path.touch()
    async with sit_down([], logged.config) as desk:
        await desk.press("4", "enter")
        with path.open("ab") as other:
            fcntl.flock(other, fcntl.LOCK_EX)  # another lead's answer takes its time
            await desk.pilot.press("y", "n", "3")
            await desk.drawn()
            desk.app.say_saving()
            await desk.drawn()
            desk.expect("[3 Channels]", "saving …")
            await desk.pilot.press("4")
            await desk.drawn()
            desk.expect("? Templates and basic automation", "› ? Hardly anyone gives up")
            assert desk.app.sitting.card is not None
            assert not desk.app.sitting.card.answers
            assert path.read_bytes() == b""
        await desk.settle()
        desk.expect_no("saving …")
        assert [line[:2] for line in written(path)] == [
            ("basic_automation", "yes"),
            ("advanced_automation", "no"),
        ]
