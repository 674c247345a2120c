"""Whether what came in otherwise is beyond how much it differs from day to day."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from queries.changed.noise import chance, shared_noise
from queries.changed.search import CHANCE
from queries.changed.sums import Cell, Span, Sums

_LEAST = 0.01


def told_mix(sums: Sums, span: Span) -> float | None:
    """Return the mix (of channels, or of the hours within these) that is beyond the noise, the larger one."""
    of_channels = sums.mix_of_channels
    found = [
        by
        for by, value in (
            (of_channels, lambda cell: cell.x),
            (sums.mix - of_channels, lambda cell: cell.promised - cell.x),
        )
        if abs(by) >= _LEAST and _beyond(sums, span, by, value)
    ]
    return max(found, key=abs, default=None)


def _beyond(sums: Sums, span: Span, by: float, value: Callable[[Cell], float]) -> bool:
    variance = 0.0
    for period, first, past in (
        (0, span.before, span.before_past),
        (1, span.now, span.past),
    ):
        whole = sums.whole(period)
        mean = value(whole) / whole.n
        days = {
            day: value(cell) - mean * cell.n
            for day in range(first, past)
            if (cell := sums.at("day", period, day)).n
        }
        noise = shared_noise(days, first, past)
        if noise is None:
            return False
        variance += noise * (past - first) / whole.n**2
    return variance > 0 and chance(by / sqrt(variance), 2) <= CHANCE
