"""The app: its keys, and what each of them does."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import actions, events, on
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from tui import words
from tui.driver import TerminalDriver
from tui.glyphs import twins
from tui.jobs import Check, Job, Outcome, Settings
from tui.language import mark, say
from tui.layout import Sizes
from tui.panes.targets import (
    OpenChanged,
    OpenLedger,
    OpenPractice,
    OpenQuestions,
    OpenSorted,
    OpenSql,
    OpenTicket,
)
from tui.plain import WithoutColour
from tui.screens import filters, help_page
from tui.screens.desk import Desk
from tui.screens.desk_keys import key
from tui.screens.failure import said
from tui.screens.header import header_spans, warning_spans
from tui.screens.loading import loading_lines
from tui.screens.open_views import Place
from tui.screens.typing import Typing, options
from tui.sitting import Sitting
from tui.terminal import Leaving, over_ssh
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows, color_of

if TYPE_CHECKING:
    from queries.answers.entry import Answer
    from queries.config.schema import ScreenSettings
    from queries.exports.progress import Progress
    from queries.scope import Filter
    from queries.scorecard import Scorecard

THEMES = {"ansi": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
PROGRESS_EVERY = 1.0
TOLD_FOR = 3.0
ANSWERS_EVERY = 1.0
SAVING_AFTER = 0.3
SAVING = mark("saving …")


class RungApp(App[None]):
    """Which level the team is on, drawn for a terminal."""

    TITLE = "rung"
    # In the terminal's own colours, only those that read well on light and on dark backgrounds.
    CSS = """
    Screen { background: $background; }
    RungApp.-theme-ansi-dark Rows > .rows--accent { color: ansi_default; }
    RungApp.-theme-ansi-dark Rows > .rows--warn { color: ansi_magenta; }
    """
    ENABLE_COMMAND_PALETTE = False
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

    async def on_event(self, event: events.Event) -> None:
        """Do all that a key means before the next is looked at: what is typed ahead finds what went before.

        Once the app is over no key is heard any more.
        """
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif not (self._exit or (isinstance(self._driver, TerminalDriver) and self._driver.left)):
            key = event.key
            if not await self._check_bindings(key, priority=True) and not self._typed(event):
                await self._check_bindings(key)

    def _typed(self, key: events.Key) -> bool:
        """Say whether a key was typed into a line."""
        try:
            return self.desk.hear(key)
        except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
            self._show_fault(error)
            return True

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

    def on_desk_ready(self) -> None:
        """Load: what says so is the first that is painted. Look from then on for what other leads answer."""
        self.sitting.reload()
        self._unpainted.close()
        self.set_interval(ANSWERS_EVERY, partial(self._guarded, self.sitting.answering.look))

    def on_resize(self, event: events.Resize) -> None:
        """Paint everything where the size is as painted: it was another, and the terminal cut lines."""
        if event.size == self.desk.size:
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

    # ── what the sitting shows ──────────────────────────────────────────────────────────────────

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

    def on_rung_app_returned(self, message: Returned) -> None:
        """Give it to the sitting."""
        self._guarded(partial(self.sitting.take, message.outcome))
        if self.desk.told == say(SAVING) and not self.sitting.answering.saving:
            self.desk.tell("")

    def do(self, chosen: Callable[[], None]) -> None:
        """Do what was chosen, or typed."""
        self._guarded(chosen)

    def _guarded(self, do: Callable[[], None]) -> None:
        """Do something; a fault in it is a page of words, and the app stays."""
        try:
            do()
        except Exception as error:  # noqa: BLE001 - whatever it is, the user reads it in words
            self._show_fault(error)

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
        self.set_timer(TOLD_FOR, lambda: self.desk.tell("") if self.desk.told == told else None)

    def end(self, error: Exception) -> None:
        """End; the shell says why."""
        self.fault = error
        self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """End on a fault of our own without the local variables Textual would show: customers' data."""
        self._exit_renderables.append(Text(traceback.format_exc()))
        self._close_messages_no_wait()

    # ── what is asked ───────────────────────────────────────────────────────────────────────────

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

    def _open_questions(self, pane: int, first: str | None) -> None:
        from tui.panes.practices import questions_view

        log = self.sitting.answering.log
        view = questions_view(lambda: self.desk.card, lambda: log, self.desk.unfolded, first)
        self.desk.push(pane, view)

    # ── what is answered ────────────────────────────────────────────────────────────────────────

    @property
    def _practice(self) -> OpenPractice | None:
        """The practice that the cursor stands on."""
        target = self.desk.view.target if self.desk.view else None
        return target if isinstance(target, OpenPractice) and not self.desk.typing else None

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

    def unkept(self, key: str) -> None:
        """Go back to the question whose answer was not kept, unless the lead went elsewhere meanwhile."""
        went_on, self._went_on = self._went_on, None
        if went_on is not None and self._practice == went_on:
            self.desk.stand_on(OpenPractice(key, asked=True))

    def _say_saving_soon(self) -> None:
        """Say that an answer is being kept, where that takes its time."""
        self.set_timer(SAVING_AFTER, self.say_saving)

    def say_saving(self) -> None:
        """Say that an answer is being kept, where one is."""
        if self.sitting.answering.saving:
            self.tell(say(SAVING))

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

    def stop(self) -> None:
        """Stop a load that is under way."""
        self.sitting.stop_loading()

    # ── what is done with it ────────────────────────────────────────────────────────────────────

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
