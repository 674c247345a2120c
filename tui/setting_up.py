"""Setting up: look at what lies in a folder, ask what only a person knows, write settings, show the level."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from queries.config import Config, load_config, user_config_path
from queries.config.zone_names import is_zone
from queries.exports.cache import open_cache
from queries.exports.grades import graded
from queries.exports.helpdesks import presets
from queries.exports.propose import Doubt
from queries.session import Session, open_session
from queries.setup.columns import doubt_question, first_doubts, other_doubts, with_answer
from queries.setup.facts import Extent, Facts, extents, facts_of
from queries.setup.look import Found, look, one_channel, without, zone_said
from queries.setup.questions import AT_MOST, Question, practices, questions
from queries.setup.settings import draft, settings
from queries.setup.ties import settled, ties
from queries.setup.unseen import seen, unseen
from queries.setup.zones import UTC
from queries.text import clean
from tui import words
from tui.dialogue import Dialogue
from tui.language import say
from tui.report.settings_file import settings_text, write_new
from tui.terminal import over_ssh
from tui.words.facts import sentence
from tui.words.grades import grades_line
from tui.words.setup import chosen_line, found_line, left_aside, stated, title, why_aside

Doubts = Callable[[Sequence[Found]], Iterator[tuple[Found, Doubt]]]
Answers = dict[str, dict[str, str]]


class SetupError(Exception):
    """No settings can be made, in words."""


class SettingUp:
    """One run of `rung init`; `written`: the settings lie where they should."""

    def __init__(
        self, folder: Path, target: Path, timezone: str | None, dialogue: Dialogue, *, asks: bool
    ) -> None:
        """Set up for the exports in `folder`, into `target`; `asks`: else the safe answers are taken."""
        self.folder, self.target, self.timezone = folder, target, timezone
        self.dialogue, self.asks = dialogue, asks
        self.written = False
        self._config = load_config()
        self._taken: list[Question] = []  # unasked, by the safe answer
        self._aside: list[
            str
        ] = []  # why files stay aside unasked: what only a person knows of them
        self._asked = 0

    def run(self) -> None:
        """Look, ask, write, show.

        Raises SetupError in words; ExportError, ExportsError, EngineError as the parts do;
        EOFError and KeyboardInterrupt where nobody answers any more.
        """
        if self.target.exists():
            raise SetupError(
                say(
                    "{file}: settings are there already, and stay as they are; `rung init FOLDER "
                    "--config FILE` writes others",
                    file=clean(str(self.target)),
                )
            )
        found, facts = self._facts(self._look(), overview=True)
        certain = self._unseen(self._ties(found))
        certain = self._doubts(certain, first_doubts, most=sys.maxsize)
        if facts is None or [f.entry for f in certain] != [f.entry for f in found]:
            certain, facts = self._facts(certain)
        if facts is None:
            nothing = say("no tickets in {folder}", folder=clean(str(self.folder)))
            raise SetupError("\nrung: ".join([nothing, *self._aside]))
        found = certain
        guessed = {f.name: channel for f in found if (channel := one_channel(f))}
        answers = self._answers(questions(facts, _own_zone(), guessed))
        found = self._doubts(found, other_doubts, most=AT_MOST)
        if self.asks:
            answers["practices"] = self.dialogue.answer(practices(self._config.ladder))
        self._write(found, facts, answers)
        self._show()

    def _look(self) -> tuple[Found, ...]:
        self.dialogue.line(say("Reading {folder} …", folder=self.folder))
        with open_cache(self._config.cache) as cache, cache.staging() as work:
            found = look(self.folder, self._config, work)
        told = [line for file in found for line in self._graded(file, found)]
        for line in told and ("", *told):
            self.dialogue.tell(line, 2)
        return found

    def _facts(
        self, found: tuple[Found, ...], *, overview: bool = False
    ) -> tuple[tuple[Found, ...], Facts | None]:
        """Load what can be read and ask the data, if there are tickets; what cannot be read is left aside."""
        if not any(file.table == "tickets" for file in found):
            if overview:
                self._overview(found, {})
            return found, None
        zone = zone_said(found)
        drafted = draft(self._config, found, zone or self.timezone or _own_zone() or UTC)
        with open_session(_paths(drafted), drafted, keep_going=True) as session:
            found = without(found, session.ledger)
            if overview:
                self._overview(found, extents(session))
            if session.workspace.extent is None:
                raise SetupError(_why_nothing(session))
            absolute = [file.absolute for file in found if file.table == "tickets"]
            return found, facts_of(session, absolute=all(absolute), zone=zone)

    def _overview(self, found: Sequence[Found], there: Mapping[str, Extent]) -> None:
        self.dialogue.tell("")
        extent = {
            file.name: extent for file in found for n, extent in there.items() if file.is_called(n)
        }
        used = [file for file in found if file.entry]
        doubts = Counter(file.name for file, _ in (*first_doubts(found), *other_doubts(found)))
        self.dialogue.table(
            (file.name, found_line(file, extent.get(file.name), doubts[file.name])) for file in used
        )
        for file in used:
            for told in stated(file):
                self.dialogue.tell(told, 2)
        aside: dict[str, list[str]] = {}
        for file in found:
            if not file.entry:
                aside.setdefault(why_aside(file), []).append(file.name)
        for why, names in aside.items():
            self.dialogue.tell(left_aside(names, why), 2)
        if self.asks:
            self.dialogue.tell("")
            self.dialogue.go_on(say("Enter goes on. Nothing is written before the end."))

    def _graded(self, file: Found, found: Sequence[Found]) -> Iterator[str]:
        """Yield what of the ladder a file's tickets, and what lies beside them, can grade: headers tell."""
        if file.table == "tickets":
            beside = [one for one in found if one.entry and one.system == file.system]
            fields = [(one.table, field) for one in (file, *beside) for field in one.columns]
            second = presets()[file.preset].second_file if file.preset else ""
            yield grades_line(file.name, graded(fields, self._config.ladder, second))

    def _ties(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Ask which export files are whose columns are those of several."""
        for question in ties(found):
            self._asked += self.asks
            chosen = self.dialogue.answer(question) if self.asks else question.safe
            if not self.asks:
                self._taken.append(question)
            found = settled(found, question, chosen)
        return found

    def _unseen(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Ask whether files are what nobody saw a whole one of; who is not asked leaves them aside."""
        question = unseen(found)
        if question is None:
            return found
        self._asked += self.asks
        chosen = self.dialogue.answer(question) if self.asks else {}
        if not self.asks:
            self._aside += [chosen_line(question, item, "no") for item in question.items]
        return seen(found, chosen)

    def _doubts(self, found: tuple[Found, ...], doubts: Doubts, *, most: int) -> tuple[Found, ...]:
        """Ask the doubts about columns, one after the other: an answer may settle others."""
        passed: set[tuple[str, str, str]] = set()
        refused: list[str] = []
        while (pair := _next(doubts(found), passed)) is not None:
            file, doubt = pair
            passed.add((file.name, doubt.code, doubt.field))
            question = doubt_question(file, doubt)
            if self.asks and self._asked < most:
                self._asked += 1
                found = with_answer(found, file, doubt, self.dialogue.answer(question)["doubt"])
            elif doubt.person:
                (refused if file.entry else self._aside).append(title(question))
            elif file.entry:
                self._taken.append(question)
        if refused:
            raise SetupError(
                "\nrung: ".join([say("Only a person knows this, so without --yes:"), *refused])
            )
        return found

    def _answers(self, asked: Sequence[Question]) -> Answers:
        answers: Answers = {}
        for question in asked:
            if question.code.startswith("zone") and self.timezone:
                answers[question.code] = {"zone": self.timezone}
            elif self.asks:
                self._asked += 1
                answers[question.code] = self.dialogue.answer(question)
            else:
                answers[question.code] = question.safe
                self._taken.append(question)
        return answers

    def _write(self, found: Sequence[Found], facts: Facts, answers: Answers) -> None:
        """Write the settings whole or not at all, and never over others."""
        near = self.target.absolute().parent
        made = settings(found, facts, answers, near, asked=self.asks)
        try:
            write_new(self.target, settings_text(made))
        except OSError as error:
            raise SetupError(
                say(
                    "{file}: cannot be written: {why}",
                    file=clean(str(self.target)),
                    why=error.strerror,
                )
            ) from None
        self.written = True
        self.dialogue.tell("")
        self.dialogue.line(say("Settings: {file}", file=self.target))

    def _show(self) -> None:
        """Show the level, what was taken unasked, and what to type next."""
        config = load_config(self.target)
        with open_session(_paths(config), config, keep_going=True) as session:
            card = session.scorecard(session.request("28d"))
        tell = self.dialogue.tell
        tell("")
        tell(words.level_line(card))
        tell(words.knowledge(card))
        if step := words.steps_to_the_next(card):
            tell(step)
        for why in self._aside:
            tell(say("Left aside, since only a person knows: {what}", what=why))
        if self._taken:
            tell("")
            tell(say("Taken unasked:"))
            for question in self._taken:
                tell(title(question), 2)
                for item in question.items:
                    tell(chosen_line(question, item, item.proposed), 4)
        tell("")
        own = self.target.absolute() == user_config_path().absolute()
        command = _command() if own else f"{_command()} --config {self.target}"
        self.dialogue.line(say("Next, the screen: {command}", command=command))


def _next(
    pairs: Iterator[tuple[Found, Doubt]], passed: set[tuple[str, str, str]]
) -> tuple[Found, Doubt] | None:
    fresh = (p for p in pairs if (p[0].name, p[1].code, p[1].field) not in passed)
    return next(fresh, None)


def _paths(config: Config) -> list[str]:
    return [path for entry in config.exports for path in entry.paths]


def _why_nothing(session: Session) -> str:
    return "\nrung: ".join(map(sentence, session.ledger.errors)) or say(
        "the exports hold no tickets"
    )


def _command() -> str:
    """Return how this rung is called: by its name where the shell finds it so, else as it was."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return "python -m tui"
    found = shutil.which(started.name)
    same = found is not None and started.exists() and Path(found).samefile(started)
    return started.name if same or not started.exists() else str(started)


def _own_zone() -> str | None:
    """Return the zone of the machine, if it is the lead's: over SSH it is another's, and UTC is nobody's."""
    if over_ssh():
        return None
    named = os.environ.get("TZ") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return named if named and is_zone(named) and named[:4] != "Etc/" else None
