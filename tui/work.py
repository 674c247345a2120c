"""What runs beside the screen: loading and asking. Workers post messages and touch no widget."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeAlias

from textual.message import Message

from tui.panes.targets import OpenAgent, OpenChannel, OpenCriterion, OpenDimension, OpenTicket
from tui.screens.tickets import MOST, criteria_view, list_view, ticket_view
from tui.widgets.cell import cell
from tui.widgets.rows import View

if TYPE_CHECKING:
    from queries.config import Config
    from queries.exports.progress import Progress
    from queries.scorecard import Scorecard
    from queries.session import Session
    from queries.workspace import Scope

Settings: TypeAlias = "Callable[[], tuple[list[str], Config]]"
Check: TypeAlias = "Callable[[Session], object]"
_WORST_BY = {"response_time": "first_response_time", "resolution_time": "resolution_time"}


class Loaded(Message):
    """The exports are loaded; `stack` closes what the session holds. Of one load: `progress`."""

    def __init__(self, session: Session, stack: ExitStack, progress: Progress) -> None:
        """Keep all."""
        self.session = session
        self.stack = stack
        self.progress = progress
        super().__init__()


class Unfit(Message):
    """The settings or the command line are at fault, as the shell would say it."""

    def __init__(self, error: Exception) -> None:
        """Keep the error."""
        self.error = error
        super().__init__()


class Failed(Message):
    """Something could not be done, in words.

    A load that failed has its `progress`, a question its `generation`: late ones are dropped.
    `stopped`: the user stopped it.
    """

    def __init__(
        self,
        words: str,
        *,
        progress: Progress | None = None,
        generation: int | None = None,
        stopped: bool = False,
    ) -> None:
        """Keep all."""
        self.words = words
        self.progress = progress
        self.generation = generation
        self.stopped = stopped
        super().__init__()


class Graded(Message):
    """A scorecard for the request of that generation."""

    def __init__(self, generation: int, card: Scorecard) -> None:
        """Keep both."""
        self.generation = generation
        self.card = card
        super().__init__()


class Drilled(Message):
    """A view to open inside a pane, for the request of that generation."""

    def __init__(self, generation: int, pane: int, view: View) -> None:
        """Keep all."""
        self.generation = generation
        self.pane = pane
        self.view = view
        super().__init__()


def load(settings: Settings, check: Check, progress: Progress) -> Message:
    """Read the settings, load the exports, check what was asked for; else say in words why not.

    What is wrong with the command line or the settings ends the app: Unfit carries it to the shell.
    """
    import click
    import duckdb

    from queries.exports.errors import ExportError, ExportsError
    from queries.exports.progress import LoadCancelledError
    from queries.session import open_session

    stack = ExitStack()
    try:
        paths, config = settings()
        session = stack.enter_context(open_session(paths, config, progress))
    except LoadCancelledError:
        words = "Stopped: nothing was loaded. Press r to load again."
        return Failed(words, progress=progress, stopped=True)
    except (ExportError, ExportsError, OSError, duckdb.Error) as error:
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


def attempt(work: Callable[[], Message], generation: int) -> Message | None:
    """Do `work`; None where it was interrupted, Failed with words where the database refused."""
    import duckdb

    try:
        return work()
    except duckdb.InterruptException:
        return None
    except (duckdb.Error, ValueError) as error:
        return Failed(str(error).partition("\n")[0], generation=generation)


def drill(session: Session, card: Scorecard, scope: Scope, target: object) -> View | None:
    """Return the view that `target` opens."""
    ask, zone = session.workspace.ask, scope.period.zone

    def tickets(name: str, where: Scope, worst_by: str) -> View:
        question = "rated_tickets" if worst_by == "csat" else "ticket_list"
        more: dict[str, Any] = {} if worst_by == "csat" else {"worst_by": worst_by}
        what = "ratings" if worst_by == "csat" else "tickets that customers began"
        return list_view(name, ask(question, where, most=MOST, **more), zone, what)

    if isinstance(target, OpenDimension):
        days = next(d.look_back for d in card.assessment.dimensions if d.key == target.key)
        scope = scope.over(scope.period.back(days)) if days else scope
    match target:
        case OpenCriterion(key, channel):
            where = scope.of(channel=channel or scope.channel)
            view = drill(session, card, where, OpenDimension(key))
            if view is not None and channel:
                view.name = f"{view.name}, {cell(channel)}"
            return view
        case OpenDimension("quality"):
            return tickets("Quality", scope, "csat")
        case OpenDimension(key) if key in _WORST_BY:
            name = next(d.name for d in card.assessment.dimensions if d.key == key)
            return tickets(name, scope, _WORST_BY[key])
        case OpenDimension(key):
            return criteria_view(card, key)
        case OpenAgent(None):
            return tickets("Team", scope, "first_response_time")
        case OpenAgent("Bots"):
            return tickets("Bots", scope.of(agent="Bots"), "csat")
        case OpenAgent(name):
            return tickets(str(name), scope.of(agent=name), "first_response_time")
        case OpenChannel(name):
            return tickets(name, scope.of(channel=name), "first_response_time")
        case OpenTicket(ticket_id):
            row = ask("ticket", scope, ticket_id=ticket_id)
            messages = ask("ticket_messages", scope, ticket_id=ticket_id)
            return ticket_view(row[0], messages, zone) if row else None
    return None
