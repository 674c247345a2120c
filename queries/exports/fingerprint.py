"""By which names of columns an export is known, whatever else was ticked when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from queries.config.mapping import normal
from queries.config.model import Section, Words, refuse
from queries.exports.zones import without_zone
from queries.said import said

_PATTERN = "re:"
Header = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A header as it is compared: `columns` in their order, `said` all that names one of them.

    What is nested and written flat (statistics.first_reply) also says what it stands in (statistics).
    """

    columns: tuple[str, ...]
    said: frozenset[str]

    def hit(self, word: str) -> int:
        """Return how many columns a name, or a pattern, is one of."""
        if word.startswith(_PATTERN):
            search = pattern(word).search
            return sum(search(column) is not None for column in self.columns)
        return normal(word) in self.said


@lru_cache(256)
def names_of(header: Header) -> Names:
    """Return a file's header as it is compared."""
    columns = tuple(normal(name) for name in header)
    zoneless = {normal(without_zone(name)) for name in header}
    parents = {".".join(at[:n]) for at in map(_steps, columns) for n in range(1, len(at))}
    return Names(columns, frozenset({*columns, *zoneless, *parents} - {""}))


def _steps(column: str) -> list[str]:
    return column.split(".")


@cache
def pattern(word: str) -> re.Pattern[str]:
    """Return the pattern behind `re:`, which is held against names as `normal` writes them."""
    return re.compile(word.removeprefix(_PATTERN))


def is_pattern(word: str) -> bool:
    """Whether a name stands for every column that fits a pattern."""
    return word.startswith(_PATTERN)


class AtLeast(Section):
    """So many columns of those that tell an export from others."""

    n: Annotated[int, Field(ge=1, le=20)]
    of: Annotated[tuple[Words, ...], Field(min_length=1)]


class Fingerprint(Section):
    """What makes an export known: one spelling of each of `all`, some of `at_least`, and nothing of `none`."""

    all: tuple[Words, ...] = ()
    at_least: AtLeast | None = None
    none: Words = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Fingerprint:
        if not self.all and self.at_least is None:
            refuse(said("nothing_makes_it_known"))
        for word in self.words():
            if is_pattern(word):
                try:
                    pattern(word)
                except re.error as error:
                    refuse(said("no_pattern", value=word, why=str(error)))
        return self

    def words(self) -> Iterator[str]:
        """Yield every name and pattern it looks for."""
        for spellings in (*self.all, *(self.at_least.of if self.at_least else ())):
            yield from spellings

    def fits(self, names: Names) -> bool:
        """Whether a header is one of this export."""
        return (
            all(_any(names, spellings) for spellings in self.all)
            and self._telling(names) >= self._asked
            and not _any(names, self.none)
        )

    def near(self, names: Names) -> float:
        """Return how much of what it asks for a header has, 0–1."""
        has = sum(_any(names, spellings) for spellings in self.all)
        telling = min(self._telling(names), self._asked)
        return (has + telling) / (len(self.all) + self._asked)

    def lacks(self, names: Names) -> list[str]:
        """Return what a header would have to have besides, a spelling of each."""
        lacking = [spellings[0] for spellings in self.all if not _any(names, spellings)]
        if self.at_least and self._telling(names) < self._asked:
            lacking += [s[0] for s in self.at_least.of if not _any(names, s)]
        return [word for word in lacking if not is_pattern(word)]

    @property
    def _asked(self) -> int:
        return self.at_least.n if self.at_least else 0

    def _telling(self, names: Names) -> int:
        of = self.at_least.of if self.at_least else ()
        return sum(max(map(names.hit, spellings)) for spellings in of)


def _any(names: Names, words: Words) -> bool:
    return any(names.hit(word) for word in words)


def _short(value: object) -> object:
    return {"all": value} if isinstance(value, list) else value


Recognised = Annotated[Fingerprint, BeforeValidator(_short)]
