"""The app without its keys: it shows what a sitting finds, runs jobs beside the screen, and ends in order."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text
from textual import events, on
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from tui import words
from tui.driver import TerminalDriver
from tui.glyphs import twins
from tui.jobs import Check, Job, Outcome, Settings
from tui.language import mark, say
from tui.layout import Sizes
from tui.panes.targets import (
    OpenPractice,
    OpenQuestions,
    OpenSorted,
)
from tui.plain import WithoutColour
from tui.screens.desk import Desk
from tui.screens.failure import said
from tui.screens.header import header_spans, warning_spans
from tui.screens.loading import loading_lines
from tui.screens.open_views import Place
from tui.sitting import Sitting
from tui.terminal import Leaving, over_ssh
from tui.widgets.cell import Span
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows, color_of

if TYPE_CHECKING:
    from queries.config.schema import ScreenSettings
    from queries.exports.progress import Progress
    from queries.scope import Filter
    from queries.scorecard import Scorecard

T = TypeVar("T")
THEMES = {"ansi": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
PROGRESS_EVERY = 1.0
TOLD_FOR = 3.0
ANSWERS_EVERY = 1.0
SAVING_AFTER = 0.3
SAVING = mark("saving …")


class Showing(App[None]):
    """What stands between the desk and the sitting."""

    TITLE = "rung"
    # In the terminal's own colours, only those that read well on light and on dark backgrounds.
    CSS = """
    Screen { background: $background; }
    Showing.-theme-ansi-dark Rows > .rows--accent { color: ansi_default; }
    Showing.-theme-ansi-dark Rows > .rows--warn { color: ansi_magenta; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        settings: Settings,
        period: str,
        chosen: Filter,
        theme: str | None = None,
        check: Check = lambda _: None,
        hint: str = "",
        lead: str | None = None,
    ) -> None:
        """Show the exports that `settings` names, beginning with `period` and a filter.

        `hint` stands there with the first figures, until a key is pressed; `lead` is who answers.
        """
        super().__init__(
            driver_class=TerminalDriver if sys.__stdin__ and sys.__stdin__.isatty() else None
        )
        if self.no_color:
            self._filters = [WithoutColour()]
        self.sitting = Sitting(self, settings, period, chosen, check, lead)
        self.hint = hint
        self.fault: Exception | None = None
        self._went_on: OpenPractice | None = None  # where the last answer left the cursor
        self._unpainted = contextlib.ExitStack()  # until there are lines, blank ones would be
        self._telling: Timer | None = None  # until what is said goes
        self.leaving: Leaving | None = None  # where it has a terminal of its own
        self.chosen_theme = theme
        self.theme = THEMES[theme or ("ansi" if over_ssh() else "dark")]
        self.desk = Desk(self)
        Rows.twins = twins("auto", os.environ)
        if over_ssh():
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The desk is the screen."""
        return self.desk

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; a fault in that is a page of words, and the app stays."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
            self._show_fault(error)
            return True

    def _show_fault(self, error: Exception) -> None:
        told = words.own_fault(error)
        self.desk.end_typing()
        self.desk.push(self.desk.active, View(say("Something went wrong"), partial(said, told)))

    def on_load(self) -> None:
        """The loop runs, and the terminal is as it was."""
        if self.leaving is not None:
            self.leaving.hear()
        self._unpainted.enter_context(self.batch_update())

    def on_stage_ready(self) -> None:
        """Load: what says so is the first that is painted. Look from then on for what other leads answer."""
        if not gc.isenabled():  # for the first screen's sake
            gc.freeze()  # what is imported by now stays; the database is not
            gc.enable()
        self.sitting.reload()
        self._unpainted.close()
        self.set_interval(ANSWERS_EVERY, partial(self.do, self.sitting.answering.look))

    def on_resize(self, event: events.Resize) -> None:
        """Paint everything where the size is as painted: it was another, and the terminal cut lines."""
        if event.size == self.desk.laid_out_for:
            self.show_all_again()

    @on(TerminalDriver.SignalResume)
    def show_all_again(self) -> None:
        """Paint everything: whoever had the terminal meanwhile left nothing of it."""
        self.screen.refresh()

    def on_unmount(self) -> None:
        """Stop what runs, and let go of the data."""
        if self.leaving is not None:
            self.leaving.end_soon(self.return_code or 0)
        self.workers.cancel_all()
        self.sitting.close()

    class Returned(Message):
        """A job came back, with what."""

        def __init__(self, outcome: Outcome) -> None:
            """Keep it."""
            self.outcome = outcome
            super().__init__()

    def beside(self, job: Job, group: str) -> None:
        """Run a job beside the screen and take what it returns."""

        def run() -> None:
            outcome = job()
            if outcome is not None and self.is_running:
                self.post_message(self.Returned(outcome))

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group=group)

    def on_showing_returned(self, message: Returned) -> None:
        """Give it to the sitting."""
        self.do(partial(self.sitting.take, message.outcome))
        if self.desk.told == say(SAVING) and not self.sitting.answering.saving:
            self.desk.tell("")

    def do(self, asked: Callable[[], T]) -> T | None:
        """Do what was asked for; a fault in it is a page of words, and the app stays."""
        try:
            return asked()
        except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
            self._show_fault(error)
            return None

    def open(self, pane: int, target: object) -> None:
        """Ask for what stands behind a line."""
        match target:
            case OpenPractice(key):
                self._open_questions(pane, key)
            case OpenQuestions(first):
                self._open_questions(pane, first)
            case _:
                self.sitting.open(pane, target)

    def sort(self, pane: int, place: int, target: OpenSorted) -> None:
        """Ask for a list anew, sorted."""
        self.sitting.sort(pane, place, target)

    def stop(self) -> None:
        """Stop a load that is under way."""
        self.sitting.stop_loading()

    def _open_questions(self, pane: int, first: str | None) -> None:
        from tui.panes.practices import questions_view

        log = self.sitting.answering.log
        view = questions_view(lambda: self.desk.card, lambda: log, self.desk.unfolded, first)
        self.desk.push(pane, view)

    def show_loading(self, progress: Progress) -> None:
        """Say how far the load is, while it is under way."""
        if progress is self.sitting.progress and self.is_running:
            if self.sitting.card is None:
                self.desk.show_notice(loading_lines(progress))
            self.set_timer(PROGRESS_EVERY, lambda: self.show_loading(progress))

    def show_working(self) -> None:
        """Say that the first figures are worked out."""
        self.desk.show_notice(
            [Line(), Line((Span(f" {say('Working out the figures')}", "title"),))]
        )

    def show_card(self, card: Scorecard, *, again: bool) -> None:
        """Show figures."""
        session = self.sitting.session
        if session is not None:
            self._use_screen(session.config.screen)
        header = partial(header_spans, card, self.sitting.read_at)
        self.desk.show_header(header, warning_spans(card.ledger))
        self.desk.show_card(card, again=again)
        if again:
            self.desk.redraw()
        if self.hint:
            self.desk.tell(self.hint)
            self.hint = ""

    def _use_screen(self, screen: ScreenSettings) -> None:
        """Look as the settings say; the command line's theme goes before theirs."""
        Rows.twins = twins(screen.glyphs, os.environ)
        Rows.colours = {name: color_of(colour) for name, colour in screen.colours.items()}
        sizes = screen.sizes
        self.desk.use_sizes(Sizes(sizes.least, sizes.grid, sizes.stack, sizes.pane))
        if self.chosen_theme is None and screen.theme != "auto":
            self.theme = THEMES[screen.theme]
        self._use_keys(screen.keys)

    def _use_keys(self, keymap: Mapping[str, str]) -> None:
        """Use the keys of the settings; say which names there are not."""
        if keymap == self.desk.keymap:
            return
        self.desk.keymap = keymap
        self.set_keymap(dict(keymap))
        known = {binding.id for binding in self.every_key() if isinstance(binding, Binding)}
        if unknown := sorted(set(keymap) - known):
            self.tell(
                say("screen → keys: there is no {name}; the help has the names", name=unknown[0])
            )

    def every_key(self) -> list[BindingType]:
        """Return the bindings of the desk and the app."""
        return [*self.desk.BINDINGS, *self.BINDINGS]

    def show_view(self, pane: int, view: View) -> None:
        """Open a view inside a pane."""
        self.desk.push(pane, view)

    def opened(self) -> list[Place]:
        """Return what is open inside the panes."""
        return self.desk.views.opened()

    def show_again(self, views: Mapping[tuple[int, int], View | None]) -> None:
        """Show anew what is open inside the panes."""
        self.desk.show_again(views)

    def show_failure(self, told: str, *, stopped: bool) -> None:
        """Say in plain words what could not be done."""
        nothing = self.sitting.card is None
        if nothing:
            self.desk.show_notice(lambda width: said(told, width))
        if stopped:
            self.tell(say("stopped") if nothing else say("stopped: the figures are as before"))
        elif not nothing:
            self.desk.push(self.desk.active, View(say("That did not work"), partial(said, told)))

    def tell(self, told: str) -> None:
        """Show a few words for a moment."""
        self.desk.tell(told)
        if self._telling is not None:
            self._telling.stop()
        self._telling = self.set_timer(TOLD_FOR, partial(self.desk.tell, ""))

    @property
    def _practice(self) -> OpenPractice | None:
        """The practice that the cursor stands on."""
        target = self.desk.view.target if self.desk.view else None
        return target if isinstance(target, OpenPractice) and not self.desk.typing else None

    def unkept(self, key: str) -> None:
        """Go back to the question whose answer was not kept, unless the lead went elsewhere meanwhile."""
        went_on, self._went_on = self._went_on, None
        if went_on is not None and self._practice == went_on:
            self.desk.stand_on(OpenPractice(key, asked=True))

    def say_saving(self) -> None:
        """Say that an answer is being kept, where one is."""
        if self.sitting.answering.saving:
            self.tell(say(SAVING))

    def end(self, error: Exception) -> None:
        """End; the shell says why."""
        self.fault = error
        self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """End on a fault of our own without the local variables Textual would show: customers' data."""
        self._exit_renderables.append(Text(traceback.format_exc()))
        self._close_messages_no_wait()
