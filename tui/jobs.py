"""What runs beside the screen, and what it comes back with. No job touches the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tui.widgets.lines import View

if TYPE_CHECKING:
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
    """A view to open inside a pane, for the request of that generation."""

    generation: int
    pane: int
    view: View


Outcome = Loaded | Unfit | Failed | Graded | Drilled
Job = Callable[[], Outcome | None]


def load(settings: Settings, check: Check, progress: Progress) -> Outcome:
    """Read the settings, load the exports, check what was asked for; else say in words why not.

    What is wrong with the command line or the settings ends the app: Unfit carries it to the shell.
    """
    import click

    from queries.engine.port import EngineError
    from queries.exports.errors import ExportError, ExportsError
    from queries.exports.progress import LoadCancelledError
    from queries.session import open_session

    stack = ExitStack()
    try:
        paths, config = settings()
        session = stack.enter_context(open_session(paths, config, progress))
    except LoadCancelledError:
        told = "Stopped: nothing was loaded. Press r to load again."
        return Failed(told, progress=progress, stopped=True)
    except (ExportError, ExportsError, OSError, EngineError) as error:
        return Failed(str(error), progress=progress)
    except click.ClickException as error:
        return Unfit(error)
    if session.workspace.extent is None:
        stack.close()
        return Failed("The exports hold no tickets.", progress=progress)
    try:
        check(session)
    except click.ClickException as error:
        stack.close()
        return Unfit(error)
    return Loaded(session, stack, progress)


def attempt(job: Job, generation: int) -> Outcome | None:
    """Do a job; None where it was stopped, Failed with words where there is no answer."""
    from queries.engine.port import EngineError
    from queries.scope import StoppedError

    try:
        return job()
    except StoppedError:
        return None
    except (EngineError, ValueError) as error:
        return Failed(str(error), generation=generation)
