"""What makes a level doubtful: seen in the data, in the settings, or between the definition sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from queries.config.doubts import DoubtEntry, doubt_entries
from queries.engine.port import Asking, Row
from queries.lists import SORTS, Sort, parts_of_list
from queries.sqltext import above_each_other, filled, with_values

SETS_APART = "sets_apart"
_APART = 2  # levels


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt: `k` of the `n` tickets looked at, of `name` (an agent, a channel; "all").

    `value` is the median of what is shown of them, `others` the share of the rest among the others'.
    """

    key: str
    name: str = "all"
    k: int = 0
    n: int = 0
    value: float | None = None
    others: float | None = None

    @property
    def entry(self) -> DoubtEntry | None:
        """How it was seen; None where no ticket stands behind it."""
        return doubt_entries().get(self.key)

    @property
    def sorts(self) -> Collection[str]:
        """The columns that its tickets can be sorted by in their question."""
        return SORTS["tickets"] if self.entry is not None else ()

    def cases(self, asking: Asking, most: int, sort: Sort | None = None) -> list[Row]:
        """Return at most `most` of its tickets, the worst first, or by `sort`; `total` says of how many."""
        if self.entry is None:
            return []
        return asking.ask_filled(
            "cases_of_tickets",
            parts_of_list(self.entry.cases, sort),
            grouping=self.entry.by,
            name=self.name,
            most=most,
        )


def doubts(asking: Asking, levels: Iterable[int | None]) -> tuple[Doubt, ...]:
    """Return every doubt; `levels` are what each definition set reads."""
    return (*_apart(levels), *_seen(asking))


def doubts_again(found: Iterable[Doubt], levels: Iterable[int | None]) -> tuple[Doubt, ...]:
    """Return the doubts where only the `levels` of the definition sets are others now."""
    return (*_apart(levels), *(doubt for doubt in found if doubt.key != SETS_APART))


def _apart(levels: Iterable[int | None]) -> Iterator[Doubt]:
    known = [level for level in levels if level is not None]
    if known and max(known) - min(known) >= _APART:
        yield Doubt(SETS_APART)


def _seen(asking: Asking) -> Iterator[Doubt]:
    of_each = above_each_other(_question(key, entry) for key, entry in doubt_entries().items())
    places = {key: place for place, key in enumerate(doubt_entries())}
    rows = asking.ask_filled("doubtful_tickets", {"of_each": of_each})
    for row in sorted(rows, key=lambda row: places[row["doubt"]]):
        yield Doubt(row["doubt"], row["name"], row["k"], row["n"], row["value"], row["others"])


def _question(key: str, entry: DoubtEntry) -> str:
    """Return the question of one doubt, everything written in."""
    question = filled(
        "questions/doubtful_of_one",
        by="'all'" if entry.by == "all" else entry.by,
        among=entry.among,
        doubtful=entry.doubtful,
        measured=entry.measured,
    )
    return with_values(
        question,
        {
            "doubt": key,
            "least": entry.least,
            "share": entry.share,
            "than_others": entry.than_others,
        },
    )
