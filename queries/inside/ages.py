"""What waits for a first answer and what is open, by age: the oldest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from queries.behind import Behind, behind
from queries.config.catalogue import Cases, Catalogue
from queries.engine.port import Asking

What = Literal["waiting", "open"]
BANDS = (
    30,
    7,
    2,
    1,
    0,
)  # the least age of each band in days, as queries/sql/questions/ages.sql has them
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Aged:
    """So many tickets of a band: of `days` days or more, until the next band; the oldest in seconds."""

    what: What
    days: int
    n: int
    oldest: float


def ages(asking: Asking) -> tuple[Aged, ...]:
    """Return the bands that hold any, the oldest first; of what no export tells there are none."""
    return tuple(
        Aged(row["what"], row["days"], row["n"], row["oldest"]) for row in asking.ask("ages")
    )


def aged_behind(catalogue: Catalogue, what: What, days: int | None) -> Behind:
    """Return what stands behind a band; None: behind all of them."""
    age = "waiting_s" if what == "waiting" else "age"
    where = "response_fate = 'waiting'" if what == "waiting" else "true"
    if days is not None:
        older = [band for band in BANDS if band > days]
        where += f" and {age} >= {days * _DAY:d}"
        where += f" and {age} < {min(older) * _DAY:d}" if older else ""
    of: Literal["tickets", "open"] = "tickets" if what == "waiting" else "open"
    own = Cases(of=of, where=where, measured=age, worst=age)
    figure = "first_response_time" if what == "waiting" else "backlog"
    return replace(behind(catalogue, figure), own=own)
