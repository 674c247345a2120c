"""The cases of the figures, held in the database while they are looked at again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from queries.changed.parts import OF_DAYS, Part
from queries.changed.sums import Span, Sums, read_sums
from queries.config.catalogue import Cases
from queries.engine.port import Asking
from queries.scope import Period

_OF = {"tickets": "ticket_cases", "ratings": "with_reason('rating_cases')"}
_FIGURES = ("first_response_time", "resolution_time", "csat", "answered_share", "volume")
Both = tuple[Sums, Sums]  # against the period before, and against this one


@dataclass(frozen=True, slots=True)
class Held:
    """The cases of a figure in the two periods, and in the days before them; `whole` are the sums over all.

    Others may be held with them: what a figure names is taken of its own cases, after `free`.
    """

    asking: Asking
    span: Span
    zone: str
    figure: str
    whole: Both

    def sums(self) -> Both:
        """Return the sums over what no named part holds, against the period before and against this one."""
        return _counted(self.asking, [self.figure], "taken = 0")[self.figure]

    def all_sums(self) -> Both:
        """Return the sums over all cases, with what each named part holds."""
        return _counted(self.asking, [self.figure], "true")[self.figure]

    def sums_inside(self, part: Part, number: int) -> Both:
        """Return the sums within a part that was taken; days are held against the other period as a whole."""
        among = "taken = $number"
        if part.kind in OF_DAYS:
            among += f" or p in (-1, {1 if part.kind == 'days_before' else 0})"
        return _counted(self.asking, [self.figure], among, number=number)[self.figure]

    def free(self) -> None:
        """Let go of what was taken of another figure."""
        self.asking.ask("changed_free")

    def take(self, part: Part, number: int) -> None:
        """Take a part's cases out of what is left."""
        self.asking.ask_filled(
            "changed_take", self._condition(part), number=number, **part.bound(self.zone)
        )

    def overlap(self, part: Part) -> Mapping[tuple[str, str | None], int]:
        """Return how many of a part's cases are of each channel, reason, agent and day."""
        parts = {"figure": self.figure, **self._condition(part)}
        rows = self.asking.ask_filled("changed_overlap", parts, **part.bound(self.zone))
        return {(row["kind"], row["name"]): row["n"] for row in rows}

    def _condition(self, part: Part) -> dict[str, str]:
        return {"part": part.condition("instant")}


def hold(
    asking: Asking, before: Period, span: Span, cases: Mapping[str, Cases], at: str
) -> Mapping[str, Held]:
    """Hold the cases of some figures, all of tickets or all of ratings, and count them in one pass.

    Each figure's `cases` say which and (measured) what makes one good; `at` is the instant of one.
    """
    parts = dict.fromkeys((*_FIGURES, *(f"{name}_good" for name in _FIGURES)), "false")
    for figure, found in cases.items():
        parts[figure] = f"of_team and ({found.where})" if found.of == "ratings" else found.where
        parts[f"{figure}_good"] = found.measured
    of = _OF[next(iter(cases.values())).of]
    asking.ask_filled(
        "changed_cases",
        {"of": of, "at": at, **parts},
        before_start=before.start,
        origin=span.origin,
    )
    return held_cases(asking, span, before.zone, cases)


def held_cases(asking: Asking, span: Span, zone: str, figures: Iterable[str]) -> Mapping[str, Held]:
    """Return the figures of which changed_cases holds the cases."""
    return {
        figure: Held(asking, span, zone, figure, whole)
        for figure, whole in _counted(asking, figures, "true").items()
    }


def _counted(
    asking: Asking, figures: Iterable[str], among: str, **parameters: Any
) -> Mapping[str, Both]:
    asking.ask_filled("changed_counts", {"among": among}, **parameters)
    return {
        figure: read_sums(asking.ask_filled("changed_sums", {"figure": figure}))
        for figure in figures
    }
