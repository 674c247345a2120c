"""A part of the cases: a channel, some days, some hours …, as a condition that is bound and never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from queries.scope import Period

Kind = Literal[
    "everywhere", "channel", "reason", "agent", "hours", "days", "days_before", "absence"
]
Weekdays = Literal["every day", "Mon–Fri", "Sat–Sun", "Sat", "Sun"]
WEEKDAYS: Mapping[Weekdays, range] = {
    "Mon–Fri": range(5),
    "Sat–Sun": range(5, 7),
    "every day": range(7),
    "Sat": range(5, 6),
    "Sun": range(6, 7),
}
OF_DAYS = ("days", "days_before", "absence")
_WHEN = "{at} >= $part_first and {at} < $part_past"
_WALL = "wall_time({at}, given('timezone'))"
_CONDITIONS: Mapping[Kind, str] = {
    "everywhere": "true",
    "channel": "channel::varchar = $part_name",
    "reason": "reason::varchar is not distinct from $part_name",
    "agent": "agent::varchar = $part_name",
    "hours": f"isodow({_WALL}) between $part_from_day and $part_to_day "
    f"and (hour({_WALL}) - $part_hour + 24) % 24 < $part_hours",
    "days": _WHEN,
    "days_before": _WHEN,
    "absence": _WHEN,
}
_CAME_FOR = "came_for(part, row, $part_name)"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the cases.

    `name` is a channel, a reason (None: none is given), an agent, or who was away; `first` to before `past` are
    local days; `hours` hours of `weekdays` begin with `hour`, and may run over midnight.
    """

    kind: Kind
    name: str | None = ""
    first: dt.date | None = None
    past: dt.date | None = None
    weekdays: Weekdays = "every day"
    hour: int = 0
    hours: int = 24

    @property
    def days(self) -> range:
        """Its weekdays, 0 for Monday."""
        return WEEKDAYS[self.weekdays]

    def condition(self, at: str, of: str = "tickets") -> str:
        """Return its condition on cases that the instant `at`, a column of theirs, places.

        `of` says what the cases are: of tickets alone the reason stands beside them.
        """
        looked_up = self.kind == "reason" and of != "tickets"
        return (_CAME_FOR if looked_up else _CONDITIONS[self.kind]).replace("{at}", at)

    def bound(self, zone: str) -> Mapping[str, Any]:
        """Return the parameters of the condition; days are those of `zone`."""
        found: dict[str, Any] = {
            "part_name": self.name,
            "part_from_day": self.days.start + 1,
            "part_to_day": self.days.stop,
            "part_hour": self.hour,
            "part_hours": self.hours,
        }
        if self.first is not None and self.past is not None:
            span = Period("span", self.first, self.past, zone)
            found |= {"part_first": span.start, "part_past": span.end}
        return found
