"""Which time zones fit: the emptiest six hours of the day are a night somewhere. Ranked, never named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from queries.config.zone_names import zones_by_offset
from queries.setup.knowledge import knowledge

UTC = "UTC"
_HOURS = 6


@dataclass(frozen=True, slots=True)
class Night:
    """The emptiest six hours: when they begin, and the share of all that is done in them."""

    begins: int
    share: float

    @property
    def ends(self) -> int:
        """The hour at which they end."""
        return (self.begins + _HOURS) % 24


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """What the data say of time: `hours` has how much is done in each hour of the clock they are written by.

    `said` is the zone that the headers name. `absolute`: the times say how far they are from UTC.
    """

    hours: tuple[int, ...] = (0,) * 24
    said: str | None = None
    absolute: bool = False

    @property
    def night(self) -> Night | None:
        """The emptiest hours; None where so few are too little to tell, or they are not empty enough."""
        limits, total = knowledge().night, sum(self.hours)
        if total < limits.least:
            return None
        found = min(map(self._night, range(24)), key=lambda night: night.share)
        return found if found.share <= limits.share else None

    @property
    def elsewhere(self) -> bool:
        """Whether times without a zone are, by the night in them, no local times."""
        night = self.night
        return night is not None and night.begins not in knowledge().night.begins

    def _night(self, begins: int) -> Night:
        within = sum(self.hours[(begins + hour) % 24] for hour in range(_HOURS))
        return Night(begins, within / sum(self.hours))


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone to choose: the team's, and the zone of times without one where that is another."""

    team: str
    written_in: str | None = None


def ranked(facts: ZoneFacts, own: str | None, most: int = 8) -> tuple[ZoneChoice, ...]:
    """Return the zones to offer, the fitting ones first; `own` is the lead's, where that is known.

    Local times fit every zone: then the lead's own comes first, and as they stand (UTC) where it is not
    known. Times that say their zone, or are no local ones, fit where their night is one.
    """
    if facts.absolute or facts.elsewhere:
        written_in = None if facts.absolute else UTC
        fitting = list(_by_night(facts.night)) if facts.night else []
        if own is not None and (
            facts.night is None or _off(facts.night, _offset(own)) <= _around()
        ):
            fitting = [own, *fitting]
        others = [*fitting[: most - 2], own, UTC, *knowledge().zones]
    else:
        written_in = None
        others = [own, UTC, *knowledge().zones]
    zones = dict.fromkeys(zone for zone in others if zone is not None)
    return tuple(ZoneChoice(zone, written_in) for zone in list(zones)[:most])


def _by_night(night: Night) -> Iterator[str]:
    """Yield the zones in which a night that begins so, in UTC, is one; the nearest to midnight first."""
    zones = zones_by_offset()
    fitting = sorted((_off(night, offset), offset) for offset in zones)
    yield from (zones[offset] for off, offset in fitting if off <= _around())


def _around() -> int:
    return knowledge().night.around


def _off(night: Night, offset: float) -> float:
    """Return how many hours from midnight a night that begins so, in UTC, begins at that offset."""
    return abs((night.begins + offset + 12) % 24 - 12)


def _offset(zone: str) -> float:
    """Return how many hours a zone is from UTC in winter."""
    offset = dt.datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    return (offset or dt.timedelta()) / dt.timedelta(hours=1)
