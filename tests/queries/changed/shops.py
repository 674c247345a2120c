"""Made shops with one planted cause each, or none: what a search has to name, or to be silent about.

A shop is 112 days: eight weeks of history, then 28 days before and 28 days now. Tickets come by weekday and hour, a
day differs from the next by chance; a wait is its channel's median, by chance, by the day (which hangs together with
the day before), by the person, and longer where nobody is there. In time is within 4 h (letters) or 5 min (live).
"""

from __future__ import annotations

import datetime as dt
import math
import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from queries.changed.parts import Part
from queries.changed.sums import Span
from tests.queries.changed.table import Case

HISTORY, DAYS = 56, 28
BEFORE, NOW, PAST = HISTORY, HISTORY + DAYS, HISTORY + 2 * DAYS
# name: weight, median wait in seconds, its spread (of a lognormal), whether customers wait for it
CHANNELS = {
    "email": (0.42, 3300.0, 0.85, False),
    "chat": (0.30, 130.0, 0.75, True),
    "phone": (0.13, 38.0, 0.45, True),
    "instagram": (0.09, 2900.0, 0.9, False),
    "whatsapp": (0.06, 105.0, 0.8, True),
}
SLOWER = {"email": 5.0, "chat": 4.0, "phone": 9.0}
REASONS = {
    "order": 24, "late": 10, "refund": 14, "returns": 10, "exchange": 7, "defect": 9, "question": 12,
    "address": 6, "cancel": 4, "voucher": 4,
}  # fmt: skip
WEEKDAYS = (1.30, 1.14, 1.08, 1.05, 1.03, 0.82, 0.54)
HOURS = (1, 0.6, 0.4, 0.3, 0.3, 0.6, 2, 4, 7, 9, 10, 9.5, 8, 8, 8.5, 8, 7.5, 7, 6, 5, 4.5, 4, 2.5, 1.5)  # fmt: skip
# name: weekdays (0 is Monday), from, to
AGENTS = {
    "Ada": ("01234", 8, 16),
    "Bo": ("01234", 8, 16),
    "Cy": ("12345", 9, 17),
    "Di": ("01234", 12, 20),
    "Ed": ("0123", 8, 14),
    "Flo": ("01234", 11, 20),
    "Gus": ("01234", 9, 18),
    "Hal": ("12345", 9, 18),
}
KINDS = ("channel", "hours", "reason", "absence", "days", "mix", "two")


@dataclass(frozen=True)
class Shop:
    """Its cases and what was planted: parts, of which one is named first; () with mix or nothing planted."""

    cases: list[Case]
    span: Span
    planted: tuple[Part, ...]


def shop(seed: int, kind: str, per_day: int) -> Shop:
    """Make a shop."""
    chance = random.Random(f"{kind} {per_day} {seed}")
    origin = dt.date(2026, 1, 5) + dt.timedelta(days=chance.randrange(7))
    first = origin.weekday()
    planted, slower = _planted(chance, kind, origin, first)
    waits, persons = _days(chance), {name: math.exp(chance.gauss(0, 0.15)) for name in AGENTS}
    staffed = [_on_shift(hour // 24, hour % 24) for hour in range(168)]
    till = [next(j for j in range(168) if staffed[(hour + j) % 168]) for hour in range(168)]
    away = planted[0] if kind == "absence" else None
    names, reasons = list(AGENTS), list(REASONS)
    reason_weights, hour_weights = [*accumulate(REASONS.values())], [*accumulate(HOURS)]
    mean = sum(WEEKDAYS) / 7
    cases: list[Case] = []
    for day in range(PAST):
        date, weekday = origin + dt.timedelta(days=day), (first + day) % 7
        p = 1 if day >= NOW else 0 if day >= BEFORE else -1
        weights = {name: channel[0] for name, channel in CHANNELS.items()}
        if kind == "mix" and p == 1:
            weights["email"] *= 2.5
        channels, channel_weights = list(weights), [*accumulate(weights.values())]
        expected = per_day * WEEKDAYS[weekday] / mean * math.exp(chance.gauss(0, 0.10))
        for _ in range(_poisson(chance, expected)):
            hour, minute = _one(chance, hour_weights), chance.random()
            channel = channels[_one(chance, channel_weights)]
            reason = reasons[_one(chance, reason_weights)]
            closed = till[weekday * 24 + hour]
            wanted = chance.choice(staffed[(weekday * 24 + hour + closed) % 168])
            _, median, spread, live = CHANNELS[channel]
            if kind == "mix" and channel == "email":
                median = 9000.0
            times, who = slower(day, weekday, hour, channel, reason), wanted
            if away is not None and away.first and away.past and away.first <= date < away.past:
                times = 10.0 if wanted == away.name else 2.2
                if wanted == away.name:
                    who = chance.choice([name for name in names if name != away.name])
            wait = median * math.exp(chance.gauss(0, 1) * spread) * waits[day] * persons[wanted]
            wait = wait * times + (closed * 20 if live else max(0.0, closed - minute) * 3600)
            good = wait <= (300 if live else 14400)
            instant = dt.datetime.combine(date, dt.time(hour, int(minute * 60)))
            cases.append((p, instant, day, weekday, hour, channel, who, reason, int(good)))
    return Shop(cases, Span(origin, BEFORE, NOW, NOW, PAST), planted)


def _planted(chance: random.Random, kind: str, origin: dt.date, first: int):  # type: ignore[no-untyped-def]
    """Return what is planted, and by how much it lengthens a wait."""
    nothing = lambda *_: 1.0  # noqa: E731
    channel = chance.choice(list(SLOWER))
    reason = chance.choice(list(REASONS)[:4])
    hour, week = chance.randrange(8, 16), NOW + chance.randrange(3, 18)

    def date(day: int) -> dt.date:
        return origin + dt.timedelta(days=day)

    match kind:
        case "channel":
            return (
                Part("channel", channel),
            ), lambda d, w, h, c, r: SLOWER[channel] if d >= NOW and c == channel else 1.0
        case "reason":
            return (
                Part("reason", reason),
            ), lambda d, w, h, c, r: 8.0 if d >= NOW and r == reason else 1.0
        case "two":
            return (
                (Part("channel", channel), Part("reason", reason)),
                lambda d, w, h, c, r: (
                    (SLOWER[channel] if d >= NOW and c == channel else 1.0)
                    * (8.0 if d >= NOW and r == reason else 1.0)
                ),
            )
        case "hours":
            part = Part("hours", None, weekdays="Mon–Fri", hour=hour, hours=4)
            return (
                part,
            ), lambda d, w, h, c, r: 6.0 if d >= NOW and w < 5 and hour <= h < hour + 4 else 1.0
        case "days":
            return (
                Part("days", None, date(week), date(week + 7)),
            ), lambda d, w, h, c, r: 5.0 if week <= d < week + 7 else 1.0
        case "absence":
            name = chance.choice(list(AGENTS))
            working = [d for d in range(NOW, PAST) if str((first + d) % 7) in AGENTS[name][0]]
            start = chance.randrange(1, 5)
            last = working[min(start + 9, len(working) - 1)]
            return (Part("absence", name, date(working[start]), date(last + 1)),), nothing
    return (), nothing


def _on_shift(weekday: int, hour: int) -> list[str]:
    return [
        name
        for name, (days, begin, end) in AGENTS.items()
        if str(weekday) in days and begin <= hour < end
    ]


def _days(chance: random.Random) -> list[float]:
    """Return by how much each day's waits are longer: a day hangs together with the one before."""
    effects = [chance.gauss(0, 0.2)]
    for _ in range(PAST - 1):
        effects.append(0.3 * effects[-1] + chance.gauss(0, 0.2 * math.sqrt(1 - 0.3**2)))
    return [math.exp(effect) for effect in effects]


def _one(chance: random.Random, sums: list[float]) -> int:
    return bisect(sums, chance.random() * sums[-1], 0, len(sums) - 1)


def _poisson(chance: random.Random, mean: float) -> int:
    n, passed = 0, chance.expovariate(1)
    while passed < mean:
        n, passed = n + 1, passed + chance.expovariate(1)
    return n
