"""What opens inside a time that is held against bounds: its late ones, its week, the tickets of an hour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from queries.behind import Behind, behind
from queries.figures.reach import cases_within
from queries.inside.channel import on_channel
from queries.inside.dimension import ask_late, late_within
from queries.inside.week import in_cell, in_part, week_map, without
from tui import words
from tui.inside.dimension import late_view
from tui.inside.week import week_view
from tui.language import say
from tui.panes.targets import OpenHours, OpenLate, OpenWeek
from tui.screens.tickets import Listing, list_view
from tui.widgets.cell import cell
from tui.widgets.lines import View
from tui.words.inside import hours_name, part_name

if TYPE_CHECKING:
    from queries.engine.port import Asking, Workspace
    from queries.scorecard import Scorecard


def open_inside(
    workspace: Workspace, card: Scorecard, target: OpenLate | OpenWeek | OpenHours
) -> View:
    """Return the view that `target` opens."""
    asking = on_channel(workspace, card.request, target.channel)
    match target:
        case OpenLate():
            return _late_ones(asking, card, target)
        case OpenHours():
            hours = _in_hours(card, target)
            return _listed(asking, card, hours, hours_name(target.day, target.hour), target.level)
        case OpenWeek():
            found = week_map(asking, cases_within(target.figure, target.level))
            return week_view(card, target, found)


def behind_inside(card: Scorecard, opened: OpenLate | OpenHours) -> Behind | None:
    """Return what stands behind the late ones, or the hours of a map; None: there are names to choose from."""
    if isinstance(opened, OpenHours):
        return _in_hours(card, opened)
    found = behind(card.figures, opened.figure)
    late = late_within(opened.figure, opened.level)
    grouping, name = opened.grouping, opened.name
    if name == "":
        return None
    if name is None:
        late, grouping, name = without(late, grouping), "all", "all"
    elif grouping == "hours":
        late, grouping, name = in_part(late, name), "all", "all"
    return replace(found, own=late, grouping=grouping, name=name)


def _in_hours(card: Scorecard, opened: OpenHours) -> Behind:
    """Return the tickets of two hours of a weekday: the late ones, or all that came."""
    cases = late_within(opened.figure, opened.level)
    if opened.shown != "late":
        cases = cases.model_copy(update={"where": "contact"})
    return replace(behind(card.figures, opened.figure), own=in_cell(cases, opened.day, opened.hour))


def _late_ones(asking: Asking, card: Scorecard, opened: OpenLate) -> View:
    """Return the late ones of a time, whole or under one name; without a name, the names to choose from."""
    found = behind_inside(card, opened)
    if found is None:
        _, parts = ask_late(asking, opened.figure, opened.level)
        return late_view(card, opened, parts[opened.grouping])
    return _listed(asking, card, found, part_name(opened.grouping, opened.name), opened.level)


def _listed(asking: Asking, card: Scorecard, found: Behind, name: str, level: int) -> View:
    said = say(
        "not {figure} within {limits}",
        figure=say(found.entry.name),
        limits=words.limits(card, found.figure, level),
    )
    title = cell(say("late")) if name == "all" else cell(name)
    listing = Listing(
        name=title,
        kind="tickets",
        behind=said,
        without={found.grouping},
        nearest=True,
    )
    return list_view(listing, found, asking, card.request.period.zone)
