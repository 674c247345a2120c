"""What the peers' scripts share: the command line, the periods, the bounds, the shape of the answer.

    python benchmarks/peers/duckdb_script.py FOLDER/tickets.csv --period all

Each script computes the figures of `rung snapshot` from one CSV file, as a good analyst of its library
writes it, and prints them as JSON. All trust the file: no row is checked, cleaned, deduplicated or
accounted for, and the columns, the words for a ticket's state and the channels' classes are written
into them. `28d` answers for the 28 days before as well, since rung shows the change.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
from pathlib import Path
from typing import Any, Protocol

Row = dict[str, Any]
Instants = tuple[dt.datetime, dt.datetime]
Period = tuple[dt.datetime, dt.datetime]

DAY, HOUR, MINUTE = 86_400, 3_600, 60
SOLVED = ("Closed", "Resolved")
PROMISES = (15 * MINUTE, HOUR, 4 * HOUR, DAY)
# What the ladder holds each time against, by the channel's class, from level 2 on.
BOUNDS: dict[str, dict[str, list[int]]] = {
    "response": {
        "email": [2 * DAY, DAY, 4 * HOUR, HOUR],
        "live": [HOUR, 10 * MINUTE, 5 * MINUTE, MINUTE],
    },
    "solve": {
        "email": [5 * DAY, DAY, 12 * HOUR, 4 * HOUR],
        "live": [4 * HOUR, HOUR, 30 * MINUTE, 10 * MINUTE],
    },
}


class Figures(Protocol):
    """A script: the file as its library holds it, and the answers."""

    instants: Instants  # the first ticket, and the last instant of any kind

    def __init__(self, path: Path) -> None:
        """Read the file."""

    def figures(self, period: Period) -> Row:
        """Answer every question about one period."""


def main(script: type[Figures]) -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description="Compute rung's figures from one CSV file.")
    parser.add_argument("path", type=Path, help="the CSV file")
    parser.add_argument("--period", default="28d", help="all, or days back as in 28d")
    options = parser.parse_args()
    asked = script(options.path)
    period = period_of(options.period, asked.instants)
    figures = asked.figures(period)
    if options.period != "all":
        figures["previous"] = asked.figures((period[0] - (period[1] - period[0]), period[0]))
    print(json.dumps(figures, indent=1))


def period_of(words: str, instants: Instants) -> Period:
    """Return what `all` or `28d` names: whole days up to that of the last instant."""
    first, last = (dt.datetime.combine(instant.date(), dt.time()) for instant in instants)
    past = last + dt.timedelta(days=1)
    return (
        first if words == "all" else past - dt.timedelta(days=int(words.removesuffix("d")))
    ), past


def judged(rated: dict[str, Row]) -> dict[str, Row]:
    """Add to rows of ratings (`n`, `good`) the share, Wilson's interval and the share drawn to the team's."""
    team = rated["all"]["good"] / rated["all"]["n"] if rated["all"]["n"] else None
    return {who: row | _interval(row["n"], row["good"], team) for who, row in rated.items()}


def _interval(n: int, good: int, team: float | None) -> Row:
    if not n or team is None:
        return dict.fromkeys(("share", "low", "high", "shrunken"))
    middle = (good + 1.920729410) / (n + 3.841458821)
    half = 1.959963985 / (n + 3.841458821) * math.sqrt(good * (n - good) / n + 0.960364705)
    return {
        "share": good / n,
        "low": max(0.0, middle - half),
        "high": min(1.0, middle + half),
        "shrunken": (good + 20 * team) / (n + 20),
    }


def nested(row: Row) -> Row:
    """Return {"a.b": 1} as {"a": {"b": 1}}."""
    found: Row = {}
    for name, value in row.items():
        outer, _, inner = name.partition(".")
        found.setdefault(outer, {})[inner] = value
    return found


def by_question(rows: dict[str, Row]) -> Row:
    """Return {who: {"question.figure": 1}} as {question: {who: {figure: 1}}}."""
    found: Row = {}
    for who, row in rows.items():
        for question, figures in nested(row).items():
            found.setdefault(question, {})[who] = figures
    return found
