"""The app: its keys, and what each of them does."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import actions, events
from textual.binding import Binding, BindingType

from tui.driver import TerminalDriver
from tui.language import mark, say
from tui.panes.targets import (
    OpenChanged,
    OpenLedger,
    OpenSql,
    OpenTicket,
)
from tui.screens import filters, help_page
from tui.screens.desk_keys import key
from tui.screens.typing import Typing, options
from tui.showing import SAVING_AFTER, Showing
from tui.terminal import Leaving
from tui.widgets.cell import cell
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.answers.entry import Answer


class RungApp(Showing):
    """Which level the team is on, drawn for a terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("p", "period", mark("period"), "period"),
        key(
            "comma,left_square_bracket",
            "shift_period(-1)",
            mark("previous period"),
            "period.previous",
        ),
        key(
            "full_stop,right_square_bracket", "shift_period(1)", mark("next period"), "period.next"
        ),
        key("f", "filter", mark("filter: team, channel, agent, reason"), "filter"),
        key("d", "definitions", mark("definition set"), "definitions"),
        key("b", "compare", mark("compare with a year ago, or the period before"), "compare"),
        key("space", "answer", mark("answer a practice; again: the next answer"), "answer"),
        key("y", "say('yes')", mark("among the questions: yes, and on"), "answer.yes"),
        key("n", "say('no')", mark("among the questions: no, and on"), "answer.no"),
        key(
            "x",
            "say('not applicable')",
            mark("among the questions: not applicable, and on"),
            "answer.na",
        ),
        key("t", "note", mark("a note to an answer"), "answer.note"),
        key("u", "undo", mark("take back your last answer"), "answer.undo"),
        key("c", "changed", mark("what changed; again: of the next figure"), "changed"),
        key("s", "sql", mark("the SQL behind what is shown; y copies it"), "sql"),
        key("e", "export", mark("export the snapshot as markdown"), "export"),
        key("y", "copy", mark("copy the row; of a ticket its id"), "copy"),
        key("Y", "copy_pane", mark("copy the whole pane"), "copy.pane"),
        key("r", "reload", mark("read the exports again"), "reload"),
        key("i", "ledger", mark("the ledger: files, rows, rejects"), "ledger"),
        key("colon,ctrl+p", "every", mark("every action by name"), "palette"),
        key("question_mark,f1", "help", mark("help"), "help"),
        key("q", "leave", mark("quit, deeper: to the top"), "quit"),
        Binding("ctrl+q,ctrl+c", "quit", mark("quit"), show=False, priority=True, id="quit.now"),
    ]

    async def on_event(self, event: events.Event) -> None:
        """Do all that a key means before the next is looked at: what is typed ahead finds what went before.

        Once the app is over no key is heard any more.
        """
        if isinstance(event, events.Paste):
            self.do(partial(self.desk.paste, event.text))
        elif not isinstance(event, events.Key):
            await super().on_event(event)
        elif not (self._exit or (isinstance(self._driver, TerminalDriver) and self._driver.left)):
            key = event.key
            if not await self._check_bindings(key, priority=True) and not self._typed(event):
                await self._check_bindings(key)

    def _typed(self, key: events.Key) -> bool:
        """Say whether a key was typed into a line; one that a fault met was, too."""
        return self.do(partial(self.desk.hear, key)) is not False

    def action_period(self) -> None:
        """Choose a period."""

        card = self.sitting.card
        if card is None:
            self.tell(say("no figures yet"))
            return
        view = options(say("Period"), filters.periods(card), self.sitting.period)
        typing = Typing(
            say("Period"), view, self._take_period, self.sitting.choose_period, say(filters.FORMS)
        )
        self.desk.begin(typing)

    def _take_period(self, period: object) -> None:
        self.sitting.choose_period(str(period))

    def action_shift_period(self, steps: int) -> None:
        """Go one period back or on."""
        if self.sitting.card is not None:
            period = filters.shifted(self.sitting.card, steps)
            if period is None:
                whole = self.sitting.period == "all"
                self.tell(say("everything is shown") if whole else say("the data end here"))
            else:
                self.sitting.choose_period(period)

    def action_filter(self) -> None:
        """Choose a team, a channel, an agent or a reason."""

        session = self.sitting.session
        if session is None or self.sitting.card is None:
            self.tell(say("no figures yet"))
            return
        now = self.sitting.filter
        view = options(say("Show"), filters.choices(session.workspace, now))
        self.desk.begin(Typing(say("Show only"), view, self._take_filter))

    def _take_filter(self, choice: object) -> None:
        self.sitting.choose_filter(filters.turned(self.sitting.filter, str(choice)))

    def action_definitions(self) -> None:
        """Go to the next definition set."""
        self.sitting.next_definitions()

    def action_compare(self) -> None:
        """Compare with a year ago, or with the period before again."""
        if self.sitting.card is None:
            self.tell(say("no figures yet"))
        else:
            self.sitting.compare_otherwise()

    def action_changed(self) -> None:
        """Open what changed of the figure under the cursor; where that is open, of the next one."""
        from tui.screens.changed import changed_figure

        view, card = self.desk.view, self.sitting.card
        if card is None or view is None:
            self.tell(say("no figures yet"))
        elif view.following is not None:
            self.desk.replace(view.following())
        else:
            self.sitting.open(self.desk.active, OpenChanged(changed_figure(card, view.target)))

    def action_sql(self) -> None:
        """Open the question behind the cursor's line, or behind the list that is open."""
        view, card = self.desk.view, self.sitting.card
        if card is None or view is None:
            self.tell(say("no figures yet"))
            return
        from tui.drill import has_question

        of = next((one for one in (view.target, view.opened) if has_question(card, one)), None)
        if of is None:
            self.tell(say("no figure here: put the cursor on one"))
        else:
            self.sitting.open(self.desk.active, OpenSql(of))

    def action_reload(self) -> None:
        """Read the exports again."""
        self.sitting.reload()

    def action_answer(self) -> None:
        """Answer the practice under the cursor: yes, no, not applicable, not at all, and round again."""
        if (practice := self._practice) is not None:
            self.sitting.answering.cycle(practice.key)
            self._say_saving_soon()

    def action_say(self, answer: Answer) -> None:
        """Answer among the questions and go on."""
        practice = self._practice
        if practice is not None and self.sitting.answering.give(practice.key, answer):
            self.desk.action_move(1)
            self._went_on = self._practice
            self._say_saving_soon()

    def _say_saving_soon(self) -> None:
        """Say that an answer is being kept, where that takes its time."""
        self.set_timer(SAVING_AFTER, self.say_saving)

    def action_note(self) -> None:
        """Type a note to the answer under the cursor."""
        if (practice := self._practice) is not None:
            view = View(say("Note"), lambda _: [])
            taken = partial(self._keep_note, practice.key)
            hint = say("what to remember; enter keeps it, esc does not")
            self.desk.begin(Typing(say("Note"), view, lambda _: None, taken, hint))

    def _keep_note(self, key: str, note: str) -> None:
        self.sitting.answering.note(key, note)
        self._say_saving_soon()

    def action_undo(self) -> None:
        """Take back one's own last answer of this sitting."""
        self.sitting.answering.undo()
        self._say_saving_soon()

    def action_export(self) -> None:
        """Write the markdown of exactly what is shown; ask before overwriting."""
        from tui.report.markdown import markdown

        card = self.sitting.card
        if card is None:
            self.tell(say("no figures yet"))
            return
        path = Path(filters.file_name(card))

        if not path.exists():
            self._write(path, markdown(card))
            return

        def answered(answer: object) -> None:
            if answer == "yes":
                self._write(path, markdown(card))

        view = options(say("Export"), [("no", say("Keep it")), ("yes", say("Overwrite it"))])
        self.desk.begin(Typing(say("{path} is there already", path=path), view, answered))

    def _write(self, path: Path, text: str) -> None:
        from tui.report.files import write_whole

        try:
            write_whole(path, text)
        except OSError as error:
            told = say("{path}: cannot be written: {why}", path=path, why=error.strerror)
            self.show_failure(told, stopped=False)
            return
        self.tell(say("wrote {path}", path=path.resolve()))

    def action_copy(self) -> None:
        """Send the cursor's line to the terminal's clipboard."""
        view = self.desk.view
        copied = ""
        if view is not None and view.copied:
            copied = view.copied
        elif view is not None and view.target is not None:
            row = "".join(span.text for span in view.lines[view.cursor].spans).strip()
            ticket = isinstance(view.target, OpenTicket) and view.target.ticket_id
            copied = cell(ticket) if ticket else row
        self._copy(copied)

    def action_copy_pane(self) -> None:
        """Send all lines of the active pane, also those that are not seen."""
        lines = self.desk.view.lines if self.desk.view is not None else ()
        texts = ("".join(span.text for span in line.spans).rstrip() for line in lines)
        self._copy("\n".join(texts).strip("\n"))

    def _copy(self, text: str) -> None:
        if text:
            self.copy_to_clipboard(text)
            self.tell(say("sent to the terminal"))
        else:
            self.tell(say("no row to copy here"))

    def action_ledger(self) -> None:
        """Open the ledger."""
        card = self.sitting.card
        if card is None:
            self.tell(say("no figures yet"))
        else:
            self.sitting.open(self.desk.active, OpenLedger())

    def action_help(self) -> None:
        """Show every key."""
        lines = help_page.key_lines(self.every_key(), self.desk.keymap)
        shown = [Line(line.spans, number) for number, line in enumerate(lines)]
        self.desk.begin(Typing(say("Keys"), View(say("Keys"), lambda _: shown), lambda _: None))

    def action_every(self) -> None:
        """Choose an action by its name."""
        found = list(help_page.actions(self.every_key(), self.desk.keymap))
        most = max(cell_len(say(binding.description)) for binding, _ in found)
        every = [
            (binding, f"{cell(say(binding.description), most)}  {keys}") for binding, keys in found
        ]
        self.desk.begin(Typing(say("Do"), options(say("Do"), every), self._do))

    def _do(self, binding: object) -> None:
        if isinstance(binding, Binding):
            of = self if binding in self.BINDINGS else self.desk
            _, name, arguments = actions.parse(binding.action)
            if of.check_action(name, arguments):
                getattr(of, f"action_{name}")(*arguments)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing can be shown, nothing can be done but leave."""
        if self.desk.is_mounted and not self.desk.shape.panes:
            return action in ("leave", "quit")
        if action == "say":  # elsewhere y copies
            return self._practice is not None and self._practice.asked
        return True

    def action_leave(self) -> None:
        """Quit from the top; deeper, go back to the top. While loading, stop the load."""
        if not self.desk.back_to_the_top():
            self.exit()


def run(app: RungApp) -> None:
    """Run the app until the user leaves or the terminal does; raise what the shell has to say."""
    with contextlib.ExitStack() as stack:
        app.leaving = Leaving(app)
        stack.callback(app.leaving.undo)
        app.run()
    if app.fault is not None:
        raise app.fault
    if app.return_code:
        raise SystemExit(app.return_code)
