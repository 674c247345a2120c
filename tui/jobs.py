"""What runs beside the screen, and what it comes back with. No job touches the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tui.language import say
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.answers.entry import Entry
    from queries.config import Config
    from queries.exports.progress import Progress
    from queries.scorecard import Scorecard
    from queries.session import Session

Settings: TypeAlias = "Callable[[], tuple[list[str], Config]]"
Check: TypeAlias = "Callable[[Session], object]"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The exports are loaded; `stack` closes what the session holds. Of one load: `progress`."""

    session: Session
    stack: ExitStack
    progress: Progress


@dataclass(frozen=True, slots=True)
class Unfit:
    """The settings or the command line are at fault, as the shell would say it."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Failed:
    """Something could not be done, in words.

    A load that failed has its `progress`, a question its `generation`: late ones are dropped.
    `stopped`: the user stopped it.
    """

    words: str
    progress: Progress | None = None
    generation: int | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard for the request of that generation."""

    generation: int
    card: Scorecard


@dataclass(frozen=True, slots=True)
class Drilled:
    """A view to open inside a pane, for the request of that generation; None: nothing is behind `target`."""

    generation: int
    pane: int
    target: object
    view: View | None


@dataclass(frozen=True, slots=True)
class Redrilled:
    """What was open inside the panes, for the request of that generation: by pane and place; None: gone."""

    generation: int
    views: dict[tuple[int, int], View | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer is on the disk, where there is no `error`."""

    entry: Entry
    error: Exception | None = None


Outcome = Loaded | Unfit | Failed | Graded | Drilled | Redrilled | Kept
Job = Callable[[], Outcome | None]


class Held:
    """The sessions that are open. Each is closed once, whoever comes first: a reload, or the end."""

    def __init__(self) -> None:
        """Begin with none."""
        self._changing = threading.Lock()
        self._open: list[ExitStack] = []
        self._over = False

    def keep(self, stack: ExitStack) -> None:
        """Keep a session open until it is let go; after the end it is closed at once."""
        with self._changing:
            self._open.append(stack)
            over = self._over
        if over:
            self.let_go(stack)

    def let_go(self, stack: ExitStack) -> None:
        """Close a session, unless another thread does."""
        with self._changing:
            mine = stack in self._open
            if mine:
                self._open.remove(stack)
        if mine:
            stack.close()

    def close(self) -> None:
        """Close all there are and all that still come."""
        with self._changing:
            self._over = True
            rest = list(self._open)
        for stack in rest:
            self.let_go(stack)


def load(settings: Settings, check: Check, progress: Progress) -> Outcome:
    """Read the settings, load the exports, check what was asked for; else say in words why not.

    What is wrong with the command line or the settings ends the app: Unfit carries it to the shell.
    """
    from tui.words.errors import unexpected

    stack = ExitStack()
    try:
        outcome = _load(settings, check, progress, stack)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
        outcome = Failed(unexpected(error), progress=progress)
    if not isinstance(outcome, Loaded):
        stack.close()
    return outcome


def _load(settings: Settings, check: Check, progress: Progress, stack: ExitStack) -> Outcome:
    import click

    from queries.engine.port import EngineError
    from queries.exports.errors import ExportError, ExportsError
    from queries.exports.progress import LoadCancelledError
    from queries.session import open_session
    from tui.words.errors import error_words

    try:
        paths, config = settings()
        session = stack.enter_context(open_session(paths, config, progress))
        if session.workspace.extent is None:
            return Failed(say("The exports hold no tickets."), progress=progress)
        check(session)
    except LoadCancelledError:
        told = say("Stopped: nothing was loaded. Press r to load again.")
        return Failed(told, progress=progress, stopped=True)
    except (ExportError, ExportsError, OSError, EngineError) as error:
        return Failed(error_words(error), progress=progress)
    except click.ClickException as error:
        return Unfit(error)
    return Loaded(session, stack, progress)


def attempt(job: Job, generation: int | None = None) -> Outcome | None:
    """Do a job; None where it was stopped, Failed with words where there is no answer."""
    from queries.engine.port import EngineError
    from queries.scope import StoppedError
    from tui.words.errors import error_words, unexpected

    try:
        return job()
    except StoppedError:
        return None
    except (EngineError, ValueError) as error:
        return Failed(error_words(error), generation=generation)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
        return Failed(unexpected(error), generation=generation)
