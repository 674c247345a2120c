"""What all contestants must agree on: their reports as one flat table, figure → number."""

from __future__ import annotations

import math
from typing import Any

Json = dict[str, Any]
Figures = dict[str, float | None]


def of_rung(report: Json) -> Figures:
    """Return the main figures of `rung snapshot --format json`."""
    found: Figures = {}
    whole = report["measures"]
    _measures(found, "all", whole)
    _take(found, "all coverage", whole["coverage"], "hours", "covered")
    _take(found, "backlog", whole["backlog"], "n", "median_age", "oldest")
    _promises(found, whole["answered_within"])
    for agent in report["agents"]:
        _measures(found, f"agent {agent['agent']}", agent)
        _take(found, f"agent {agent['agent']} interval", agent, "low", "high", "shrunken")
    for channel in report["channels"]:
        who = f"channel {channel['channel']}"
        _measures(found, who, channel)
        hours = {"hours": channel["hours"], "covered": channel["hours_covered"]}
        _take(found, f"{who} coverage", hours, "hours", "covered")
    if report["previous"]:
        _measures(found, "before: all", report["previous"])
    return found


def of_script(report: Json) -> Figures:
    """Return the main figures that a script of peers/ prints, under the names of `of_rung`."""
    found: Figures = {}
    _questions(found, "", report)
    for who, row in report["coverage"].items():
        _take(found, f"{who} coverage", row, "hours", "covered")
    _take(found, "backlog", report["backlog"], "n", "median_age", "oldest")
    _promises(found, report["answered_within"])
    for who, row in report["csat"].items():
        if who.startswith("agent "):
            _take(found, f"{who} interval", row, "low", "high", "shrunken")
    if "previous" in report:
        before: Figures = {}
        _questions(before, "before: ", report["previous"])
        found |= {name: n for name, n in before.items() if name.startswith("before: all ")}
    return found


def differences(rung: Figures, other: Figures) -> list[str]:
    """Return in words each of the other's figures that rung has not, or has otherwise."""
    return [
        f"{name}: rung {rung.get(name)}, other {figure}"
        for name, figure in other.items()
        if not _same(rung.get(name), figure)
    ]


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def _measures(found: Figures, who: str, measures: Json) -> None:
    found[f"{who} tickets"] = measures["tickets"]
    for time in ("first_response_time", "resolution_time"):
        _take(found, f"{who} {time}", measures[time], "n", "median", "mean", "p80", "p90")
    _take(found, f"{who} one_touch_rate", measures["one_touch_rate"], "n", "value")
    _take(found, f"{who} csat", measures["csat"], "n", "share", "mean")


def _questions(found: Figures, prefix: str, report: Json) -> None:
    names = {
        "first_response": ("first_response_time", "n", "median", "mean", "p80", "p90"),
        "resolution": ("resolution_time", "n", "median", "mean", "p80", "p90"),
        "one_touch": ("one_touch_rate", "n", "value"),
        "csat": ("csat", "n", "share", "mean"),
    }
    for who, row in report["volume"].items():
        found[f"{prefix}{who} tickets"] = row["n"]
    for question, (name, *columns) in names.items():
        for who, row in report[question].items():
            _take(found, f"{prefix}{who} {name}", row, *columns)


def _promises(found: Figures, promises: list[Json]) -> None:
    for promise in promises:
        _take(found, f"within {promise['seconds']} s", promise, "n", "value")


def _take(found: Figures, name: str, row: Json, *columns: str) -> None:
    for column in columns:
        found[f"{name} {column}"] = row[column]
