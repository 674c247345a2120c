"""The words of vocabulary.yaml, folded as headers are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from queries.config.document import parse
from queries.config.model import Section, Words

FILE = Path(__file__).with_suffix(".yaml")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_TOKENS = re.compile(r"[^\W_]+°?|#")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

NEVER = "never"  # the decoy that strikes wherever one of its phrases stands


class Written(Section):
    """The file as it stands."""

    light: Words
    abbreviations: Mapping[str, str]
    units: Mapping[str, Words]
    business: Words
    aggregates: Words
    clocks: Words
    calls: Words
    of_others: Words
    fields: Mapping[str, Mapping[str, Words]]
    decoys: Mapping[str, Mapping[str, Words]]
    values: WrittenValues


class WrittenValues(Section):
    """The words that stand in columns."""

    states: Mapping[str, Words]
    channels: Words
    ratings: Mapping[int, Words]
    yes_no: Words
    authors: Mapping[str, Words]
    empty: Words
    yes: Words
    answered: Words
    given_up: Words
    waits: Words


Written.model_rebuild()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to name a field: its folded words, or in Chinese and Japanese the text itself.

    `rank` is its place in the list: of two that fit alike the first is meant rather.
    """

    text: str
    tokens: frozenset[str]
    language: str
    rank: int = 0

    @property
    def in_signs(self) -> bool:
        """Whether it is written without spaces, so that it is looked for as a part."""
        return is_in_signs(self.text)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by what they tell; states by their word. Everything is folded."""

    light: frozenset[str]
    abbreviations: Mapping[str, str]
    units: Mapping[str, str]
    business: frozenset[str]
    aggregates: tuple[Phrase, ...]
    clocks: frozenset[str]
    calls: tuple[Phrase, ...]
    of_others: tuple[Phrase, ...]
    fields: Mapping[str, tuple[Phrase, ...]]
    decoys: Mapping[str, tuple[Phrase, ...]]
    states: Mapping[str, str]
    channels: frozenset[str]
    ratings: Mapping[str, int]
    yes_no: frozenset[str]
    authors: Mapping[str, str]
    empty: frozenset[str]
    yes: frozenset[str]
    answered: frozenset[str]
    given_up: frozenset[str]
    waits: frozenset[str]
    tokens: frozenset[str]


def written() -> Written:
    """Return the file, every word of it as text."""
    return Written.model_validate(parse(FILE.read_bytes(), FILE.name).data)


@cache
def vocabulary() -> Vocabulary:
    """Return the words, folded."""
    said = written()
    fields = {name: _phrases(by_language) for name, by_language in said.fields.items()}
    decoys = {name: _phrases(by_language) for name, by_language in said.decoys.items()}
    light = frozenset(token for word in said.light for token in tokens_of(word))
    units = {fold(word): unit for unit, words in said.units.items() for word in words}
    tokens = {
        token
        for phrases in (*fields.values(), *decoys.values())
        for phrase in phrases
        for token in phrase.tokens
    }
    values = said.values
    return Vocabulary(
        light=frozenset(light | units.keys() | set(map(fold, said.business))),
        abbreviations=said.abbreviations,
        units=units,
        business=frozenset(map(fold, said.business)),
        aggregates=_phrases({"": said.aggregates}),
        clocks=frozenset(map(fold, said.clocks)),
        calls=_phrases({"": said.calls}),
        of_others=_phrases({"": said.of_others}),
        fields=fields,
        decoys=decoys,
        states={fold(w): state for state, words in values.states.items() for w in words},
        channels=frozenset(map(fold, values.channels)),
        ratings={fold(w): score for score, words in values.ratings.items() for w in words},
        yes_no=frozenset(map(fold, values.yes_no)),
        authors={fold(w): who for who, words in values.authors.items() for w in words},
        empty=frozenset(map(fold, values.empty)),
        yes=frozenset(map(fold, values.yes)),
        answered=frozenset(map(fold, values.answered)),
        given_up=frozenset(map(fold, values.given_up)),
        waits=frozenset(map(fold, values.waits)),
        tokens=frozenset(tokens | light | units.keys()),
    )


def fold(text: str) -> str:
    """Return a text as it is compared: width, case and accents of Latin letters aside."""
    if text.isascii():
        return text.casefold()
    return "".join(_bare(letter) for letter in unicodedata.normalize("NFKC", text)).casefold()


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of a name; those in Chinese and Japanese are one."""
    return tuple(_TOKENS.findall(fold(_CAMEL.sub(" ", unicodedata.normalize("NFKC", text)))))


def is_in_signs(text: str) -> bool:
    """Whether a text holds Chinese or Japanese signs."""
    return _CJK.search(text) is not None


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def _phrases(by_language: Mapping[str, Iterable[str]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(" ".join(tokens_of(words)), frozenset(tokens_of(words)), language, rank)
        for language, listed in by_language.items()
        for rank, words in enumerate(listed)
    )
