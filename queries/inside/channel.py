"""Inside a channel's figures: its own times against every bound of its class, its weeks, its late ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.engine.port import Asking, Row, Workspace
from queries.figures.measure import Side
from queries.figures.reach import COLUMNS, Within
from queries.inside.dimension import Part, Week, ask_late, ask_weeks
from queries.scope import Request

TIMES = ("first_response_time", "resolution_time")


@dataclass(frozen=True, slots=True)
class OneChannel:
    """What stands inside a channel's figures; `weeks` and `late` are of first answers at the bound of `level`.

    `classes` are those whose bounds each time is held against.
    """

    name: str
    level: int
    classes: Mapping[str, str]
    within: Within
    weeks: tuple[Week, ...]
    whole: Part
    late: Mapping[str, tuple[Part, ...]]


def on_channel(workspace: Workspace, request: Request, name: str | None) -> Asking:
    """Return the cases of a request, of one channel alone, to be listed; None: as they are."""
    if name is None or name == request.filter.channel:
        return workspace.asking(request.stoppable())
    narrower = request.of(channel=name).stoppable()
    return workspace.asking(narrower, aside=True, counted=False)


def one_channel(workspace: Workspace, request: Request, name: str, level: int) -> OneChannel:
    """Ask what stands inside the figures of the channel `name`, most of it of the cases that are there."""
    asking = workspace.asking(request.stoppable())
    classes = asking.ask("channel_classes", channel=name)[0]
    whole, late = ask_late(asking, TIMES[0], level, name)
    return OneChannel(
        name=name,
        level=level,
        classes={TIMES[0]: classes["channel_class"], TIMES[1]: classes["solve_class"]},
        within=_within(asking, name),
        weeks=ask_weeks(workspace, request.stoppable(), TIMES[0], level, name),
        whole=whole,
        late=late,
    )


def _within(asking: Asking, name: str) -> Within:
    """Return the counts of a channel, as those of all cases stand in a reach."""
    rows: dict[tuple[Side, str, str], Row] = {}
    for found in asking.ask("within_on_channel", channel=name):
        row = rows.setdefault((found["side"], "all", "all"), {})
        for of in COLUMNS.values():
            row[f"{of}_graded"] = found[f"{of}_graded"]
            row[f"{of}_within_{found['level']}"] = found[f"{of}_within"]
            row[f"{of}_known_{found['level']}"] = found[f"{of}_known"]
    return Within(rows, {})
