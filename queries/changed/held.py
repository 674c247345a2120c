"""The cases of one figure, held in the database while they are looked at again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.changed.parts import OF_DAYS, Part
from queries.changed.sums import Span, Sums, read_sums
from queries.config.catalogue import Cases
from queries.engine.port import Asking
from queries.scope import Period

_LEFT = "taken = 0"


@dataclass(frozen=True, slots=True)
class Held:
    """The cases of a figure in the two periods, and in the days before them."""

    asking: Asking
    span: Span
    zone: str

    def sums(self) -> tuple[Sums, Sums]:
        """Return the sums over what no named part holds, against the period before and against this one."""
        return read_sums(self.asking.ask_filled("changed_sums", {"among": _LEFT}))

    def all_sums(self) -> tuple[Sums, Sums]:
        """Return the sums over all cases."""
        return read_sums(self.asking.ask_filled("changed_sums", {"among": "true"}))

    def sums_inside(self, part: Part, number: int) -> tuple[Sums, Sums]:
        """Return the sums within a part that was taken; days are held against the other period as a whole."""
        among = "taken = $number"
        if part.kind in OF_DAYS:
            among += f" or p in (-1, {1 if part.kind == 'days_before' else 0})"
        return read_sums(self.asking.ask_filled("changed_sums", {"among": among}, number=number))

    def take(self, part: Part, number: int) -> None:
        """Take a part's cases out of what is left."""
        self.asking.ask_filled(
            "changed_take", self._condition(part), number=number, **part.bound(self.zone)
        )

    def overlap(self, part: Part) -> Mapping[tuple[str, str | None], int]:
        """Return how many of a part's cases are of each channel, reason, agent and day."""
        rows = self.asking.ask_filled(
            "changed_overlap", self._condition(part), **part.bound(self.zone)
        )
        return {(row["kind"], row["name"]): row["n"] for row in rows}

    def _condition(self, part: Part) -> dict[str, str]:
        return {"part": part.condition("instant")}


def hold(asking: Asking, before: Period, span: Span, cases: Cases, at: str) -> Held:
    """Hold the cases of a figure: `cases` says which and (measured) what makes one good, `at` when one is."""
    tickets = cases.of == "tickets"
    asking.ask_filled(
        "changed_cases",
        {
            "of": "ticket_cases" if tickets else "rating_cases",
            "where": cases.where if tickets else f"of_team and ({cases.where})",
            "good": cases.measured,
            "at": at,
            "reason": "reason" if tickets else "null::varchar",
        },
        before_start=before.start,
        origin=span.origin,
    )
    return Held(asking, span, before.zone)
