"""What the settings must say of a column's words: states, ratings, who writes; over the whole file."""

from __future__ import annotations

from dataclasses import replace

from queries.exports.propose.candidate import Candidate
from queries.exports.propose.looked import Looked
from queries.exports.propose.measures import yes_or_no
from queries.exports.propose.scales import scale_of
from queries.exports.propose.table import Table
from queries.exports.propose.vocabulary import fold, tokens_of, vocabulary


def with_states(table: Table, candidate: Candidate) -> tuple[Candidate, tuple[str, ...]]:
    """Return a column of states with what its words mean, and the words that nobody knows.

    Unknown ones are taken for pending: still open, and waiting.
    """
    column = candidate.columns[0]
    if column.share(vocabulary().yes_no) > 0.95:
        meant = {word: "solved" if yes else "open" for word, yes in yes_or_no(column).items()}
        return replace(candidate, options={"values": meant}), ()
    meant, unknown = {}, []
    for word, known in table.states(column.place):
        if known:
            continue
        state = vocabulary().states.get(fold(word))
        if state is None and not vocabulary().waits & set(tokens_of(word)):
            unknown.append(word)
        meant[word] = "spam" if state == "excluded" else state or "pending"
    options = {"values": meant} if meant else {}
    doubts = candidate.doubts
    if unknown:
        doubts = (*doubts, "unknown_states")
    return replace(candidate, options=options, doubts=doubts), tuple(unknown)


def with_scale(table: Table, candidate: Candidate) -> Candidate:
    """Return a column of ratings with the scale that all of its values have, not only those looked at."""
    column = candidate.columns[0]
    words = dict(table.common(column.place))
    empty = vocabulary().empty
    whole = column.of({word: n for word, n in words.items() if fold(word) not in empty})
    scaled = scale_of(whole)
    if scaled is None:
        return candidate
    doubts = (*candidate.doubts, *scaled.doubts)
    return replace(candidate, options=scaled.options, doubts=doubts)


def with_authors(column: Looked, candidate: Candidate) -> Candidate:
    """Return a column of who writes with what its words mean: customer, agent or bot."""
    meant = {}
    inbound = bool({"inbound", "incoming"} & set(column.name.words.tokens))
    for word in column.words:
        who = vocabulary().authors.get(fold(word))
        if who is None and inbound:
            who = "customer" if fold(word) in vocabulary().yes else "agent"
        if who and who != word:
            meant[word] = who
    return replace(candidate, options={"values": meant} if meant else {})
