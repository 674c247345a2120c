"""What is to be said to a user, as a code with named arguments; `tui.words` makes the sentence of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias, Union

from queries.text import SHOWN

Part: TypeAlias = Union["Said", str]
# A part, a count, a share from 0 to 1, parts in a list.
Argument: TypeAlias = Union[Part, int, float, tuple[Part, ...], None]  # noqa: UP007 - names itself

DAY, OF_FILE, IN_WORDS = "day", "of_file", "in_words"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, or a part of one: its code, and what it tells of by name.

    Where the sentence depends on a number, the argument `n` is that number.
    """

    code: str
    arguments: tuple[tuple[str, Argument], ...] = ()

    def __str__(self) -> str:
        """Return it as a programmer reads it: a user reads the words."""
        told = ", ".join(f"{name}={argument!s}" for name, argument in self.arguments)
        return f"{self.code}({told})" if told else self.code

    @property
    def named(self) -> dict[str, Argument]:
        """What it tells of, by name."""
        return dict(self.arguments)


def said(code: str, /, **arguments: Argument) -> Said:
    """Return what is to be said."""
    return Said(code, tuple(arguments.items()))


def said_day(day: dt.date) -> Said:
    """Return a day to be said."""
    return said(DAY, day=f"{day:%Y-%m-%d}")


class SaidError(Exception):
    """An error that tells what is wrong as a code with arguments."""

    def __init__(self, told: Said) -> None:
        """Keep what is to be said."""
        self.told = told
        super().__init__(str(told))


def of_system(error: OSError) -> Said:
    """Return what is to be said of an error of the system: what it says, where the code is none of ours."""
    if isinstance(error, SaidError):
        return error.told
    if isinstance(error, IsADirectoryError):
        return said("is_no_file")
    return said("system_says", why=error.strerror or str(error))


def nearest(told: Said, word: str, known: Iterable[str]) -> Said:
    """Return what is said of a word that is not known, with the nearest of those that are."""
    near = nearest_of(word, known)
    return said("did_you_mean", what=told, name=near) if near else told


def nearest_of(word: str, known: Iterable[str]) -> str | None:
    """Return the word that is likest, None where none is like it."""
    near = get_close_matches(word[:SHOWN], list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def in_words(text: str) -> Said:
    """Return a text of the data that rung comes with: its English is its message."""
    return said(IN_WORDS, words=text)


def of_file(path: str, what: Said) -> Said:
    """Return what is to be said of one file of several."""
    return said(OF_FILE, file=path, what=what)


def what_of_files(told: Iterable[Said]) -> dict[str, Said]:
    """Return by file what is said of it."""
    return {
        str(one.named["file"]): what
        for one in told
        if one.code == OF_FILE and isinstance(what := one.named["what"], Said)
    }


def says(told: Said | None, code: str) -> bool:
    """Whether it is this that is said."""
    return told is not None and told.code == code
