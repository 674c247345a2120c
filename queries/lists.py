"""How a list of cases is sorted: by all there are, not by what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.config.catalogue import Cases

# What each question for cases can be sorted by, all of them; by an export's own words only what is listed is.
_WHERE_AND_WHO = {"channel": "channel::varchar", "agent": "agent::varchar"}
SORTS: Mapping[str, Mapping[str, str]] = {
    "tickets": _WHERE_AND_WHO
    | {
        "created_at": "created_at",
        "response_s": "coalesce(response_s, waiting_s)",
        "solve_s": "coalesce(solve_s, unsolved_s)",
    },
    "open": _WHERE_AND_WHO | {"created_at": "created_at", "solve_s": "age"},
    "ratings": _WHERE_AND_WHO | {"score": "score", "rated_at": "rated_at"},
    "replies": _WHERE_AND_WHO | {"sent_at": "sent_at", "wait_s": "wait_s"},
}


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column of a list its cases stand, the largest first (`down`) or the smallest."""

    by: str
    down: bool


def parts_of_list(cases: Cases, sort: Sort | None) -> dict[str, str]:
    """Return what fills a question for cases, the worst first, or by `sort`."""
    return {
        "condition": cases.where,
        "worst": SORTS[cases.of][sort.by] if sort else cases.worst,
        "way": "asc" if sort and not sort.down else "desc",
        "measured": cases.measured,
        "ties": "desc",
    }
