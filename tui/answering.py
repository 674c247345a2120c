"""What a lead answers in one sitting: given, noted, taken back. It knows no screen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from queries.answers.entry import Answer, Entry, new_entry
from queries.answers.in_force import standing
from queries.answers.log import ChangedError, SittingLog
from queries.answers.who import person
from queries.said import of_system
from tui import words
from tui.face import AnswersFace
from tui.jobs import Kept
from tui.language import count, say

if TYPE_CHECKING:
    from queries.answers.in_force import Answered
    from queries.answers.log import Log
    from queries.scorecard import Scorecard
    from queries.session import Session

ROUND: tuple[Answer | None, ...] = ("yes", "no", "not applicable", None)


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer is given to: a session, and the card that is shown of it.

    `settled`: no other figures are on their way.
    """

    session: Session
    card: Scorecard
    settled: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a key meant, of a practice as it stood on the screen then; `entry` says it when its turn comes."""

    key: str
    seen: Answered | None
    entry: Callable[[], Entry]


class Answering:
    """The answers of one sitting, kept one after the other beside the screen; each shows once it is on disk.

    Another lead's answer may take its time to be written: keys that come meanwhile wait for their turn. Where
    one is not kept, those that wait behind it are not either, and it is said.
    """

    def __init__(
        self,
        face: AnswersFace,
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
        self._given: set[str] = set()  # the ids of all that was kept in this sitting
        self._waiting: deque[_Meant] = deque()
        self._saving = False
        self._unkept: SittingLog | None = None

    @property
    def log(self) -> Log | None:
        """Where answers are kept; None before anything was loaded."""
        ground = self.ground()
        return ground.session.log if ground else None

    @property
    def saving(self) -> bool:
        """Whether an answer was given that is not kept yet."""
        return self._saving

    def with_log(self, session: Session) -> Session:
        """Return a session that was just loaded; what no file keeps outlives a reload."""
        if session.log.path is not None:
            return session
        self._unkept = self._unkept or SittingLog()
        return replace(session, log=self._unkept)

    # ── what the lead does ──────────────────────────────────────────────────────────────────────

    def cycle(self, key: str) -> None:
        """Answer a practice: yes, no, not applicable, not at all, and round again."""

        def entry() -> Entry:
            now = self._standing(key)
            turned = ROUND[(ROUND.index(now.answer) + 1) % len(ROUND)] if now else ROUND[0]
            return self._entry(key, turned, now.note if now else "")

        self._mean(key, entry)

    def note(self, key: str, note: str) -> None:
        """Put a note beside a practice's answer."""

        def entry() -> Entry:
            now = self._standing(key)
            return self._entry(key, now.answer if now else None, note)

        self._mean(key, entry)

    def give(self, key: str, answer: Answer | None) -> bool:
        """Answer a practice; a note stays. Say whether it can be answered."""

        def entry() -> Entry:
            now = self._standing(key)
            return self._entry(key, answer, now.note if now else "")

        return self._mean(key, entry)

    def undo(self) -> None:
        """Take back one's own last answer of this sitting."""
        if self._saving:
            self.face.tell(say("an answer is being kept: then u takes it back"))
        elif not self._own:
            self.face.tell(say("nothing of this sitting to take back"))
        else:
            last = self._own[-1]
            self._mean(last.key, lambda: new_entry(last.who, last.key, None, undoes=last.id))

    def look(self) -> None:
        """Take over what other leads answered since, and what lapsed; not while an answer is being kept."""
        if not self._saving and self.log is not None and self.log.look():
            self.show()

    # ── one after the other ─────────────────────────────────────────────────────────────────────

    def _standing(self, key: str) -> Answered | None:
        ground = self.ground()
        return ground.card.answers.get(key) if ground else None

    def _entry(self, key: str, answer: Answer | None, note: str) -> Entry:
        return new_entry(person(self.lead), key, answer, note)

    def _mean(self, key: str, entry: Callable[[], Entry]) -> bool:
        """Keep what a key meant when its turn comes; say whether it can be."""
        ground = self.ground()
        if ground is None or not ground.settled:
            self.face.tell(say("other figures are on their way: answer then"))
            return False
        if ground.session.is_past(ground.card.request.period):
            self.face.tell(say("this period is over: it is read with the answers of its end"))
            return False
        self._waiting.append(_Meant(key, self._standing(key), entry))
        self._next()
        return True

    def _next(self) -> None:
        """Give the next answer to the log, beside the screen."""
        ground = self.ground()
        if self._saving or not self._waiting or ground is None:
            return
        meant = self._waiting.popleft()
        now = self._standing(meant.key)
        if now != meant.seen and not (now and now.entry and now.entry.id in self._given):
            self._not_kept(meant.key, self._changed(meant.key))
            return
        log, entry, self._saving = ground.session.log, meant.entry(), True

        def keep() -> Kept:
            try:
                log.append(entry, lambda entries: standing(entries).get(entry.key))
            except Exception as error:  # noqa: BLE001 - whatever it is, the lead reads it in words
                return Kept(entry, error)
            return Kept(entry)

        self.face.beside(keep, f"answer {entry.id}")  # of a group the one before would be stopped

    def take(self, kept: Kept) -> None:
        """Take what became of an answer, on the screen's own thread: show it now, or say why it is not kept."""
        self._saving = False
        entry, error = kept.entry, kept.error
        if error is None:
            self._given.add(entry.id)
            if entry.undoes is None:
                self._own.append(entry)
            else:
                self._own.pop()
        if self.log is not None:
            self.log.look()  # a reload may have opened it anew meanwhile
        self.show()
        if error is None:
            if entry.undoes is not None:
                self.face.tell(say("taken back"))
            self._next()
        elif isinstance(error, ChangedError):
            self._not_kept(entry.key, self._changed(entry.key))
        else:
            self._not_kept(entry.key, say("not kept: {reason}", reason=_reason(error)))

    def _not_kept(self, key: str, told: str) -> None:
        """Say that an answer was not kept, nor those that waited behind it."""
        waited = len(self._waiting)
        self._waiting.clear()
        if waited:
            told = count(
                "{told}; nor is {n} after it", "{told}; nor are {n} after it", waited, told=told
            )
        self.face.tell(told)
        self.face.unkept(key)

    def _changed(self, key: str) -> str:
        ground, found = self.ground(), self._standing(key)
        if ground is None or found is None or found.entry is None:
            return say("taken back by another lead meanwhile")
        by, answer = words.answered_by(ground.card, key), words.answered(ground.card, key)
        return say("not written: {by} answered {answer}", by=by, answer=answer)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return words.sentence(of_system(error))
    return f"{type(error).__name__}: {error}"
