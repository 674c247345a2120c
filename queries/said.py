"""What is to be said to a user, as a code with named arguments; `tui.words` makes the sentence of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias, Union

Part: TypeAlias = Union["Said", str]
# A part, a count, a share from 0 to 1, parts in a list.
Argument: TypeAlias = Union[Part, int, float, tuple[Part, ...], None]  # noqa: UP007 - names itself


DAY = "day"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, or a part of one: its code, and what it tells of by name.

    Where the sentence depends on a number, the argument `n` is that number.
    """

    code: str
    arguments: tuple[tuple[str, Argument], ...] = ()

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


def says(told: Said | None, code: str) -> bool:
    """Whether it is this that is said."""
    return told is not None and told.code == code
