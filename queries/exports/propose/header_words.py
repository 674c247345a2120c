"""A column's name → its words, and how much it is like the phrases that name a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from queries.exports.propose.vocabulary import (
    Phrase,
    Vocabulary,
    fold,
    is_in_signs,
    tokens_of,
    vocabulary,
)
from queries.exports.source import saved_twice
from queries.exports.zones import without_zone, zone_of_header

_LIGHT, _HEAVY = 0.3, 1.0
_ONLY_LIGHT_LEFT = 0.95
_LIGHT_PHRASE = 0.4  # "date" inside "closed date"
_SIGNS, _COVERED = 0.55, 0.45
_SLIP_FROM, _PART_FROM, _LONG_PART = 6, 2, 4  # letters
_BRACKETS = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)[)\]}）】]")


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """A name taken apart; `text` joins its words, without the zone and the unit it says in brackets."""

    tokens: tuple[str, ...]
    text: str
    unit: str | None
    business: bool
    zone: str | None

    @property
    def weight(self) -> float:
        """What its words weigh together."""
        return sum(_weight(token, vocabulary()) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Like:
    """How much a name is like a phrase, 0 to 1."""

    score: float = 0.0
    phrase: Phrase | None = None


@cache
def header_words(header: str) -> HeaderWords:
    """Return the words of a column's name."""
    known, name = vocabulary(), saved_twice(header)
    zone = zone_of_header(name)
    units = [
        known.units[w]
        for note in _BRACKETS.findall(name)
        for w in tokens_of(note)
        if w in known.units
    ]
    bare = _BRACKETS.sub(
        lambda found: "" if _is_unit(found[1], known) else found[0], without_zone(name)
    )
    tokens = tuple(part for token in tokens_of(bare) for part in _taken_apart(token, known))
    units += [known.units[t] for t in tokens if t in known.units and len(t) > 1]
    units += [
        unit for word, unit in known.units.items() if is_in_signs(word) and word in fold(name)
    ]
    return HeaderWords(
        tokens or tokens_of(name),
        " ".join(tokens),
        units[0] if units else None,
        any(w in tokens or (is_in_signs(w) and w in fold(name)) for w in known.business),
        zone,
    )


def like(words: HeaderWords, phrases: Iterable[Phrase], languages: Iterable[str]) -> Like:
    """Return the phrase of these languages that a name is most like."""
    known, spoken = vocabulary(), set(languages)
    best = Like()
    for phrase in phrases:
        if phrase.language in spoken and (score := _score(words, phrase, known)) > best.score:
            best = Like(score, phrase)
    return best


def stands_in(words: HeaderWords, phrases: Iterable[Phrase]) -> bool:
    """Whether one of the phrases stands in a name, whatever else does."""
    there = set(words.tokens)
    return any(
        p.text in words.text if p.in_signs else p.tokens <= there for p in phrases if p.tokens
    )


def languages_of(headers: Iterable[HeaderWords]) -> tuple[str, ...]:
    """Return the languages that a table's names speak: English, and each with two names of its own."""
    known = vocabulary()
    phrases = [p for listed in (*known.fields.values(), *known.decoys.values()) for p in listed]
    own: dict[str, int] = {}
    for words in headers:
        by_language: dict[str, float] = {}
        for phrase in phrases:
            score = _score(words, phrase, known)
            if score > by_language.get(phrase.language, 0.0):
                by_language[phrase.language] = score
        english = by_language.get("en", 0.0)
        for language, score in by_language.items():
            if language != "en" and score >= _ONLY_LIGHT_LEFT > english:
                own[language] = own.get(language, 0) + 1
    return ("en", *(language for language, names in own.items() if names >= 2))


def _score(words: HeaderWords, phrase: Phrase, known: Vocabulary) -> float:
    if phrase.in_signs:
        if phrase.text not in words.text:
            return 0.0
        return _SIGNS + _COVERED * len(phrase.text) / max(len(words.text.replace(" ", "")), 1)
    there = set(words.tokens)
    if not phrase.tokens or not phrase.tokens <= there:
        return 0.0
    left = there - phrase.tokens
    if not left:
        return 1.0
    if left <= known.light:
        return _ONLY_LIGHT_LEFT
    share = sum(_weight(t, known) for t in phrase.tokens) / sum(_weight(t, known) for t in there)
    return share * (_LIGHT_PHRASE if phrase.tokens <= known.light else 1.0)


def _weight(token: str, known: Vocabulary) -> float:
    return _LIGHT if token in known.light else _HEAVY


def _is_unit(note: str, known: Vocabulary) -> bool:
    words = tokens_of(note)
    return any(w in known.units for w in words) and all(w in known.light for w in words)


def _taken_apart(token: str, known: Vocabulary) -> tuple[str, ...]:
    """Return a word as it is known: itself, what it stands for, its parts, or what it was meant to be."""
    token = known.abbreviations.get(token, token)
    if token in known.tokens or is_in_signs(token):
        return (token,)
    if parts := _parts(token, known):
        return parts
    if len(token) >= _SLIP_FROM and (meant := _meant(token, known)):
        return (meant,)
    return (token,)


def _parts(token: str, known: Vocabulary) -> tuple[str, ...]:
    """Return known words that a run-together word is made of, the fewest; () where it is of none."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(token)]
    for end in range(_PART_FROM, len(token) + 1):
        for start in range(end - _PART_FROM + 1):
            before, part = best[start], token[start:end]
            if before is None or part not in known.tokens:
                continue
            found = (*before, part)
            now = best[end]
            if now is None or len(found) < len(now):
                best[end] = found
    found = best[-1] or ()
    return found if len(found) > 1 and any(len(part) >= _LONG_PART for part in found) else ()


def _meant(token: str, known: Vocabulary) -> str | None:
    """Return the known word that is one letter away."""
    near = (
        w
        for w in known.tokens - known.light
        if len(w) >= _SLIP_FROM - 1 and abs(len(w) - len(token)) < 2
    )
    return min((word for word in near if _one_letter_away(token, word)), default=None)


def _one_letter_away(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2][::-1] == other[start : start + 2]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped and one[start + 2 :] == other[start + 2 :]
    )
