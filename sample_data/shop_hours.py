"""The desk's clock: Berlin time, opening hours and who is at work when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import shop_facts as shop
from shop_facts import Agent


def local(at: datetime) -> str:
    """The instant as the helpdesk writes it: Berlin time without a zone."""
    return at.astimezone(shop.ZONE).strftime("%Y-%m-%d %H:%M:%S")


def seconds_between(start: datetime, end: datetime) -> int:
    """Elapsed seconds, whatever the clocks were set to meanwhile."""
    return int((end - start).total_seconds())


def is_strike(at: datetime) -> bool:
    """Whether the courier strike is on."""
    return shop.STRIKE_DAYS[0] <= at.astimezone(shop.ZONE).date() <= shop.STRIKE_DAYS[1]


@cache
def staffed_window(day: date) -> tuple[datetime, datetime] | None:
    """When the desk opens and closes that day, or None."""
    if day in shop.CLOSED_DAYS or day.weekday() not in shop.STAFFED_HOURS:
        return None
    opens, closes = (
        datetime.combine(day, time(hour), shop.ZONE).astimezone(UTC)
        for hour in shop.STAFFED_HOURS[day.weekday()]
    )
    return opens, closes


def is_staffed(at: datetime) -> bool:
    """Whether the desk is open."""
    window = staffed_window(at.astimezone(shop.ZONE).date())
    return window is not None and window[0] <= at < window[1]


def after_staffed(start: datetime, seconds: float) -> datetime:
    """The instant at which that many staffed seconds have passed since `start`."""
    day = start.astimezone(shop.ZONE).date()
    while True:
        window = staffed_window(day)
        if window is not None and start < window[1]:
            begin = max(start, window[0])
            available = (window[1] - begin).total_seconds()
            if seconds < available:
                return begin + timedelta(seconds=int(seconds))
            seconds -= available
        day += timedelta(days=1)


def on_duty(at: datetime) -> list[Agent]:
    """Who is at work."""
    here = at.astimezone(shop.ZONE)
    return [
        agent
        for agent in shop.AGENTS
        if is_staffed(at)
        and agent.started <= here.date()
        and str(here.weekday()) in agent.weekdays
        and agent.hours[0] <= here.hour < agent.hours[1]
    ]
