"""What Enter opens: a target → the view of what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from queries.behind import behind
from queries.figures.measure import BOTS
from queries.figures.reach import LATEST, cases_within
from queries.said import says
from tui import words
from tui.language import say
from tui.panes.targets import (
    OpenAgent,
    OpenChannel,
    OpenCriterion,
    OpenDimension,
    OpenDoubt,
    OpenDoubts,
    OpenTicket,
)
from tui.screens.doubts import doubts_view
from tui.screens.tickets import MOST, criteria_view, list_view, ticket_view
from tui.widgets.cell import cell
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.engine.port import Asking
    from queries.scorecard import Scorecard
    from queries.session import Session


def drill(session: Session, card: Scorecard, target: object) -> View | None:
    """Return the view that `target` opens."""
    asking = session.workspace.asking(card.request.stoppable())
    zone = card.request.period.zone

    def cases(title: str, figure: str, grouping: str = "all", name: str = "all") -> View:
        found = behind(card.figures, figure, grouping, name)
        kind = found.entry.cases.of if found.entry.cases else "cases"
        return list_view(title, found.cases(asking, MOST), zone, kind, say(found.entry.name))

    match target:
        case OpenDimension(key):
            return _criterion(asking, card, _headline(card, key))
        case OpenCriterion():
            return _criterion(asking, card, target)
        case OpenAgent(None):
            return cases(say("Team"), "first_response_time")
        case OpenAgent(name):
            opened = "csat" if name == BOTS else "first_response_time"
            return cases(cell(words.agent(str(name))), opened, "agent", str(name))
        case OpenChannel(name):
            return cases(cell(name), "first_response_time", "channel", name)
        case OpenDoubts():
            return doubts_view(card)
        case OpenDoubt(place) if card.look:
            rows = card.look.doubts[place].cases(asking, MOST)
            name = say("Doubt {n}", n=place + 1)
            return list_view(name, rows, zone, "tickets", say("doubt {n}", n=place + 1))
    return _ticket(asking, target, zone) if isinstance(target, OpenTicket) else None


def _ticket(asking: Asking, opened: OpenTicket, zone: str) -> View | None:
    of = {"ticket_id": opened.ticket_id, "source": opened.source}
    rows = asking.ask("ticket", **of)
    return ticket_view(rows[0], asking.ask("ticket_messages", **of), zone) if rows else None


def _headline(card: Scorecard, key: str) -> OpenCriterion:
    """Return what stands behind a dimension's row: the figure it shows, of the period's cases, else its own."""
    row = next(row for row in card.rows if row.result.key == key)
    shown = row.headline
    of_period = shown is not None and shown.value is not None and not says(shown.note, LATEST)
    if shown is not None and of_period and _has_cases(card, shown.key):
        return OpenCriterion(key, shown.key, shown.within)
    return OpenCriterion(key, row.result.figure or "")


def _criterion(asking: Asking, card: Scorecard, opened: OpenCriterion) -> View:
    """Return exactly the cases of a criterion's figure; where no ticket stands behind it, the criteria."""
    if not _has_cases(card, opened.figure):
        return criteria_view(card, opened.dimension)
    found = behind(card.figures, opened.figure)
    name, kind = say(found.entry.name), found.entry.cases.of if found.entry.cases else "cases"
    if opened.within is not None:
        found = replace(found, own=cases_within(opened.figure, opened.within))
        limits = words.limits(card, opened.figure, opened.within)
        name = say("{name} within {limits}", name=name, limits=limits)
    rows = found.cases(asking, MOST)
    young = card.within.young(opened.figure, opened.within) if opened.within is not None else 0
    title = cell(dimension_name(card, opened.dimension))
    return list_view(title, rows, card.request.period.zone, kind, name, words.too_young(young))


def dimension_name(card: Scorecard, key: str) -> str:
    """Return what a dimension is called."""
    return next(say(d.name) for d in card.assessment.dimensions if d.key == key)


def _has_cases(card: Scorecard, figure: str | None) -> bool:
    return figure is not None and figure in card.figures and card.figures[figure].cases is not None
