"""The hours of the week in which customers write and nobody answers, and the tickets they wrote on then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queries.behind import Behind, behind
from queries.config.catalogue import Cases, Catalogue
from queries.engine.port import Asking


@dataclass(frozen=True, slots=True)
class UncoveredHour:
    """An hour of the week, 0 is Monday 0–1 h: customers wrote then on `n` tickets of the period.

    They did so in `weeks` of its weeks, and in `answered` of these, fewer than half, a person replied.
    """

    hour: int
    n: int
    weeks: int
    answered: int


def uncovered_hours(asking: Asking) -> tuple[UncoveredHour, ...]:
    """Return the hours that coverage counts as uncovered, those with the most tickets first."""
    rows = asking.ask("coverage", by=["all"], whole=True)
    tickets = {row["hour"]: row["n"] for row in asking.ask("written_hours")}
    found = (
        UncoveredHour(of["hour"], tickets.get(of["hour"], 0), of["weeks"], of["answered"])
        for row in rows
        for of in row["uncovered"] or ()
    )
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
