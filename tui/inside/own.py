"""What opens beside the figures of the panes: an agent, a channel, reasons, measures, ages, and their cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.inside.agent import one_agent
from queries.inside.ages import aged_behind, ages
from queries.inside.cases import own_behind
from queries.inside.channel import one_channel
from queries.inside.reasons import reasons
from tui.inside.agent import agent_view
from tui.inside.ages import ages_view
from tui.inside.channel import channel_view
from tui.inside.measures import measures_view
from tui.inside.reasons import reasons_view
from tui.panes.targets import OpenAged, OpenAges, OpenMeasures, OpenOwn, OpenReasons
from tui.screens.tickets import Listing, list_view
from tui.widgets.cell import cell
from tui.words.ages import aged_means, aged_name
from tui.words.own import own_means, own_name

if TYPE_CHECKING:
    from queries.behind import Behind
    from queries.config.catalogue import Catalogue
    from queries.engine.port import Asking
    from queries.scorecard import Scorecard
    from queries.session import Session
    from tui.widgets.lines import View

    Listed = OpenOwn | OpenAged
    Table = Listed | OpenAges | OpenReasons | OpenMeasures


def open_agent(session: Session, card: Scorecard, name: str) -> View | None:
    """Return the view inside an agent's figures; None where the agent has none."""
    row = next((row for row in card.agents if row.name == name), None)
    if row is None:
        return None
    asking = session.workspace.asking(card.request.stoppable())
    level = card.assessment.next_level
    return agent_view(card, row, one_agent(session.workspace, asking, card.figures, name, level))


def open_channel(session: Session, card: Scorecard, name: str) -> View | None:
    """Return the view inside a channel's figures; None where it has none."""
    row = next((row for row in card.channels if row.name == name and not row.gap), None)
    if row is None:
        return None
    level = card.assessment.next_level
    return channel_view(card, row, one_channel(session.workspace, card.request, name, level))


def open_table(asking: Asking, card: Scorecard, target: Table) -> View:
    """Return the table of reasons, measures or ages, or the list of cases, that `target` opens."""
    level = card.assessment.next_level
    match target:
        case OpenMeasures():
            return measures_view(card)
        case OpenReasons():
            return reasons_view(card, reasons(asking, level), level)
        case OpenAges():
            return ages_view(ages(asking))
    found = listed_behind(card.figures, target)
    return list_view(_listing(card, target), found, asking, card.request.period.zone)


def listed_behind(catalogue: Catalogue, target: Listed) -> Behind:
    """Return what stands behind a list of cases."""
    if isinstance(target, OpenOwn):
        return own_behind(catalogue, target.own)
    return aged_behind(catalogue, target.what, target.days)


def _listing(card: Scorecard, target: Listed) -> Listing:
    if isinstance(target, OpenAged):
        return Listing(aged_name(target.what, target.days), "tickets", aged_means(target.what))
    own = target.own
    kind = "ratings" if own.what in ("ratings", "low") else "tickets"
    whose = {"agent": own.agent, "channel": own.channel}
    without = {name for name, of in whose.items() if of is not None}
    return Listing(cell(own_name(own)), kind, cell(own_means(card, own)), without=without)
