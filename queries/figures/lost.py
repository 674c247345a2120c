"""Where the late ones were lost: was anybody there, in which hours, on which channel, why, with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from queries.config.catalogue import Cases
from queries.engine.port import Asking, Row

LostTo = Literal["nobody", "free", "busy", "unknown"]
LOST_TO: tuple[LostTo, ...] = ("nobody", "free", "busy", "unknown")
Grouping = Literal["hour", "channel", "reason", "agent"]
GROUPINGS: tuple[Grouping, ...] = ("hour", "channel", "reason", "agent")


@dataclass(frozen=True, slots=True)
class LateOf:
    """How many of the `n` of one hour of the week (0 is Monday 0–1 h), channel, reason or agent were late.

    `name` None: not known.
    """

    name: str | None
    n: int
    late: int


@dataclass(frozen=True, slots=True)
class Lost:
    """The late first answers at the bound of `level`: each is exactly one of LOST_TO.

    Of `n` whose fate is known `late` were late. `by` groups these, in no order of merit. Presence comes from
    messages or, without any, from first replies alone; so many replies and solves as `busy_from` in an
    agent-hour, of `agent_hours` of them, is busy. `solves` are the solves that were late at the bound of
    `solve_level`, by hour of the week;
    `advice` what the guide says moves first answers.
    """

    level: int
    n: int
    late: int
    to: Mapping[LostTo, int]
    by: Mapping[Grouping, tuple[LateOf, ...]]
    from_messages: bool
    agent_hours: int
    busy_from: int | None
    solve_level: int = 2
    solves: tuple[LateOf, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def ceiling(self) -> float:
        """The share that nobody passes with the present hours: all but those when nobody was there."""
        return (self.n - self.to["nobody"]) / self.n


def where_lost(
    asking: Asking, level: int, solve_level: int, advice: tuple[str, ...] = ()
) -> Lost | None:
    """Return where first answers were lost at the bound of a level; None where none's fate is known.

    Late solves are held against the bound of `solve_level`.
    """
    rows = asking.ask("where_lost", level=level)
    whole = next((row for row in rows if row["grouping"] == "all"), None)
    if whole is None:
        return None
    return Lost(
        level=level,
        n=int(whole["n"]),
        late=int(whole["late"]),
        to={to: int(whole[to]) for to in LOST_TO},
        by={of: tuple(_late_of(r) for r in rows if r["grouping"] == of) for of in GROUPINGS},
        from_messages=bool(whole["from_messages"]),
        agent_hours=int(whole["agent_hours"] or 0),
        busy_from=whole["busy_from"],
        solve_level=solve_level,
        solves=tuple(_late_of(row) for row in asking.ask("late_solves", level=solve_level)),
        advice=advice,
    )


def cases_lost(level: int, to: LostTo) -> Cases:
    """Return which tickets were lost in one way: those that waited longest first."""
    held = f"(select part, row from held_tickets({level}) where lost = '{to}')"
    return Cases(
        of="tickets",
        where=f"(part, row) in {held}",
        measured="true",
        worst="coalesce(waiting_s, response_calendar_s)",
    )


def _late_of(row: Row) -> LateOf:
    return LateOf(row["name"], int(row["n"]), int(row["late"]))
