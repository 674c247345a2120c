"""How figures changed against the period before, like with like."""

from __future__ import annotations

from dataclasses import dataclass

from queries.config.catalogue import Catalogue
from queries.config.ladder import Rules
from queries.figures.measure import Figure, Measured
from queries.figures.reach import LATEST, Within
from queries.ladder.criteria import Result


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's change against the previous period, in its own unit; `better` None: no change."""

    by: float
    better: bool | None


@dataclass(frozen=True, slots=True)
class Before:
    """The figures of the previous period, like with like: held against the same bounds."""

    rules: Rules
    catalogue: Catalogue
    measured: Measured
    within: Within

    def change(self, result: Result) -> Change | None:
        """Return how a criterion's figure changed since; None on other cases than the period's."""
        if result.bound is None or result.key not in self.catalogue or LATEST in result.note:
            return None
        entry = self.catalogue[result.key]
        least = getattr(self.rules, entry.least) if entry.least else 0
        if result.within is not None:
            before = Figure(*self.within.share(result.key, result.within, "before"))
        elif entry.reach:
            return None
        else:
            before = self.measured.whole("before")[result.key]
        now = Figure(result.value, result.n or 0)
        return change(now, before, least, lower_is_better=result.bound.lower_is_better)


def change(now: Figure, before: Figure, least: int, *, lower_is_better: bool) -> Change | None:
    """Return the change between two figures; None where either side has too few."""
    if now.value is None or before.value is None or min(now.n, before.n) < least:
        return None
    by = now.value - before.value
    return Change(by, None if by == 0 else (by < 0) == lower_is_better)
