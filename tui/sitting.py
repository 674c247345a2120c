"""One sitting at the desk: load, ask, stop, drill, reload. It knows no screen; a Face shows what it finds."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from typing import TYPE_CHECKING

from tui import jobs, words
from tui.answering import Answering, Ground
from tui.face import Face
from tui.jobs import (
    Check,
    Drilled,
    Failed,
    Graded,
    Held,
    Job,
    Kept,
    Loaded,
    Outcome,
    Redrilled,
    Settings,
    Unfit,
)
from tui.language import count, say
from tui.panes.targets import OpenCalled
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.exports.progress import Progress
    from queries.scope import Against, Filter, Request
    from queries.scorecard import Scorecard
    from queries.session import Session


class Sitting:
    """What is loaded, chosen, asked and shown; late answers are dropped."""

    def __init__(
        self,
        face: Face,
        settings: Settings,
        period: str,
        chosen: Filter,
        check: Check = lambda _: None,
        lead: str | None = None,
    ) -> None:
        """Begin with `period` and a filter of the exports that `settings` names.

        `settings` is called beside the screen at each load; `check` refuses what the data have not.
        `lead` is who answers, else the login of the process.
        """
        self.face = face
        self.settings = settings
        self.check = check
        self.period = period
        self.filter = chosen
        self.definitions: str | None = None  # chosen on the screen; None: as the settings say
        self.against: Against = "before"
        self.session: Session | None = None
        self.card: Scorecard | None = None
        self.progress: Progress | None = None
        self.request: Request | None = None
        self.generation = 0
        self.shown = 0
        self.read_at = dt.datetime.now(dt.UTC)
        self.answering = Answering(face, self._ground, self._show_answers, lead)
        self._held = Held()
        self._current: ExitStack | None = None  # what closes the session
        self._tells_definitions = False
        self._opening: tuple[int, int, object] | None = None  # what Enter asked for last

    # ── what the lead does ──────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read the exports again; the old figures stay until the new ones are there."""
        from queries.exports.progress import Progress

        self.stop_loading()
        progress = self.progress = Progress()
        self.face.beside(lambda: self._load(progress), "load")
        if self.card is None:
            self.face.show_loading(progress)
        else:
            self.face.tell(say("reading the exports again; esc stops it"))

    def _load(self, progress: Progress) -> Outcome:
        """Load beside the screen; what was loaded is closed at the end, whether it is taken or not."""
        outcome = jobs.load(self.settings, self.check, progress)
        if isinstance(outcome, Loaded):
            self._held.keep(outcome.stack)
        return outcome

    def stop_loading(self) -> None:
        """Stop the load that is under way, if any."""
        if self.progress is not None:
            self.progress.cancel()

    def chosen(self) -> Request | None:
        """Return what is chosen now; raise ValueError where the period is none."""
        if self.session is None:
            return None
        chosen = self.filter
        return self.session.request(
            self.period,
            chosen.team,
            chosen.channel,
            chosen.agent,
            chosen.reason,
            definitions=self.definitions,
            against=self.against,
        )

    def choose_period(self, period: str) -> None:
        """Ask for another period; where the words name none, say so and keep the old one."""
        before, self.period = self.period, period
        try:
            self.chosen()
        except ValueError as error:
            self.period = before
            self.face.show_failure(words.error_words(error), stopped=False)
            return
        self.ask()

    def choose_filter(self, chosen: Filter) -> None:
        """Ask for other tickets."""
        self.filter = chosen
        self.ask()

    def next_definitions(self) -> None:
        """Go to the next definition set, and say then what it makes of the level."""
        if self.session is not None:
            definitions = self.session.config.definitions
            sets = list(definitions.sets)
            now = self.definitions or definitions.use
            self.definitions = sets[(sets.index(now) + 1) % len(sets)]
            self._tells_definitions = True
            self.ask()

    def compare_otherwise(self) -> None:
        """Compare with a year ago, or with the period before again."""
        self.against = "year" if self.against == "before" else "before"
        self.ask()

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
            self.take(Failed(words.error_words(error)))
            return
        if request is not None:
            self._beside(lambda: Graded(generation, session.scorecard(request)), "ask")

    def open(self, pane: int, target: object) -> None:
        """Ask for what stands behind a line; not while other figures are on their way, nor twice."""
        session, card, generation = self.session, self.card, self.generation
        asked = (generation, pane, target)
        if session is None or card is None or self.shown != generation or asked == self._opening:
            return
        self._opening = asked

        def job() -> Outcome | None:
            return Drilled(generation, pane, target, _opened(session, card, target))

        self._beside(job, "drill")

    def sort(self, pane: int, place: int, target: object) -> None:
        """Ask for a list anew, sorted, to stand where it stands."""
        session, card, generation = self.session, self.card, self.generation
        if session is None or card is None or self.shown != generation:
            return

        def job() -> Outcome:
            return Redrilled(generation, {(pane, place): _opened(session, card, target)})

        self._beside(job, "drill")

    def _open_again(self, session: Session, card: Scorecard, generation: int) -> None:
        """Ask anew for what is open inside the panes, the last opened first."""
        places = self.face.opened()
        if places:

            def job() -> Outcome:
                views = {
                    (pane, place): _opened(session, card, target)
                    for pane, place, target in reversed(places)
                }
                return Redrilled(generation, views)

            self._beside(job, "drill")

    # ── what the lead answers (answering.py) ───────────────────────────────────────────────────

    def _ground(self) -> Ground | None:
        """Return what is answered to."""
        if self.session is None or self.card is None:
            return None
        return Ground(self.session, self.card, settled=self.shown == self.generation)

    def _show_answers(self) -> None:
        """Show the card graded by the answers that are in force now."""
        from queries.second_look import to_ask_anew

        session, before = self.session, self.card
        if session is None or before is None:
            return
        self.card = self._answered(before)
        if self.card is before:
            return
        self.face.show_card(self.card, again=True)
        generation, request = self.generation, before.request.stoppable()
        if self.shown == generation and to_ask_anew(before, self.card):
            self._beside(
                lambda: Graded(generation, session.look_again(session.scorecard(request))), "anew"
            )

    def _answered(self, card: Scorecard) -> Scorecard:
        """Return the card graded by the answers in force now; the same one where it is."""
        from queries.second_look import regrade

        answers = self.session.answers(card.request.period) if self.session else card.answers
        return card if answers == card.answers else regrade(card, answers)

    def close(self) -> None:
        """Stop what runs, and let go of the data."""
        self.stop_loading()
        if self.request is not None:
            self.request.stop.stop()
        self.session = self.card = self.progress = None
        self._held.close()

    # ── what comes back ─────────────────────────────────────────────────────────────────────────

    def take(self, outcome: Outcome) -> None:
        """Take what a job returned, on the screen's own thread."""
        match outcome:
            case Loaded():
                self._loaded(outcome)
            case Graded():
                self._graded(outcome)
            case Drilled(generation, pane, target, view):
                wanted = (generation, pane, target) == self._opening
                if wanted and generation == self.generation:
                    self._opening = None
                    self._drilled(pane, target, view)
            case Redrilled(generation, views) if generation == self.generation:
                self.face.show_again(views)
            case Kept():
                self.answering.take(outcome)
            case Failed():
                self._failed(outcome)
            case Unfit(error):
                self.face.end(error)

    def _drilled(self, pane: int, target: object, view: View | None) -> None:
        if view is not None:
            self.face.show_view(pane, view)
        elif isinstance(target, OpenCalled):
            self.face.tell(say("no ticket {id}", id=target.ticket_id))

    def _loaded(self, outcome: Loaded) -> None:
        if outcome.progress is not self.progress:
            self._close(outcome.stack)
            return
        old, self._current = self._current, outcome.stack
        again = self.session is not None
        self.session, self.progress = self.answering.with_log(outcome.session), None
        if self.definitions not in self.session.config.definitions.sets:
            self.definitions = None
        self.read_at = dt.datetime.now(dt.UTC)
        if old is not None:
            self._close(old)
        if again:
            self.face.tell(
                count("read again: {n} row", "read again: {n} rows", outcome.session.ledger.rows)
            )
        else:
            self.face.show_working()
        self.ask()

    def _graded(self, outcome: Graded) -> None:
        if outcome.generation != self.generation:
            return
        again = self.shown == outcome.generation
        self.card, self.shown = self._answered(outcome.card), outcome.generation
        self.face.show_card(self.card, again=again)
        if again:
            self._look_on(outcome.card, outcome.generation)
            return
        if self._tells_definitions:
            self._tells_definitions = False
            self.face.tell(words.reads_by_definitions(outcome.card))
        session, card, generation = self.session, self.card, outcome.generation
        if session is not None:
            self._open_again(session, card, generation)
            # What the level was, what other definitions say, what is doubtful and what changed follow later.
            self._beside(lambda: Graded(generation, session.look_again(card)), "look")
            self._beside(lambda: _name_all(session), "names")

    def _look_on(self, card: Scorecard, generation: int) -> None:
        """Ask what changed, once the level is told."""
        session = self.session
        if session is not None and card.changed is None:
            self._beside(lambda: Graded(generation, session.what_changed(card)), "changed")

    def _failed(self, outcome: Failed) -> None:
        """Say it in plain words, unless it is about what nobody waits for any more."""
        if outcome.generation is not None and outcome.generation != self.generation:
            return
        self._opening = None
        if outcome.progress is not None:
            if outcome.progress is not self.progress:
                return
            self.progress = None
        self.face.show_failure(outcome.words, stopped=outcome.stopped)

    def _close(self, stack: ExitStack) -> None:
        """Let go of a session beside the screen: a question of it may still have to end.

        In a group of its own: what has not begun yet is dropped for the next of its group.
        """

        def job() -> None:
            self._held.let_go(stack)

        self.face.beside(lambda: jobs.attempt(job), f"close {id(stack)}")

    def _beside(self, job: Job, group: str) -> None:
        generation = self.generation
        self.face.beside(lambda: jobs.attempt(job, generation), group)


def _name_all(session: Session) -> None:
    """Ask for the names that a filter may name, before it is opened: the screen would wait for them."""
    from queries.scope import FILTERS

    for field in FILTERS:
        session.workspace.values(field)


def _opened(session: Session, card: Scorecard, target: object) -> View | None:
    """Return what `target` opens; it remembers that, to be opened again from other figures."""
    from tui.drill import drill

    view = drill(session, card, target)
    if view is not None:
        view.opened = target
    return view
