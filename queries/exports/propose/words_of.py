"""Which columns are people, places and words of a ticket: names, few words, long texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from queries.exports.propose.candidate import Candidate, named
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Reason
from queries.exports.propose.vocabulary import fold, tokens_of, vocabulary

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’()-]+){0,3}")
_WEAK_AGENTS = {"owner", "server", "resource", "staff"}
_PEOPLE_AT_MOST, _CHANNELS_AT_MOST, _STATES_AT_MOST = 400, 60, 40
_LETTERS = 30  # of a channel's name
_BY_VALUES = 0.45
_KNOWN_CHANNELS = 0.9
_ANSWERS = 0.9  # yes and no are nobody


def channels(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that say which way a customer came; known words do without a name."""
    known = vocabulary().channels
    for column in columns:
        if not column.words or len(column.words) > _CHANNELS_AT_MOST or column.times:
            continue
        if column.numbers or column.name.never or _long(column):
            continue
        score, name = named(column, "channel")
        share = sum(
            n
            for word, n in column.words.items()
            if fold(word) in known or known & set(tokens_of(word))
        ) / max(column.filled, 1)
        words = Reason("known_channels", {"share": share})
        if name:
            yield Candidate("channel", (column,), score + 0.45 * share, (name, words))
        elif share >= _KNOWN_CHANNELS and len(column.words) > 1 and not _meant_otherwise(column):
            yield Candidate("channel", (column,), _BY_VALUES, (words,), {}, ("by_values",))


def states(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that say whether a ticket is solved."""
    known, yes_no = frozenset(vocabulary().states), vocabulary().yes_no
    for column in columns:
        score, name = named(column, "status")
        if name is None or not column.words or column.times or len(column.words) > _STATES_AT_MOST:
            continue
        if column.share(yes_no) > 0.95:
            yield Candidate("status", (column,), score - 0.3, (name,))
            continue
        share = column.share(known)
        reasons = (name, Reason("known_states", {"share": share}))
        yield Candidate("status", (column,), score + 0.4 * share, reasons)


def agents(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that name who answers: few people that come again and again."""
    for column in columns:
        score, name = named(column, "agent")
        if name is None or not column.words or column.times:
            continue
        if column.share(vocabulary().yes_no) > _ANSWERS:
            continue
        if set(str(name.arguments["phrase"]).split()) & _WEAK_AGENTS:
            score *= 0.9
        people = _people(column)
        score += 0.25 * people
        different = len(column.words)
        score += 0.1 if 2 <= different <= _PEOPLE_AT_MOST else 0.0
        score -= 0.5 if different > max(column.filled / 3, 20) else 0.0
        reasons = (name, Reason("looks_like_people", {"share": people, "different": different}))
        yield Candidate("agent", (column,), score, reasons)


def teams(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that name groups."""
    for column in columns:
        score, name = named(column, "team")
        if (
            name is None
            or not column.words
            or column.times
            or (column.numbers and not column.numbers.whole)
        ):
            continue
        different = len(column.words)
        score += 0.1 if 2 <= different <= _CHANNELS_AT_MOST else 0.0
        score -= 0.4 if different > max(column.filled / 3, 20) else 0.0
        yield Candidate("team", (column,), score, (name, Reason("few_words", {"n": different})))


def customers(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that name who wrote: many, and some of them again."""
    for column in columns:
        score, name = named(column, "customer_id")
        if name is None or not column.words or column.times:
            continue
        score += 0.2 if column.different > 0.02 else 0.0
        ids = column.numbers is not None or any(_ADDRESS.fullmatch(s) for s in column.samples)
        score += 0.1 if ids or "id" in column.name.words.tokens else 0.0
        yield Candidate("customer_id", (column,), score, (name,))


def texts(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns of reasons, tags, subjects and what customers say of a rating."""
    for column in columns:
        if not column.words or column.times or column.durations:
            continue
        for field in ("reason", "tags", "subject", "csat_comment"):
            score, name = named(column, field)
            if name is None or (column.numbers and field != "reason"):
                continue
            different = len(column.words)
            if field == "reason":
                score += 0.1 if 2 <= different <= 200 else 0.0
                score -= 0.4 if different > max(column.filled / 2, 50) else 0.0
            if field == "subject":
                score -= 0.3 if different < 0.1 * column.filled else 0.0
            options = {"separator": _separator(column)} if field == "tags" else {}
            yield Candidate(field, (column,), score, (name,), options)


def _long(column: Looked) -> bool:
    """Whether what a column says is longer than what a channel is called."""
    return sum(map(len, column.words)) > _LETTERS * len(column.words)


def _separator(column: Looked) -> str:
    joined = " ".join(column.words)
    return next((mark for mark in (",", ";", "|") if mark in joined), ",")


def _people(column: Looked) -> float:
    """Return which share of what a column says looks like names or addresses of people."""
    alike = sum(
        n
        for word, n in column.words.items()
        if _ADDRESS.fullmatch(word) or (_NAME.fullmatch(word) and not word.islower())
    )
    return alike / max(column.filled, 1)


def _meant_otherwise(column: Looked) -> bool:
    """Whether a column's name says that it is something else."""
    best = max((found.score for found in column.name.fields.values()), default=0.0)
    return max(best, column.name.decoy) >= 0.6
