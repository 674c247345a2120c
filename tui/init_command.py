"""`rung init FOLDER`: looks at what lies there, asks what only a person knows, writes the settings."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.options import Failure

if TYPE_CHECKING:
    from queries.config import Config
    from queries.exports.propose import Doubt
    from queries.setup.facts import Facts
    from queries.setup.look import Found
    from queries.setup.questions import Question
    from tui.dialogue import Dialogue

    Doubts = Callable[[Sequence[Found]], Iterator[tuple[Found, Doubt]]]


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the settings; never over a file that is there.",
)
@click.option("--timezone", metavar="ZONE", help="The team's time zone, such as Europe/Berlin.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the safe answers and list them.")
def init(folder: Path, config_file: Path | None, timezone: str | None, *, yes: bool) -> None:
    """Make settings for the exports in FOLDER: asks what they do not tell, and shows the level.

    Enter takes the answer that is proposed. Nothing is written before the end.
    """
    from queries.config import user_config_path
    from queries.config.zone_names import nearest_zone
    from queries.text import clean
    from tui.dialogue import Dialogue, line_of_terminal
    from tui.words.language import say

    target = config_file or user_config_path()
    if target.exists():
        raise Failure(
            say(
                "{file}: settings are there already, and stay as they are; `rung init FOLDER "
                "--config FILE` writes others",
                file=clean(str(target)),
            )
        )
    if timezone is not None and timezone != (zone := nearest_zone(timezone) or ""):
        raise click.BadParameter(
            say(
                '"{zone}" is not a time zone; write it like {like}',
                zone=timezone,
                like=zone or "Europe/Berlin",
            ),
            param_hint="--timezone",
        )
    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            say("this is no terminal to ask in; `rung init FOLDER --yes` takes the safe answers")
        )
    dialogue = Dialogue(line_of_terminal, click.echo, nearest_zone)
    try:
        _Init(folder.absolute(), target, timezone, dialogue, asks=not yes).run()
    except (EOFError, KeyboardInterrupt):
        click.echo()
        click.echo(f"rung: {say('stopped; nothing was written')}", err=True)
        sys.exit(130)


class _Init:
    """One run of `rung init`."""

    def __init__(
        self, folder: Path, target: Path, timezone: str | None, dialogue: Dialogue, *, asks: bool
    ) -> None:
        self.folder, self.target, self.timezone = folder, target, timezone
        self.dialogue, self.asks = dialogue, asks
        self.taken: list[Question] = []  # unasked, by the safe answer
        self.refused: list[str] = []  # what only a person knows
        self.n = 0  # questions so far

    def run(self) -> None:
        """Look, ask, write, show."""
        from queries.config import load_config
        from queries.engine.port import EngineError
        from queries.exports.errors import ExportError, ExportsError
        from queries.setup.columns import first_doubts, other_doubts
        from queries.setup.questions import practices, questions

        config = load_config()
        try:
            found, facts = self._facts(config, self._look(config), overview=True)
            before = found
            found = self._doubts(found, first_doubts, always=True)
            if found != before:
                found, facts = self._facts(config, found)
            answers = self._answers(questions(facts, _own_zone()))
            found = self._doubts(found, other_doubts)
            if self.asks:
                answers["practices"] = self.dialogue.answer(practices(config.ladder))
            self._write(found, facts, answers)
            self._show()
        except (ExportError, ExportsError, EngineError) as error:
            raise Failure(str(error)) from None

    def _look(self, config: Config) -> tuple[Found, ...]:
        from queries.exports.cache import open_cache
        from queries.setup.look import look
        from tui.words.language import say

        self.dialogue.line(say("Reading {folder} …", folder=self.folder))
        with open_cache(config.cache) as cache, cache.staging() as work:
            return look(self.folder, config, work)

    def _facts(
        self, config: Config, found: tuple[Found, ...], *, overview: bool = False
    ) -> tuple[tuple[Found, ...], Facts]:
        """Load what can be read and ask the data; what cannot be read is left aside then."""
        from queries.session import open_session
        from queries.setup.facts import facts_of
        from queries.setup.look import without
        from queries.setup.settings import draft
        from tui.words.language import say

        if not any(file.table == "tickets" for file in found):
            self._overview(found, {})
            raise Failure(say("no tickets in {folder}", folder=self.folder))
        drafted = draft(config, found)
        paths = [path for entry in drafted.exports for path in entry.paths]
        with open_session(paths, drafted, keep_going=True) as session:
            found = without(found, session.ledger)
            if overview:
                self._overview(found, {file.file: file.rows for file in session.ledger.files})
            if session.workspace.extent is None:
                raise Failure(
                    "\nrung: ".join(session.ledger.errors) or say("the exports hold no tickets")
                )
            absolute = [file.absolute for file in found if file.table == "tickets"]
            return found, facts_of(session, absolute=all(absolute))

    def _overview(self, found: Sequence[Found], rows: Mapping[str, int]) -> None:
        from tui.words.language import say
        from tui.words.setup import found_line

        self.dialogue.tell("")
        self.dialogue.table((file.name, found_line(file, rows.get(file.name))) for file in found)
        if self.asks and rows:
            self.dialogue.tell("")
            self.dialogue.go_on(say("Enter goes on. Nothing is written before the end."))

    def _doubts(
        self, found: tuple[Found, ...], doubts: Doubts, *, always: bool = False
    ) -> tuple[Found, ...]:
        """Ask the doubts about columns, one after the other: an answer may settle others."""
        from queries.setup.columns import doubt_question, with_answer
        from tui.words.setup import title

        asked = set()
        while pair := next((p for p in doubts(found) if (p[0].name, p[1]) not in asked), None):
            file, doubt = pair
            asked.add((file.name, doubt))
            question = doubt_question(file, doubt)
            if self.asks and (always or self._room()):
                answer = self.dialogue.answer(question)["doubt"]
                found = with_answer(found, file, doubt, answer)
            elif doubt.person:
                self.refused.append(title(question))
            else:
                self.taken.append(question)
            self.n += 1
        if self.refused:
            raise Failure("\nrung: ".join(self.refused))
        return found

    def _room(self) -> bool:
        from queries.setup.questions import AT_MOST

        return self.n < AT_MOST

    def _answers(self, questions: Sequence[Question]) -> dict[str, dict[str, str]]:
        answers = {}
        for question in questions:
            if question.code.startswith("zone") and self.timezone:
                answers[question.code] = {"zone": self.timezone}
                continue
            self.n += 1
            if self.asks:
                answers[question.code] = self.dialogue.answer(question)
            else:
                answers[question.code] = question.safe
                self.taken.append(question)
        return answers

    def _write(
        self, found: Sequence[Found], facts: Facts, answers: dict[str, dict[str, str]]
    ) -> None:
        """Write the settings whole or not at all, and never over others."""
        from queries.setup.settings import settings
        from tui.report.settings_file import settings_text, write_new

        near = self.target.absolute().parent
        made = settings(found, facts, answers, near, asked=self.asks)
        try:
            write_new(self.target, settings_text(made))
        except OSError as error:
            raise Failure(f"{self.target}: {error.strerror}") from None

    def _show(self) -> None:
        """Show the level, what was taken unasked, and where the settings lie."""
        from queries.config import load_config
        from queries.session import open_session
        from tui import words
        from tui.words.language import say
        from tui.words.setup import chosen_line, title

        config = load_config(self.target)
        paths = [path for entry in config.exports for path in entry.paths]
        with open_session(paths, config, keep_going=True) as session:
            card = session.look_again(session.scorecard(session.request("28d")))
        tell = self.dialogue.tell
        tell("")
        tell(words.level_line(card))
        tell(words.knowledge(card))
        if step := words.steps_to_the_next(card):
            tell(step)
        if self.taken:
            tell("")
            tell(say("Taken unasked:"))
            for question in self.taken:
                tell(title(question), 2)
                for item in question.items:
                    tell(chosen_line(question, item, item.proposed), 4)
        tell("")
        self.dialogue.line(say("Settings: {file}", file=self.target))
        named = f" --config {self.target}" if _is_named(self.target) else ""
        self.dialogue.line(say("Next, the screen: {command}", command=_command() + named))


def _command() -> str:
    """Return how this rung is called: by its name where the shell finds it so, else as it was."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return "python -m tui"
    found = shutil.which(started.name)
    return started.name if found and Path(found).samefile(started) else str(started)


def _is_named(target: Path) -> bool:
    from queries.config import user_config_path

    return target.absolute() != user_config_path().absolute()


def _own_zone() -> str | None:
    """Return the zone of the machine, if it is the lead's: over SSH it is another's, and UTC is nobody's."""
    from queries.config.zone_names import nearest_zone
    from tui.terminal import over_ssh

    if over_ssh():
        return None
    named = os.environ.get("TZ") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return named if named and nearest_zone(named) == named and named[:4] != "Etc/" else None
