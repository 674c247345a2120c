"""The app's working half: it loads and asks beside the screen, and shows what comes back."""

from __future__ import annotations

import datetime as dt
import os
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from queries.exports.progress import Progress
from tui import words, work
from tui.glyphs import twins
from tui.screens.desk import Desk
from tui.screens.dialogs import Page, said
from tui.screens.header import header_spans, warning_spans
from tui.screens.loading import loading_lines
from tui.terminal import over_ssh
from tui.widgets.cell import Span, cell
from tui.widgets.rows import Line, Rows

if TYPE_CHECKING:
    from queries.scope import Filter, Request
    from queries.scorecard import Scorecard
    from queries.session import Session

THEMES = {"ansi": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
PROGRESS_EVERY = 1.0


class AskingApp(App[None]):
    """Loads in a worker, shows one frozen Scorecard, asks again when what is asked changes."""

    def __init__(
        self,
        settings: work.Settings,
        period: str,
        chosen: Filter,
        theme: str = "ansi",
        check: work.Check = lambda _: None,
    ) -> None:
        """Show the exports that `settings` names, beginning with `period` and a filter.

        `settings` is called beside the screen at each load; `check` refuses what the data have not.
        """
        super().__init__()
        self.settings = settings
        self.check = check
        self.fault: Exception | None = None
        self.definitions: str | None = None  # chosen on the screen; None: as the settings say
        self.tells_definitions = False  # what another set made of the level is still to be said
        self.request: Request | None = None
        self.period = period
        self.filter = chosen
        self.theme = THEMES[theme]
        Rows.twins = twins("auto", os.environ)
        self.desk = Desk()
        self.session: Session | None = None
        self.card: Scorecard | None = None
        self.progress: Progress | None = None
        self.generation = 0
        self.shown = 0
        self.read_at = dt.datetime.now(dt.UTC)
        self.held = ExitStack()
        if over_ssh():
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The desk is the screen."""
        return self.desk

    def on_desk_ready(self) -> None:
        """Load."""
        self.action_reload()

    def on_unmount(self) -> None:
        """Stop what runs, and let go of the data."""
        if self.progress is not None:
            self.progress.cancel()
        self.workers.cancel_all()
        self.session = self.card = self.progress = None
        self.held.close()

    # ── workers ─────────────────────────────────────────────────────────────────────────────────

    def _work(self, job: Callable[[], Message | None], group: str) -> None:
        """Run `job` beside the screen and post the message it returns."""

        def run() -> None:
            try:
                message = job()
            except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
                message = work.Failed(f"Unexpected: {type(error).__name__}: {error}")
            if message is not None and self.is_running:
                self.post_message(message)
            elif isinstance(message, work.Loaded):
                message.stack.close()

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group=group)

    def action_reload(self) -> None:
        """Read the exports again; the old figures stay until the new ones are there."""
        if self.progress is not None:
            self.progress.cancel()
        progress = self.progress = Progress()
        self._work(lambda: work.load(self.settings, self.check, progress), "load")
        if self.card is None:
            self.desk.show_notice(loading_lines(progress))
        else:
            self.tell("reading the exports again; esc stops it")
        self.set_timer(PROGRESS_EVERY, lambda: self._show_progress(progress))

    def tell(self, words: str) -> None:
        """Show a few words for a moment."""
        self.notify(cell(words), markup=False, timeout=3)

    def _show_progress(self, progress: Progress) -> None:
        """Say how far the load is, while it is under way."""
        if progress is self.progress and self.is_running:
            if self.card is None:
                self.desk.show_notice(loading_lines(progress))
            self.set_timer(PROGRESS_EVERY, lambda: self._show_progress(progress))

    def on_loaded(self, message: work.Loaded) -> None:
        """Show figures of the new session."""
        if message.progress is not self.progress:
            self._close(message.stack)
            return
        old, self.held = self.held, message.stack
        again = self.session is not None
        self.session, self.progress = message.session, None
        if self.definitions not in self.session.config.definitions.sets:
            self.definitions = None
        self.read_at = dt.datetime.now(dt.UTC)
        Rows.twins = twins(self.session.config.screen.glyphs, os.environ)
        self._close(old)
        if again:
            self.tell(f"read again: {message.session.ledger.rows:,} rows")
        else:
            self.desk.show_notice([Line(), Line((Span(" Working out the figures", "title"),))])
        self.ask()

    def _close(self, stack: ExitStack) -> None:
        """Let go of a session beside the screen: a question of it may still have to end."""
        self._work(stack.close, "close")

    def on_unfit(self, message: work.Unfit) -> None:
        """End; the shell says why."""
        self.fault = message.error
        self.exit(return_code=1)

    def on_failed(self, message: work.Failed) -> None:
        """Say it in plain words, unless it is about what nobody waits for any more."""
        if message.generation is not None and message.generation != self.generation:
            return
        if message.progress is not None:
            if message.progress is not self.progress:
                return
            self.progress = None
        if self.card is None:
            self.desk.show_notice(lambda width: said(message.words, width))
        if message.stopped:
            self.tell("stopped" if self.card is None else "stopped: the figures are as before")
        else:
            self.push_screen(Page("That did not work", partial(said, message.words)))

    def chosen(self) -> Request | None:
        """Return what is chosen now; raise ValueError where the period is none."""
        if self.session is None:
            return None
        chosen = self.filter
        return self.session.request(
            self.period, chosen.team, chosen.channel, chosen.agent, definitions=self.definitions
        )

    def ask(self) -> None:
        """Ask for the scorecard of what is chosen now; what was asked before it is stopped."""
        session = self.session
        if session is None:
            return
        self.generation += 1
        generation = self.generation
        if self.request is not None:
            self.request.stop.stop()
        try:
            self.request = request = self.chosen()
        except ValueError as error:
            self.on_failed(work.Failed(str(error)))
            return
        if request is not None:
            self._work(
                lambda: work.attempt(
                    lambda: work.Graded(generation, session.scorecard(request)), generation
                ),
                "ask",
            )

    def on_graded(self, message: work.Graded) -> None:
        """Show the scorecard."""
        if message.generation != self.generation:
            return
        again = self.shown == message.generation
        self.card, self.shown = message.card, message.generation
        self.desk.show_header(
            partial(header_spans, message.card, self.read_at), warning_spans(message.card.ledger)
        )
        self.desk.show_card(message.card, inside=again)
        if not again:
            if self.tells_definitions:
                self.tells_definitions = False
                self.tell(words.reads_by_definitions(message.card))
            self._look_again(message.card, message.generation)

    def _look_again(self, card: Scorecard, generation: int) -> None:
        """Ask beside the screen what the level was, what other definitions say, and what is doubtful."""
        if (session := self.session) is not None:
            self._work(
                lambda: work.attempt(
                    lambda: work.Graded(generation, session.look_again(card)), generation
                ),
                "look",
            )

    def on_desk_opened(self, message: Desk.Opened) -> None:
        """Ask for what stands behind a line."""
        session, card, generation = self.session, self.card, self.generation
        if session is None or card is None or self.shown != generation:
            return  # other figures are on their way

        def job() -> Message | None:
            view = work.drill(session, card, message.target)
            return work.Drilled(generation, message.pane, view) if view else None

        self._work(lambda: work.attempt(job, generation), "drill")

    def on_drilled(self, message: work.Drilled) -> None:
        """Open it inside its pane."""
        if message.generation == self.generation:
            self.desk.push(message.pane, message.view)

    def on_desk_stopped(self) -> None:
        """Esc while loading stops the load."""
        if self.progress is not None:
            self.progress.cancel()

    def _fatal_error(self) -> None:
        """End on a fault of our own without the local variables Textual would show: customers' data."""
        self._exit_renderables.append(Text(traceback.format_exc()))
        self._close_messages_no_wait()
