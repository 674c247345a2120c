"""The contact reasons: how many came for each, how they were served, and which moved."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from queries.engine.port import Asking

_LEAST = 8  # tickets in both periods together: of fewer nothing is told
_BEYOND = 2.58  # standard errors: one of a hundred reasons that did not move is told all the same


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason (None: none given): its tickets, and of how many the late, the good ratings, the one-touch.

    `before` are the tickets of the period before at this one's length, None where it is compared with none;
    `moved`: 1 more, −1 fewer, beyond chance, else 0.
    """

    name: str | None
    volume: int
    before: float | None
    moved: int
    late: tuple[int, int]
    good: tuple[int, int]
    once: tuple[int, int]


def reasons(asking: Asking, level: int) -> tuple[Reason, ...]:
    """Return the reasons, the most tickets first; late is a first answer at the bound of `level`."""
    period, before = asking.request.period, asking.request.before
    scale = period.days / before.days if before is not None else None
    return tuple(
        Reason(
            name=row["reason"],
            volume=row["volume"],
            before=row["before"] * scale if scale is not None else None,
            moved=_moved(row["volume"], row["before"], scale),
            late=(row["late"], row["known"]),
            good=(row["good"], row["rated"]),
            once=(row["once"], row["touched"]),
        )
        for row in asking.ask("reasons", level=level)
    )


def _moved(now: int, before: int, scale: float | None) -> int:
    """Say whether two counts differ by more than chance, the one before at the other's length."""
    if scale is None or now + before < _LEAST:
        return 0
    by = now - before * scale
    if abs(by) <= _BEYOND * sqrt(now + before * scale * scale):
        return 0
    return 1 if by > 0 else -1
