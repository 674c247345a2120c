"""A sitting without a screen: load, ask, stop, drill, reload; what comes late is dropped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from queries.config import Config
from queries.exports.progress import Progress
from queries.scope import Filter
from queries.scorecard import Scorecard
from queries.session import Session
from tests.conftest import config_with, write_csv
from tui import jobs
from tui.jobs import Graded, Job, Loaded, Outcome
from tui.panes.targets import OpenAgent, OpenDimension
from tui.sitting import Sitting
from tui.widgets.lines import View


@dataclass
class Seen:
    """A face that keeps what it is shown; its jobs wait until they are let run."""

    waiting: list[tuple[str, Job]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    cards: list[Scorecard] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    ended: list[Exception] = field(default_factory=list)

    def beside(self, job: Job, group: str) -> None:
        self.waiting.append((group, job))

    def show_loading(self, progress: Progress) -> None:
        self.said.append("loading")

    def show_working(self) -> None:
        self.said.append("working")

    def show_card(self, card: Scorecard, *, again: bool) -> None:
        self.cards.append(card)

    def show_view(self, pane: int, view: View) -> None:
        self.views.append(view)

    def opened(self) -> list[tuple[int, int, object]]:
        return []

    def show_again(self, views: dict[tuple[int, int], View | None]) -> None:
        raise AssertionError("nothing is open")

    def show_failure(self, told: str, *, stopped: bool) -> None:
        self.failures.append(told)

    def tell(self, told: str) -> None:
        self.said.append(told)

    def unkept(self, key: str) -> None:
        raise AssertionError("nothing was answered")

    def end(self, error: Exception) -> None:
        self.ended.append(error)

    def take(self, group: str) -> Outcome | None:
        """Do the first job of a group, as late as this."""
        place = next(i for i, (name, _) in enumerate(self.waiting) if name == group)
        return self.waiting.pop(place)[1]()

    def run(self, sitting: Sitting) -> None:
        """Do every job, in order, and give the sitting what it returns."""
        while self.waiting:
            outcome = self.waiting.pop(0)[1]()
            if outcome is not None:
                sitting.take(outcome)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@pytest.fixture
def unread(tmp_path: Path) -> Path:
    """Exports that no test before has read."""
    return tmp_path


@pytest.fixture
def settings(request: pytest.FixtureRequest, folder: Path) -> tuple[list[str], Config]:
    if "unread" in request.fixturenames:
        folder = request.getfixturevalue("unread")
    rows = "ticket_id | created_at | channel | agent | first_response_at\n" + "\n".join(
        f"{i} | 2026-03-{1 + i % 28:02d} 08:00 | email | Ann | 2026-03-{1 + i % 28:02d} 09:00"
        for i in range(60)
    )
    path = write_csv(folder / "t.csv", rows)
    os.utime(path, (1, 1))  # the same file for every test, whatever the one before made of it
    columns = {n: n for n in ("ticket_id", "created_at", "channel", "agent", "first_response_at")}
    config = config_with(folder, {"exports": [{"paths": [str(path)], "columns": columns}]})
    return [str(path)], config


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def sitting(seen: Seen, settings: tuple[list[str], Config]) -> Iterator[Sitting]:
    found = Sitting(seen, lambda: settings, "28d", Filter())
    yield found
    found.close()


@pytest.fixture
def loaded(sitting: Sitting, seen: Seen) -> Sitting:
    sitting.reload()
    seen.run(sitting)
    return sitting


def test_a_load_then_figures_then_the_second_look(sitting: Sitting, seen: Seen) -> None:
    sitting.reload()
    assert seen.said == ["loading"]
    seen.run(sitting)
    assert seen.said == ["loading", "working"]
    first, second, third = seen.cards
    assert first.measures["volume"].n == 60
    assert (first.look is None, second.look is None) == (True, False)
    assert (second.changed is None, third.changed is None) == (True, False)


def test_a_question_overtaken_by_another_is_stopped_and_dropped(
    loaded: Sitting, seen: Seen
) -> None:
    before = len(seen.cards)
    loaded.choose_period("7d")
    old = loaded.request
    loaded.choose_period("90d")
    assert old is not None
    assert old.stop.stopped
    assert seen.take("ask") is None  # it was stopped
    seen.run(loaded)
    assert {card.request.period.days for card in seen.cards[before:]} == {90}


def test_an_answer_that_comes_late_is_dropped(loaded: Sitting, seen: Seen) -> None:
    old = Graded(loaded.generation, seen.cards[-1])
    loaded.choose_period("7d")
    shown = len(seen.cards)
    loaded.take(old)
    assert len(seen.cards) == shown


def test_nothing_of_old_figures_is_opened(loaded: Sitting, seen: Seen) -> None:
    loaded.open(0, OpenDimension("response_time"))
    late = seen.take("drill")
    assert late is not None
    loaded.choose_period("7d")
    loaded.open(0, OpenAgent("Ann"))  # other figures are on their way
    assert [group for group, _ in seen.waiting] == ["ask"]
    loaded.take(late)
    assert seen.views == []
    seen.run(loaded)
    loaded.open(1, OpenAgent("Ann"))
    seen.run(loaded)
    assert [view.name for view in seen.views] == ["Ann"]


def test_a_reload_while_another_runs_stops_that(sitting: Sitting, seen: Seen) -> None:
    sitting.reload()
    sitting.reload()
    first = seen.take("load")
    assert first is not None
    sitting.take(first)
    assert seen.failures == []  # nobody waits for it any more
    seen.run(sitting)
    assert seen.cards


@pytest.mark.usefixtures("unread")
def test_a_reload_while_a_question_runs_answers_it_from_the_new_files(
    loaded: Sitting, seen: Seen, settings: tuple[list[str], Config]
) -> None:
    old, before = loaded.session, len(seen.cards)
    loaded.choose_period("7d")
    asked = loaded.request
    with Path(settings[0][0]).open("a", encoding="utf-8") as file:
        file.write("60,2026-03-28 08:00,email,Ann,2026-03-28 09:00\n")
    loaded.reload()
    read = seen.take("load")
    assert read is not None
    loaded.take(read)
    assert asked is not None
    assert asked.stop.stopped
    seen.run(loaded)
    assert loaded.session is not old
    found = [(card.request.period.days, card.ledger.rows) for card in seen.cards[before:]]
    assert set(found) == {(7, 61)}
    assert seen.failures == []


@pytest.mark.usefixtures("unread")
def test_a_stopped_load_says_so(sitting: Sitting, seen: Seen) -> None:
    sitting.reload()
    sitting.stop_loading()
    seen.run(sitting)
    assert seen.failures == ["Stopped: nothing was loaded. Press r to load again."]


def test_a_load_that_fails_keeps_the_old_figures(
    loaded: Sitting, seen: Seen, settings: tuple[list[str], Config]
) -> None:
    card = loaded.card
    Path(settings[0][0]).unlink()
    loaded.reload()
    seen.run(loaded)
    assert "t.csv" in seen.failures[0]
    assert loaded.card is card
    loaded.choose_period("7d")
    seen.run(loaded)
    assert seen.cards[-1].request.period.days == 7


def test_a_fault_of_our_own_is_said_and_the_load_is_over(seen: Seen) -> None:
    def broken() -> tuple[list[str], Config]:
        raise RuntimeError("odd")

    sitting = Sitting(seen, broken, "28d", Filter())
    sitting.reload()
    seen.run(sitting)
    assert seen.failures == ["Unexpected: RuntimeError: odd"]
    assert sitting.progress is None


def test_settings_at_fault_end_it(seen: Seen) -> None:
    def broken() -> tuple[list[str], Config]:
        raise click.ClickException("settings.yaml, line 3: no")

    sitting = Sitting(seen, broken, "28d", Filter())
    sitting.reload()
    seen.run(sitting)
    assert [str(error) for error in seen.ended] == ["settings.yaml, line 3: no"]


def test_a_period_that_is_none_is_said_and_the_old_one_stays(loaded: Sitting, seen: Seen) -> None:
    loaded.choose_period("last week")
    assert "is not a period" in seen.failures[0]
    assert loaded.period == "28d"
    assert seen.waiting == []


def test_definitions_turn_and_are_said(loaded: Sitting, seen: Seen) -> None:
    loaded.next_definitions()
    seen.run(loaded)
    assert loaded.definitions == "guide"
    assert any(said.startswith("by the average (guide): ") for said in seen.said)


def test_definitions_that_settings_do_not_have_any_more_fall_back(
    loaded: Sitting, seen: Seen
) -> None:
    loaded.definitions = "ours"
    loaded.reload()
    seen.run(loaded)
    assert loaded.definitions is None
    assert any(said.startswith("read again: 60 rows") for said in seen.said)


def test_closing_lets_go_of_the_data_while_a_question_runs(loaded: Sitting, seen: Seen) -> None:
    loaded.choose_period("7d")
    request = loaded.request
    assert request is not None
    loaded.close()
    assert request.stop.stopped
    assert (loaded.session, loaded.card) == (None, None)
    assert seen.take("ask") is None


def spilled(cache: Path) -> set[Path]:
    """Return the folders that open sessions hold."""
    return set((cache / "staging").glob("*"))


def test_closing_leaves_nothing_on_the_disk(sitting: Sitting, seen: Seen, own_cache: Path) -> None:
    before = spilled(own_cache)
    sitting.reload()
    seen.run(sitting)
    assert len(spilled(own_cache) - before) == 1
    sitting.close()
    assert spilled(own_cache) == before


def test_a_reload_lets_go_of_what_was_loaded_before(
    sitting: Sitting, seen: Seen, own_cache: Path
) -> None:
    before = spilled(own_cache)
    for _ in range(2):
        sitting.reload()
        seen.run(sitting)
    assert len(spilled(own_cache) - before) == 1


def test_a_load_that_nobody_waits_for_any_more_leaves_nothing_on_the_disk(
    sitting: Sitting, seen: Seen, own_cache: Path
) -> None:
    before = spilled(own_cache)
    sitting.reload()
    late = seen.take("load")  # read, and not taken yet
    assert late is not None
    sitting.reload()
    sitting.take(late)
    seen.run(sitting)
    assert len(spilled(own_cache) - before) == 1
    sitting.reload()
    never = seen.take("load")  # read, and never taken
    sitting.close()
    assert isinstance(never, Loaded)
    assert spilled(own_cache) == before


def test_a_load_that_ends_after_the_end_leaves_nothing_on_the_disk(
    seen: Seen, settings: tuple[list[str], Config], own_cache: Path
) -> None:
    before = spilled(own_cache)

    def left(_: Session) -> None:
        sitting.close()  # the lead leaves while the exports are read

    sitting = Sitting(seen, lambda: settings, "28d", Filter(), left)
    sitting.reload()
    late = seen.take("load")
    assert isinstance(late, Loaded)
    assert spilled(own_cache) == before


def test_a_sitting_needs_no_textual() -> None:
    code = "import sys, tui.sitting; assert 'textual' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_jobs_speak_in_words() -> None:
    def job() -> Outcome:
        raise ValueError("no such thing")

    outcome = jobs.attempt(job, 7)
    assert outcome == jobs.Failed("no such thing", generation=7)


def test_what_is_opened_twice_before_it_is_there_opens_once(loaded: Sitting, seen: Seen) -> None:
    loaded.open(0, OpenAgent("Ann"))
    loaded.open(0, OpenAgent("Ann"))
    seen.run(loaded)
    assert [view.name for view in seen.views] == ["Ann"]
    loaded.open(0, OpenAgent("Ann"))  # gone back, and opened again
    seen.run(loaded)
    assert len(seen.views) == 2


def test_of_two_that_are_opened_only_the_last_shows(loaded: Sitting, seen: Seen) -> None:
    loaded.open(0, OpenDimension("response_time"))
    loaded.open(0, OpenAgent("Ann"))
    seen.run(loaded)
    assert [view.name for view in seen.views] == ["Ann"]
