"""Which answers are in force at an instant: the log's last of each practice, else those of the settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.answers.entry import Answer, Entry


@dataclass(frozen=True, slots=True)
class Answered:
    """How a practice is answered; `answer` None: not, or not any more.

    `entry` is the line of the log, None where the settings say so, undated. `lapsed`: the day from which on
    an answer that nobody renewed counts as none; `was` what it was.
    """

    key: str
    answer: Answer | None
    entry: Entry | None = None
    lapsed: dt.date | None = None
    was: Answer | None = None

    @property
    def note(self) -> str:
        """What was noted beside it; ''."""
        return self.entry.note if self.entry else ""


Answers = Mapping[str, Answered]


def in_force(
    entries: Iterable[Entry],
    settings: Mapping[str, Answer],
    at: dt.datetime,
    lapse_days: int,
    *,
    past: bool = False,
) -> Answers:
    """Return the answers in force at `at` (UTC), by practice; the order of `entries` decides.

    `past`: only what was given until then counts. An answer lapses after `lapse_days`.
    """
    found = {key: Answered(key, answer) for key, answer in settings.items()}
    for key, entry in standing(e for e in entries if not past or e.at <= at).items():
        lapses = entry.at + dt.timedelta(days=lapse_days)
        if entry.answer is not None and lapses <= at:
            found[key] = Answered(key, None, entry, lapses.date(), entry.answer)
        else:
            found[key] = Answered(key, entry.answer, entry)
    return found


def standing(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the last entry of each practice that nobody took back."""
    given: dict[str, list[Entry]] = {}
    for entry in entries:
        of = given.setdefault(entry.key, [])
        if entry.undoes is None:
            of.append(entry)
        else:
            of[:] = [other for other in of if other.id != entry.undoes]
    return {key: of[-1] for key, of in given.items() if of}


def words_of(answers: Answers) -> dict[str, str]:
    """Return yes, no or not applicable by practice, of those that are answered."""
    return {key: one.answer for key, one in answers.items() if one.answer is not None}
