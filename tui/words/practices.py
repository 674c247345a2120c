"""Practices in words: how one is answered, by whom and when, and what the data say of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from queries.config.catalogue import catalogue
from queries.ladder.missing import missing
from tui.language import mark, number, say
from tui.words.amounts import span, value
from tui.words.criteria import bound, criterion
from tui.words.facts import sentence
from tui.words.missing import counted, lacking

if TYPE_CHECKING:
    from queries.answers.log import Log
    from queries.ladder.criteria import Result
    from queries.ladder.evidence import Against
    from queries.scorecard import Scorecard

ANSWER_MARKS = {"yes": "✓", "no": "✗", "not applicable": "·", None: "?"}
_ANSWERS = {
    "yes": mark("yes"),
    "no": mark("no"),
    "not applicable": mark("not applicable"),
    None: mark("not answered"),
}
SETTINGS = mark("settings")


def answer_words(answer: str | None) -> str:
    """Return an answer in a word."""
    return say(_ANSWERS[answer])


def answered(card: Scorecard, key: str) -> str:
    """Return how a practice is answered: "yes", "not answered", "unanswered since 3 May (was yes)"."""
    found = card.answers.get(key)
    if found is None or found.lapsed is None:
        return answer_words(found.answer if found else None)
    return say(
        "unanswered since {day} (was {answer})",
        day=_day(found.lapsed, card.data_end.year),
        answer=answer_words(found.was),
    )


def answered_by(card: Scorecard, key: str) -> str:
    """Return who answered and when: "ana 3 May"; "settings" where these say it, '' where nobody did."""
    found = card.answers.get(key)
    if found is None:
        return ""
    if found.entry is None:
        return say(SETTINGS)
    at = found.entry.at.astimezone(ZoneInfo(card.request.period.zone)).date()
    return f"{found.entry.who} {_day(at, card.data_end.year)}"


def against(told: Against) -> str:
    """Return what the data say against an answer: "the data: Coverage 41.7 %, ≥ 95 % asked (n 168)"."""
    entry = catalogue()[told.measure]
    return say(
        "the data: {name} {value}, {bound} asked (n {n})",
        name=say(entry.name),
        value=value(told.figure.value, entry.unit),
        bound=told.bound.words.replace("<=", "≤").replace(">=", "≥"),
        n=number(told.figure.n),
    )


def shown_for(card: Scorecard, result: Result) -> str:
    """Return how the figure stands that could answer a practice, and what of it is missing."""
    evidence = result.evidence or result
    found = missing(evidence)
    if found is None or found.counted is None or not found.k:
        return say("data: {stands}", stands=criterion(card, evidence))
    return say(
        "data: {counted}, {bound} asked: {lacks}",
        counted=counted(found),
        bound=bound(evidence),
        lacks=lacking(evidence.key, found),
    )


def kept_where(log: Log) -> str:
    """Return where answers are kept, or why they are not."""
    if log.path is None:
        return say("for this sitting only; answers: FILE in config.yaml keeps them")
    if log.trouble:
        return say("read-only: {file}: {reason}", file=log.path.name, reason=sentence(log.trouble))
    if log.damaged:
        return say(
            "kept in {file}; {n} of its lines cannot be read",
            file=log.path.name,
            n=number(log.damaged),
        )
    return say("kept in {file}", file=log.path.name)


def _day(day: dt.date, year: int) -> str:
    return span(day, day, year)
