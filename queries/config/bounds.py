"""Bounds, shares and units as a lead writes them: "<= 24 h", "< 15 min", ">= 85 %"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from queries.said import SaidError, said

SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}

_BOUND = re.compile(r"(<=|<|>=|>)\s*([0-9]+(?:\.[0-9]+)?)\s*(s|min|h|d|%)?")
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of the ladder; `value` in seconds for times, 0–1 for shares."""

    operator: Literal["<", "<=", ">", ">="]
    value: float
    unit: Literal["seconds", "share"] | None
    words: str

    @property
    def lower_is_better(self) -> bool:
        """Whether the figure has to stay under the bound."""
        return self.operator.startswith("<")

    def holds(self, figure: float) -> bool:
        """Whether `figure` meets the bound."""
        match self.operator:
            case "<":
                return figure < self.value
            case "<=":
                return figure <= self.value
            case ">":
                return figure > self.value
            case ">=":
                return figure >= self.value

    def implies(self, other: Bound) -> bool:
        """Whether every figure that meets this bound meets `other` too."""
        if self.lower_is_better != other.lower_is_better:
            return False
        if self.value == other.value:
            return len(self.operator) == 1 or len(other.operator) == 2
        return (self.value < other.value) == self.lower_is_better


class FormError(SaidError, ValueError):
    """What is written has not the form that it should have."""


def parse_bound(text: str) -> Bound:
    """Read a bound; raise FormError with what a bound looks like."""
    found = _BOUND.fullmatch(text.strip())
    if found is None:
        raise FormError(said("no_bound", value=text))
    operator, number, unit = found.groups()
    value = float(number)
    kind: Literal["seconds", "share"] | None = None
    if unit == "%":
        kind, value = "share", value / 100
        if value > 1:
            raise FormError(said("bound_out_of_range", value=text))
    elif unit:
        kind, value = "seconds", value * SECONDS[unit]
    return Bound(operator, value, kind, text.strip())  # type: ignore[arg-type]  # held by the pattern


def parse_share(text: str) -> float:
    """Read "5 %" as 0.05; raise FormError otherwise."""
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise FormError(said("no_share", value=text, example="5 %"))
    share = float(found.group(1)) / 100
    if not math.isfinite(share) or share > 1:
        raise FormError(said("share_out_of_range", value=text))
    return share
