"""How figures changed against the period before, like with like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.config import Config
from queries.config.ladder import Rules
from queries.grading import HELD, held_figures
from queries.ladder.criteria import Result
from queries.ladder.figures import Figure
from queries.measures import Measures, measure
from queries.workspace import Scope, Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's change against the previous period, in its own unit; `better` None: no change."""

    by: float
    better: bool | None


@dataclass(frozen=True, slots=True)
class Before:
    """The figures of the previous period, like with like: held against the same bounds."""

    rules: Rules
    whole: Measures
    channels: Mapping[str, Measures]
    held: Mapping[str, Mapping[tuple[str, int], Figure]]

    def change(self, result: Result) -> Change | None:
        """Return how a criterion's figure changed since."""
        if result.bound is None:
            return None
        before = self._figure(result)
        least = self.rules.ratings if result.key.startswith("csat") else self.rules.graded_tickets
        return change(
            (result.value, result.n or 0),
            before,
            least,
            lower_is_better=result.bound.lower_is_better,
        )

    def _figure(self, result: Result) -> tuple[float | None, int]:
        if result.channel is None:
            return _figure(self.whole, result.key)
        held = self.held.get(result.channel, {}).get((result.key, result.level))
        if held is not None:
            return held.value, held.n
        return _figure(self.channels.get(result.channel, Measures()), result.key)


def figures_before(workspace: Workspace, scope: Scope, config: Config) -> Before:
    """Ask for the figures of an earlier `scope`."""
    held: dict[str, dict[tuple[str, int], Figure]] = {}
    for name, question in HELD.values():
        for channel, figures in held_figures(workspace, name, question, scope).items():
            held.setdefault(channel, {}).update(figures)
    return Before(
        config.ladder.rules,
        measure(workspace, scope, "all").get("all", Measures()),
        measure(workspace, scope, "channel"),
        held,
    )


def change(
    now: tuple[float | None, int],
    before: tuple[float | None, int],
    least: int,
    *,
    lower_is_better: bool,
) -> Change | None:
    """Return the change between two (value, n); None where either side has too few."""
    if now[0] is None or before[0] is None or min(now[1], before[1]) < least:
        return None
    by = now[0] - before[0]
    return Change(by, None if by == 0 else (by < 0) == lower_is_better)


def _figure(measures: Measures, key: str) -> tuple[float | None, int]:
    """Return the (value, n) that `key` names."""
    csat = measures.csat
    shares = {
        "answered_share": measures.answered_share,
        "abandonment_rate": measures.abandonment_rate,
    }
    if key in shares:
        return shares[key].value, shares[key].n
    ratings = {
        "csat_share": csat.share,
        "csat_good_share": csat.share,
        "csat_mean": csat.mean,
        "csat_3_or_more_share": csat.three_or_more,
        "csat_5_share": csat.fives,
    }
    return ratings.get(key), csat.n
