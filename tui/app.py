"""The app: its keys, and what each of them does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui import work
from tui.asking import AskingApp
from tui.screens import filters, help_page
from tui.screens.desk import key
from tui.screens.dialogs import Ask, Choose, Page
from tui.screens.ledger import ledger_view
from tui.terminal import leave_with_the_terminal

if TYPE_CHECKING:
    pass


class RungApp(AskingApp):
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
        key("colon,ctrl+p", "command_palette", "every action by name", "palette"),
        key("question_mark,f1", "help", "help", "help"),
        key("q", "leave", "quit, deeper: to the top", "quit"),
        Binding("ctrl+q,ctrl+c", "quit", "quit", show=False, priority=True, id="quit.now"),
    ]

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

        if self.card is None:
            self.tell("no figures yet")
        else:
            self.push_screen(Choose("Period", filters.periods(self.card), self.period), chosen)

    def _change_period(self, period: str) -> None:
        before, self.period = self.period, period
        try:
            self.chosen()
        except ValueError as error:
            self.period = before
            self.on_failed(work.Failed(str(error)))
            return
        self.ask()

    def action_shift_period(self, steps: int) -> None:
        """Go one period back or on."""
        if self.card is not None:
            period = filters.shifted(self.card, steps)
            if period is None:
                self.tell("the data end here" if self.period != "all" else "everything is shown")
            else:
                self._change_period(period)

    def action_filter(self) -> None:
        """Choose a team, a channel or an agent."""

        def chosen(value: str | None) -> None:
            if value is not None:
                self.filter = filters.parse_filter(value)
                self.ask()

        if self.session is not None:
            self.push_screen(
                Choose(
                    "Show", filters.choices(self.session.workspace), filters.written(self.filter)
                ),
                chosen,
            )

    def action_definitions(self) -> None:
        """Go to the next definition set."""
        if self.session is not None:
            definitions = self.session.config.definitions
            sets = list(definitions.sets)
            now = self.definitions or definitions.use
            self.definitions = sets[(sets.index(now) + 1) % len(sets)]
            self.tells_definitions = True
            self.ask()

    # ── what is done with it ────────────────────────────────────────────────────────────────────

    def action_export(self) -> None:
        """Write the markdown of exactly what is shown; ask before overwriting."""
        from tui.report.markdown import markdown

        card = self.card
        if card is None:
            self.tell("no figures yet")
            return
        path = Path(filters.file_name(card))

        def write(answer: str | None = "yes") -> None:
            if answer == "yes":
                self._write(path, markdown(card))

        if path.exists():
            options = [("no", "Keep it"), ("yes", "Overwrite it")]
            self.push_screen(Choose(f"It is there already: {path}", options), write)
        else:
            write()

    def _write(self, path: Path, text: str) -> None:
        from tui.report.files import write_whole

        try:
            write_whole(path, text)
        except OSError as error:
            self.on_failed(work.Failed(f"{path}: cannot be written: {error.strerror}"))
            return
        self.tell(f"wrote {path.resolve()}")

    def action_copy(self) -> None:
        """Send the cursor's line to the terminal's clipboard."""
        view = self.desk.view
        if view is not None and view.target is not None:
            self.copy_to_clipboard("".join(s.text for s in view.lines[view.cursor].spans).strip())
            self.tell("sent to the terminal")
        else:
            self.tell("no row to copy here")

    def action_ledger(self) -> None:
        """Open the ledger."""
        if self.card is None:
            self.tell("no figures yet")
        else:
            self.desk.push(self.desk.active, ledger_view(self.card.ledger))

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(
            Page("Keys", lambda _: help_page.key_lines([*self.desk.BINDINGS, *self.BINDINGS]))
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing can be shown, nothing can be done but leave."""
        if self.desk.is_mounted and not self.desk.shape.panes:
            return action in ("leave", "quit")
        return True

    def action_leave(self) -> None:
        """Quit from the top; deeper, go back to the top. While loading, stop the load."""
        if not self.desk.back_to_the_top():
            self.exit()

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


def run(app: RungApp) -> None:
    """Run the app until the user leaves or the terminal does; raise what the shell has to say."""
    with contextlib.ExitStack() as stack:
        stack.callback(leave_with_the_terminal(app))
        app.run()
    if app.fault is not None:
        raise app.fault
    if app.return_code:
        raise SystemExit(app.return_code)
