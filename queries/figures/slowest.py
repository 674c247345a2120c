"""Where a time is judged by its mean: how many of the slowest keep it from the next level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from queries.config import Config
from queries.engine.port import Asking
from queries.figures.reach import COLUMNS, strict_levels
from queries.ladder.figures import Reach, Slowest

_NONE = 0  # no level


def with_slowest(asking: Asking, config: Config, reach: Mapping[str, Reach]) -> dict[str, Reach]:
    """Return `reach` with what the mean lacks at the lowest level that it misses: no other is the next one."""
    lowest = {measure: _lowest_missed(held) for measure, held in reach.items()}
    if not any(lowest.values()):
        return dict(reach)
    asked: dict[str, int | bool] = {}
    for measure, column in COLUMNS.items():
        level = lowest.get(measure, _NONE)
        asked[f"{column}_level"] = level
        asked[f"{column}_under"] = level in strict_levels(config, measure)
    rows = {row["name"]: row for row in asking.ask("slowest", **asked)}
    found = dict(reach)
    for measure, level in lowest.items():
        row = rows.get(COLUMNS[measure])
        if level and row is not None and row["k"] is not None:
            held = reach[measure]
            figure = replace(held.ratio[level], made_of=Slowest(int(row["k"]), int(row["over"])))
            found[measure] = replace(held, ratio={**held.ratio, level: figure})
    return found


def _lowest_missed(reach: Reach) -> int:
    """Return the lowest level whose bound the mean is not within; 0 where there is none."""
    missed = (
        level
        for level, figure in sorted(reach.ratio.items())
        if figure.value is not None
        and (figure.value >= 1 if level in reach.strict else figure.value > 1)
    )
    return next(missed, _NONE)
