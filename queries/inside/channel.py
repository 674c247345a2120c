"""Inside a channel's figures: its own times against every bound of its class, its weeks, its late ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.engine.port import Asking, Workspace
from queries.figures.reach import Within, ask_within
from queries.inside.dimension import Part, Week, ask_late, ask_weeks, weeks_of
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
    """Return the cases of a request, of one channel alone; None: as they are."""
    if name is None or name == request.filter.channel:
        return workspace.asking(request.stoppable())
    return workspace.asking(request.of(channel=name).stoppable(), aside=True)


def one_channel(workspace: Workspace, request: Request, name: str, level: int) -> OneChannel:
    """Ask what stands inside the figures of the channel `name`."""
    asking = on_channel(workspace, request, name)
    classes = asking.ask("channel_classes")[0]
    whole, late = ask_late(asking, TIMES[0], level)
    of_weeks = workspace.asking(weeks_of(asking.request), aside=True)
    return OneChannel(
        name=name,
        level=level,
        classes={TIMES[0]: classes["channel_class"], TIMES[1]: classes["solve_class"]},
        within=ask_within(asking),
        weeks=ask_weeks(of_weeks, TIMES[0], level),
        whole=whole,
        late=late,
    )
