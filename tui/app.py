"""The app: loads in a worker, shows one frozen Scorecard, asks again when what is asked changes."""

from __future__ import annotations

import contextlib
import datetime as dt
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from queries.config import Config
from queries.exports.progress import Progress
from tui import work
from tui.screens import filters, help_page
from tui.screens.desk import Desk, key
from tui.screens.dialogs import Ask, Choose, Page, said
from tui.screens.header import header_spans
from tui.screens.ledger import ledger_view
from tui.screens.loading import loading_lines
from tui.terminal import leave_with_the_terminal, over_ssh
from tui.widgets.cell import cell
from tui.widgets.rows import View

if TYPE_CHECKING:
    from queries.scorecard import Scorecard
    from queries.session import Session
    from queries.workspace import Scope

THEMES = {"ansi": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
PROGRESS_EVERY = 0.3


class RungApp(App[None]):
    """Which level the team is on, drawn for a terminal."""

    TITLE = "rung"
    # In the terminal's own colours, only those that read well on light and on dark backgrounds.
    CSS = """
    Screen { background: $background; }
    Toast { width: 60; }
    RungApp.-theme-ansi-dark Rows > .rows--accent { color: ansi_default; }
    RungApp.-theme-ansi-dark Rows > .rows--warn { color: ansi_magenta; }
    """
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("p", "period", "period", "period"),
        key("left_square_bracket", "shift_period(-1)", "previous period", "period.previous"),
        key("right_square_bracket", "shift_period(1)", "next period", "period.next"),
        key("f", "filter", "filter: team, channel, agent", "filter"),
        key("d", "definitions", "definition set", "definitions"),
        key("e", "export", "export the snapshot as markdown", "export"),
        key("y", "copy", "copy the row", "copy"),
        key("r", "reload", "read the exports again", "reload"),
        key("i", "ledger", "the ledger: files, rows, rejects", "ledger"),
        key("colon", "command_palette", "every action by name", "palette"),
        key("question_mark,f1", "help", "help", "help"),
        key("q", "leave", "quit, deeper: to the top", "quit"),
        Binding("ctrl+q,ctrl+c", "quit", "quit", show=False, priority=True, id="quit.now"),
    ]

    def __init__(
        self,
        paths: list[str],
        config: Config,
        period: str,
        scope: filters.Filter,
        theme: str = "ansi",
    ) -> None:
        """Show `paths` under `config`, beginning with `period` and a filter."""
        super().__init__()
        self.paths = paths
        self.config = config
        self.period = period
        self.filter = scope
        self.theme = THEMES[theme]
        self.desk = Desk()
        self.session: Session | None = None
        self.card: Scorecard | None = None
        self.progress: Progress | None = None
        self.generation = 0
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
        if self.session is not None:
            self.session.workspace.interrupt()
        self.workers.cancel_all()
        self.session = self.card = self.progress = None
        self.held.close()

    # ── workers ─────────────────────────────────────────────────────────────────────────────────

    def _work(self, job: Callable[[], Message | None], group: str) -> None:
        """Run `job` beside the screen and post the message it returns."""

        def run() -> None:
            message = job()
            if message is not None and self.is_running:
                self.post_message(message)
            elif isinstance(message, work.Loaded):
                message.stack.close()

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group=group)

    def action_reload(self) -> None:
        """Read the exports again; the old figures stay until the new ones are there."""
        progress = self.progress = Progress()
        self._work(lambda: work.load(self.paths, self.config, progress), "load")
        if self.card is None:
            self.desk.show_notice(loading_lines(progress))
        self.set_timer(PROGRESS_EVERY, lambda: self._show_progress(progress))

    def _show_progress(self, progress: Progress) -> None:
        """Say how far the load is, while it is under way."""
        if progress is self.progress and self.is_running:
            if self.card is None:
                self.desk.show_notice(loading_lines(progress))
            self.set_timer(PROGRESS_EVERY, lambda: self._show_progress(progress))

    def on_loaded(self, message: work.Loaded) -> None:
        """Show figures of the new session."""
        old, self.held = self.held, message.stack
        if self.session is not None:
            self.session.workspace.interrupt()
        self.session, self.progress = message.session, None
        self.read_at = dt.datetime.now(dt.UTC)
        self.call_later(old.close)
        self._ask()

    def on_failed(self, message: work.Failed) -> None:
        """Say it in plain words."""
        if message.loading:
            self.progress = None
            if self.card is None:
                self.desk.show_notice(said(message.words))
        self.push_screen(Page("That did not work", said(message.words)))

    def _scope(self) -> Scope | None:
        if self.session is None:
            return None
        return self.session.scope(
            self.period, self.filter.team, self.filter.channel, self.filter.agent
        )

    def _ask(self) -> None:
        """Ask for the scorecard of what is chosen now; a late answer to an older question is dropped."""
        session = self.session
        if session is None:
            return
        self.generation += 1
        generation = self.generation
        session.workspace.interrupt()
        current = replace(session, config=self.config)
        try:
            scope = self._scope()
        except ValueError as error:
            self.on_failed(work.Failed(str(error), loading=False))
            return
        if scope is not None:
            session.workspace.config = self.config
            self._work(
                lambda: work.attempt(lambda: work.Graded(generation, current.scorecard(scope))),
                "ask",
            )

    def on_graded(self, message: work.Graded) -> None:
        """Show the scorecard."""
        if message.generation == self.generation:
            self.card = message.card
            self.desk.show_header(partial(header_spans, message.card, self.read_at))
            self.desk.show_card(message.card)

    def on_desk_opened(self, message: Desk.Opened) -> None:
        """Ask for what stands behind a line."""
        session, card, generation = self.session, self.card, self.generation
        if session is None or card is None:
            return

        def job() -> Message:
            view = work.drill(session, card, card.scope, message.target)
            return work.Drilled(generation, message.pane, view or View("nothing", lambda _: []))

        self._work(lambda: work.attempt(job), "drill")

    def on_drilled(self, message: work.Drilled) -> None:
        """Open it inside its pane."""
        if message.generation == self.generation:
            self.desk.push(message.pane, message.view)

    # ── what is asked ───────────────────────────────────────────────────────────────────────────

    def action_period(self) -> None:
        """Choose a period."""

        def chosen(value: str | None) -> None:
            if value == "custom":
                self.push_screen(
                    Ask("A period: 7d, 2026-10, 2026-Q3, 2026-10-01..2026-10-31, all", self.period),
                    chosen,
                )
            elif value is not None:
                self._change_period(value)

        if self.card is not None:
            self.push_screen(Choose("Period", filters.periods(self.card), self.period), chosen)

    def _change_period(self, period: str) -> None:
        before, self.period = self.period, period
        try:
            self._scope()
        except ValueError as error:
            self.period = before
            self.on_failed(work.Failed(str(error), loading=False))
            return
        self._ask()

    def action_shift_period(self, steps: int) -> None:
        """Go one period back or on."""
        if self.card is not None and (period := filters.shifted(self.card, steps)) is not None:
            self._change_period(period)

    def action_filter(self) -> None:
        """Choose a team, a channel or an agent."""

        def chosen(value: str | None) -> None:
            if value is not None:
                self.filter = filters.Filter.parse(value)
                self._ask()

        if self.session is not None:
            self.push_screen(
                Choose("Show", filters.choices(self.session.workspace), str(self.filter)), chosen
            )

    def action_definitions(self) -> None:
        """Go to the next definition set."""
        sets = list(self.config.definitions.sets)
        following = sets[(sets.index(self.config.definitions.use) + 1) % len(sets)]
        self.config = self.config.model_copy(
            update={"definitions": self.config.definitions.model_copy(update={"use": following})}
        )
        self._ask()

    # ── what is done with it ────────────────────────────────────────────────────────────────────

    def action_export(self) -> None:
        """Write the markdown of exactly what is shown; ask before overwriting."""
        from tui.report.markdown import markdown

        card = self.card
        if card is None:
            return
        path = Path(filters.file_name(card))

        def write(answer: str | None = "yes") -> None:
            if answer == "yes":
                self._write(path, markdown(card))

        if path.exists():
            self.push_screen(
                Choose(f"{path} is there already", [("no", "Keep it"), ("yes", "Overwrite it")]),
                write,
            )
        else:
            write()

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            self.on_failed(
                work.Failed(f"{path}: cannot be written: {error.strerror}", loading=False)
            )
            return
        self.notify(cell(f"wrote {path.resolve()}"), markup=False, timeout=4)

    def action_copy(self) -> None:
        """Send the cursor's line to the terminal's clipboard."""
        view = self.desk.view
        if view is not None and view.target is not None:
            self.copy_to_clipboard("".join(s.text for s in view.lines[view.cursor].spans).strip())
            self.notify("sent to the terminal", markup=False, timeout=2)

    def action_ledger(self) -> None:
        """Open the ledger."""
        if self.card is not None:
            self.desk.push(self.desk.active, ledger_view(self.card.ledger))

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(Page("Keys", help_page.key_lines([*self.desk.BINDINGS, *self.BINDINGS])))

    def action_leave(self) -> None:
        """Quit from the top; deeper, go back to the top. While loading, stop the load."""
        if not self.desk.back_to_the_top():
            self.exit()

    def on_desk_stopped(self) -> None:
        """Esc while loading stops the load."""
        if self.progress is not None:
            self.progress.cancel()

    def _fatal_error(self) -> None:
        """End on a fault of our own without the local variables Textual would show: customers' data."""
        self._exit_renderables.append(Text(traceback.format_exc()))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name."""
        for binding in (*self.desk.BINDINGS, *self.BINDINGS):
            if isinstance(binding, Binding) and not binding.action.startswith(
                ("move", "page(", "command")
            ):
                target = self.desk if binding in self.desk.BINDINGS else self
                yield SystemCommand(
                    binding.description.capitalize(),
                    f"key: {binding.key}",
                    lambda t=target, a=binding.action: self._run(a, t),
                )

    def _run(self, action: str, target: App[None] | Screen[None]) -> None:
        self.call_later(self.run_action, action, target)


def run(paths: list[str], config: Config, period: str, chosen: filters.Filter, theme: str) -> None:
    """Run the app until the user leaves or the terminal does."""
    app = RungApp(paths, config, period, chosen, theme)
    with contextlib.ExitStack() as stack:
        stack.callback(leave_with_the_terminal(app))
        app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
