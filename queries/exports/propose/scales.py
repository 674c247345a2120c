"""Which columns are a customer's rating, and on which scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from queries.exports.propose.amounts import Numbers
from queries.exports.propose.candidate import Candidate, named
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import DoubtCode
from queries.exports.propose.vocabulary import fold, vocabulary
from queries.exports.ratings import rating_words

_RATINGS_AT_MOST = 12
_WORDS = 0.8


class Scaled(NamedTuple):
    """How much values are ratings, what the settings must say of them, and what is doubtful."""

    sure: float
    options: dict[str, Any]
    doubts: tuple[DoubtCode, ...] = ()


def ratings(columns: Sequence[Looked]) -> Iterator[Candidate]:
    """Yield the columns that hold a customer's rating."""
    for column in columns:
        score, name = named(column, "csat")
        if name is None or column.times:
            continue
        if not column.words:
            options = {"scale": "1-5"}
            yield Candidate("csat", (column,), 0.5, (name,), options, ("empty_column",))
            continue
        scaled = scale_of(column)
        if scaled is not None:
            yield Candidate("csat", (column,), score + scaled.sure, (name,))


def scale_of(column: Looked) -> Scaled | None:
    """Return how much a column's values are ratings, their scale, and what is doubtful in it."""
    few = len(column.words) <= _RATINGS_AT_MOST
    if column.numbers:
        return _numbered(column.numbers, few=few)
    known = rating_words()
    none = {*known.asked, *known.not_asked, *known.unrated, *known.unrated_in_words}
    given = {word for word in column.folded if word not in none}
    if not given or not few:
        return None
    for scale, words in known.scales.items():
        if given <= {word for listed in words.values() for word in listed}:
            return Scaled(0.25, {"scale": scale})
    if given <= vocabulary().ratings.keys():
        return _worded([word for word in column.words if fold(word) in given])
    labelled = [word for word in given if word[:1] in "12345★⭐" and len(word) > 1]
    return Scaled(0.25, {"scale": "1-5"}) if len(labelled) >= _WORDS * len(given) else None


def _numbered(numbers: Numbers, *, few: bool) -> Scaled | None:
    low, high = min(numbers.of.values()), max(numbers.of.values())
    if low < 0 or high > 100 or (not few and high > 10):
        return None
    if high <= 5:
        scale = "0-5" if low < 1 else "1-5"
        doubtful = low < 1 or high < 4
    else:
        scale = "0-100" if high > 10 else "0-10" if low < 1 else "1-10"
        doubtful = True
    options = {"decimal": numbers.decimal} if numbers.decimal else {}
    sure = (0.4 if high <= 5 else 0.25) * (1 if few else 0.5)
    return Scaled(sure, options | {"scale": scale}, ("scale",) if doubtful else ())


def _worded(words: Sequence[str]) -> Scaled:
    """Return the scale of known words of praise and blame: two sides, or five steps."""
    worth = {word: vocabulary().ratings[fold(word)] for word in words}
    if 3 in worth.values() or len(set(worth.values())) > 2:
        steps = {word: str(score) for word, score in worth.items()}
        return Scaled(0.25, {"scale": "1-5", "values": steps}, ("rating_words",))
    sides = {word: "good" if score > 3 else "bad" for word, score in worth.items()}
    return Scaled(0.25, {"scale": "good-bad", "values": sides}, ("rating_words",))
