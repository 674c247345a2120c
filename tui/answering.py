"""What a lead answers in one sitting: given, noted, taken back. It knows no screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from queries.answers.entry import Answer, Entry, new_entry
from queries.answers.in_force import standing
from queries.answers.log import ChangedError, SittingLog, trouble_of
from queries.answers.who import person
from tui import words
from tui.language import say

if TYPE_CHECKING:
    from queries.answers.in_force import Answered
    from queries.answers.log import Log
    from queries.scorecard import Scorecard
    from queries.session import Session

ROUND: tuple[Answer | None, ...] = ("yes", "no", "not applicable", None)


class Teller(Protocol):
    """What says a few words for a moment."""

    def tell(self, told: str) -> None:
        """Say them."""
        ...


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer is given to: a session, and the card that is shown of it.

    `settled`: no other figures are on their way.
    """

    session: Session
    card: Scorecard
    settled: bool


class Answering:
    """The answers of one sitting; of each the log has the last word."""

    def __init__(
        self,
        face: Teller,
        ground: Callable[[], Ground | None],
        show: Callable[[], None],
        lead: str | None = None,
    ) -> None:
        """Answer as `lead`, else as the login of the process.

        `ground` returns what is shown, None where nothing is; `show` shows it by the answers in force then.
        """
        self.face = face
        self.ground = ground
        self.show = show
        self.lead = lead
        self._own: list[Entry] = []  # what was answered in this sitting and not taken back
        self._unkept: SittingLog | None = None

    @property
    def log(self) -> Log | None:
        """Where answers are kept; None before anything was loaded."""
        ground = self.ground()
        return ground.session.log if ground else None

    def with_log(self, session: Session) -> Session:
        """Return a session that was just loaded; what no file keeps outlives a reload."""
        if session.log.path is not None:
            return session
        self._unkept = self._unkept or SittingLog()
        return replace(session, log=self._unkept)

    def cycle(self, key: str) -> None:
        """Answer a practice: yes, no, not applicable, not at all, and round again."""
        now = self._standing(key)
        self.give(key, ROUND[(ROUND.index(now.answer) + 1) % len(ROUND)] if now else ROUND[0])

    def note(self, key: str, note: str) -> None:
        """Put a note beside a practice's answer."""
        now = self._standing(key)
        self.give(key, now.answer if now else None, note)

    def give(self, key: str, answer: Answer | None, note: str | None = None) -> bool:
        """Keep an answer and grade by it; say whether it was kept. A note stays unless there is another."""
        now = self._standing(key)
        if note is None:
            note = now.note if now else ""
        return self._keep(new_entry(person(self.lead), key, answer, note))

    def undo(self) -> None:
        """Take back one's own last answer of this sitting."""
        if not self._own:
            self.face.tell(say("nothing of this sitting to take back"))
            return
        last = self._own[-1]
        if self._keep(new_entry(last.who, last.key, None, undoes=last.id)):
            self.face.tell(say("taken back"))

    def look(self) -> None:
        """Take over what other leads answered since, and what lapsed."""
        if self.log is not None and self.log.look():
            self.show()

    def _standing(self, key: str) -> Answered | None:
        ground = self.ground()
        return ground.card.answers.get(key) if ground else None

    def _keep(self, entry: Entry) -> bool:
        """Write an answer, unless the line changed since it was shown; then show that, with who and when."""
        ground = self.ground()
        if ground is None or not ground.settled:
            return False
        if ground.session.is_past(ground.card.request.period):
            self.face.tell(say("this period is over: it is read with the answers of its end"))
            return False
        try:
            ground.session.log.append(entry, lambda entries: standing(entries).get(entry.key))
        except ChangedError:
            self.show()
            self.face.tell(self._changed(entry.key))
            return False
        except OSError as error:
            self.face.tell(say("not kept: {reason}", reason=words.sentence(trouble_of(error))))
            return False
        if entry.undoes is None:
            self._own.append(entry)
        else:
            self._own.pop()
        self.show()
        return True

    def _changed(self, key: str) -> str:
        ground, found = self.ground(), self._standing(key)
        if ground is None or found is None or found.entry is None:
            return say("taken back by another lead meanwhile")
        by, answer = words.answered_by(ground.card, key), words.answered(ground.card, key)
        return say("not written: {by} answered {answer}", by=by, answer=answer)
