"""The hours of the week in which customers write, which are covered, and the tickets they wrote on then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queries.behind import Behind, behind
from queries.config.catalogue import Cases, Catalogue
from queries.engine.port import Asking


@dataclass(frozen=True, slots=True)
class WrittenHour:
    """An hour of the week, 0 is Monday 0–1 h: customers wrote then on `n` tickets of the period.

    They did so in `weeks` of its weeks; in `answered` of these a person replied: `covered` in at least half.
    """

    hour: int
    n: int
    weeks: int
    answered: int
    covered: bool = False


def written_hours(asking: Asking) -> tuple[WrittenHour, ...]:
    """Return the hours that coverage looks at: those in which customers wrote in at least two weeks."""
    rows = asking.ask("coverage", by=["all"], whole=True)
    tickets = {row["hour"]: row["n"] for row in asking.ask("written_hours")}
    return tuple(
        WrittenHour(
            hour=of["hour"],
            n=tickets.get(of["hour"], 0),
            weeks=of["weeks"],
            answered=of["answered"],
            covered=of["covered"],
        )
        for row in rows
        for of in row["written"] or ()
    )


def uncovered_hours(asking: Asking) -> tuple[WrittenHour, ...]:
    """Return the hours that coverage counts as uncovered, those with the most tickets first."""
    found = (one for one in written_hours(asking) if not one.covered)
    return tuple(sorted(found, key=lambda one: (-one.n, one.hour)))


def written_in(catalogue: Catalogue, hour: int) -> Behind:
    """Return what stands behind an hour of the week: the tickets on which customers wrote then."""
    own = Cases(
        of="tickets",
        where=f"(part, row) in (select part, row from written_hours() where hour = {hour:d})",
        measured="coalesce(answered, false)",
        worst="coalesce(waiting_s, response_calendar_s)",
    )
    return replace(behind(catalogue, "first_response_time"), own=own)
