"""What each column of a table is called: how much its name is like every field, decoys set against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.exports.propose.header_words import (
    HeaderWords,
    Like,
    header_words,
    languages_of,
    like,
    stands_in,
)
from queries.exports.propose.vocabulary import NEVER, Phrase, vocabulary


@dataclass(frozen=True, slots=True)
class Name:
    """One column's name: its likeness to fields and decoys, and whether it can be no time of a life."""

    words: HeaderWords
    fields: dict[str, Like]
    decoys: dict[str, Like]
    never: bool
    aggregate: bool
    of_others: bool

    def like(self, field: str) -> float:
        """Return how much it names `field`: 0 where a decoy names the column better."""
        score = self.fields[field].score if field in self.fields else 0.0
        return score if score >= self.decoy else 0.0

    @property
    def decoy(self) -> float:
        """Return how much it names the decoy that it is most like."""
        return max((found.score for found in self.decoys.values()), default=0.0)

    def is_decoy(self, decoy: str) -> bool:
        """Whether it names this decoy, and better than any field."""
        score = self.decoys[decoy].score if decoy in self.decoys else 0.0
        return score > 0.5 and score >= max((f.score for f in self.fields.values()), default=0.0)

    @property
    def of_time(self) -> bool:
        """Whether it may name a time, which numbers need to be read as one."""
        times = ("created_at", "first_response", "resolution", "csat_at", "sent_at")
        found = [self.fields[name].score for name in times if name in self.fields]
        return (
            max([*found, *(self.decoys[d].score for d in _TIMES if d in self.decoys)], default=0)
            > 0.5
        )


_TIMES = ("updated_at", "due_at", "order_at", "assigned_at", "first_resolution")


def names_of(headers: Sequence[str]) -> tuple[Name, ...]:
    """Return what each column is called, in the languages that the table speaks."""
    known = vocabulary()
    taken = [header_words(header) for header in headers]
    spoken = languages_of(taken)
    return tuple(
        Name(
            words,
            _likes(words, known.fields, spoken),
            _likes(words, {k: v for k, v in known.decoys.items() if k != NEVER}, spoken),
            stands_in(words, [p for p in known.decoys[NEVER] if p.language in spoken]),
            stands_in(words, known.aggregates),
            stands_in(words, known.of_others),
        )
        for words in taken
    )


def _likes(
    words: HeaderWords, by_name: Mapping[str, Sequence[Phrase]], spoken: Sequence[str]
) -> dict[str, Like]:
    found = {name: like(words, phrases, spoken) for name, phrases in by_name.items()}
    return {name: one for name, one in found.items() if one.score}
