"""How many customers were within each bound of the ladder, whole and by channel, now and before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from queries.config import Config
from queries.config.catalogue import Cases
from queries.engine.port import Asking, Row
from queries.figures.measure import Side
from queries.ladder.figures import Figure, Reach
from queries.said import Said, said, said_day

# How the questions' columns begin, for each time of single customers.
COLUMNS = {"first_response_time": "response", "resolution_time": "solve"}
# Whose bounds a ticket is held against, and its age while it waits.
_WAITS = {
    "first_response_time": ("ticket_cases.channel_class", "waiting_s"),
    "resolution_time": ("ticket_cases.solve_class", "unsolved_s"),
}
LEVELS = (2, 3, 4, 5)
TOO_EARLY = "too_early"
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Latest:
    """A figure of the latest few cases, where a period has too few: the oldest is of `since`."""

    value: float
    n: int
    since: dt.datetime
    scores: Mapping[float, int] = field(default_factory=dict)


LatestOf = Mapping[tuple[str, int], Latest]


@dataclass(frozen=True, slots=True)
class Within:
    """The counts behind a reach, by (side, grouping, name): a row of queries/sql/questions/reach.sql each."""

    rows: Mapping[tuple[Side, str, str], Row]
    means: Mapping[tuple[Side, str, str], Row]

    def known(self, measure: str, level: int, side: Side = "now") -> int:
        """Return how many tickets' fate at a bound is known."""
        row = self.rows.get((side, "all", "all"))
        return int(row[f"{COLUMNS[measure]}_known_{level}"]) if row else 0

    def share(self, measure: str, level: int, side: Side = "now") -> tuple[float | None, int]:
        """Return the share within a level's bound, and of how many."""
        row = self.rows.get((side, "all", "all"))
        return _share(row, COLUMNS[measure], level) if row else (None, 0)

    def young(self, measure: str, level: int) -> int:
        """Return how many are too young to judge at a bound: they wait, and are not late yet."""
        return self.graded(measure) - self.known(measure, level)

    def untold(self, measure: str) -> int:
        """Return of how many tickets of the period before nobody can tell how they stood at its end."""
        row = self.rows.get(("before", "all", "all"))
        return int(row[f"{COLUMNS[measure]}_untold"]) if row else 0

    def graded(self, measure: str) -> int:
        """Return how many tickets are held against the bounds at all."""
        row = self.rows.get(("now", "all", "all"))
        return int(row[f"{COLUMNS[measure]}_graded"]) if row else 0


def ask_within(asking: Asking) -> Within:
    """Count, for all and by channel, who was within each bound."""

    def rows(question: str) -> dict[tuple[Side, str, str], Row]:
        found = asking.ask(question, by=["all", "channel"], parts=1)
        return {(row["side"], row["grouping"], row["name"]): row for row in found}

    mean = asking.request.definitions.reach == "mean"
    return Within(rows("reach"), rows("reach_mean") if mean else {})


def cases_within(measure: str, level: int) -> Cases:
    """Return which tickets are cases of the share within a level's bound.

    The worst are those that still wait, then those that took longest against the bound of their own class.
    """
    prefix = COLUMNS[measure]
    within, late = f"{prefix}_within_level", f"{prefix}_late_from"
    of_class, waits = _WAITS[measure]
    bound = f"(select b.{prefix}_{level} from class_bounds b where b.channel_class = {of_class})"
    return Cases(
        of="tickets",
        where=f"{within} >= {level} or {late} <= {level}",
        measured=f"coalesce({within} >= {level}, false)",
        worst=f"case when {waits} is not null then 1e9 else 0 end "
        f"+ coalesce({waits}, {prefix}_calendar_s) * 1e6 / {bound}",
    )


@dataclass(frozen=True, slots=True)
class TrendsWithin:
    """Who was within each bound in equal parts of the period: a row of reach.sql each."""

    rows: Sequence[Row]

    def of(self, measure: str, level: int) -> tuple[float | None, ...]:
        """Return the share within a level's bound in each part; None: a part without cases."""
        return tuple(_share(row, COLUMNS[measure], level)[0] if row else None for row in self.rows)


def ask_trends_within(asking: Asking, parts: int) -> TrendsWithin:
    """Count who was within each bound, in equal parts of the period: for all times and bounds at once."""
    rows = asking.ask("reach", by=["all"], parts=parts)
    found = {row["bucket"]: row for row in rows if row["side"] == "now"}
    return TrendsWithin([found.get(part, {}) for part in range(parts)])


def reach_of(
    within: Within,
    measure: str,
    config: Config,
    latest: LatestOf,
    why: Said | None,
    place: tuple[str, str] = ("all", "all"),
) -> Reach:
    """Return a time held against every bound; where too few are known at one, on the latest of all.

    Where those are too few as well, the share within the next tighter bound stands for it: who is within that
    is within this. `why` says what is missing where nothing is known at all.
    """
    column, least = COLUMNS[measure], config.ladder.rules.graded_tickets
    row = within.rows.get(("now", *place))
    if row is None:
        return Reach({level: Figure(note=why) for level in LEVELS})
    shares: dict[int, Figure] = {}
    for level in reversed(LEVELS):
        share, known = _share(row, column, level)
        graded = int(row[f"{column}_graded"])
        found = latest.get((column, level))
        if known >= least:
            early = graded - known > config.ladder.rules.early * graded
            shares[level] = Figure(share, known, note=said(TOO_EARLY) if early else None)
        elif found is not None and found.n >= least:
            shares[level] = Figure(found.value, found.n, note=on_the_latest(found))
        else:
            tighter = shares.get(level + 1)
            few = why or said("few_tickets", n=known, least=least)
            shares[level] = (
                replace(tighter, tighter=tighter.tighter or level + 1)
                if tighter and tighter.value is not None
                else Figure(None, known, note=few)
            )
    mean = within.means.get(("now", *place))
    return Reach(shares, *_ratios(mean, column, least, why, config)) if mean else Reach(shares)


def on_the_latest(latest: Latest) -> Said:
    """Say that a figure is of the latest few."""
    return said(LATEST, n=latest.n, since=said_day(latest.since))


def _ratios(
    row: Row, column: str, least: int, why: Said | None, config: Config
) -> tuple[Mapping[int, Figure], frozenset[int]]:
    n = int(row[f"{column}_n"])
    figures = {
        level: Figure(row[f"{column}_ratio_{level}"], n)
        if n >= least
        else Figure(None, n, note=why or said("few_tickets", n=n, least=least))
        for level in LEVELS
    }
    measure = next(key for key, prefix in COLUMNS.items() if prefix == column)
    return figures, frozenset(strict_levels(config, measure))


def strict_levels(config: Config, measure: str) -> Iterator[int]:
    """Yield the levels whose bound on a time has to be stayed under."""
    for dimension in config.ladder.dimensions.values():
        for level, lines in dimension.levels.items():
            if any(
                line.measure == measure and line.bound and line.bound.operator == "<"
                for line in lines
            ):
                yield level


def _share(row: Row, column: str, level: int) -> tuple[float | None, int]:
    known = int(row[f"{column}_known_{level}"])
    return (row[f"{column}_within_{level}"] / known if known else None), known
