"""What opens inside an agent and a channel: their views, and the cases behind each line of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.inside.agent import one_agent
from queries.inside.ages import aged_behind
from queries.inside.cases import own_behind
from queries.inside.channel import one_channel
from tui.inside.agent import agent_view
from tui.inside.channel import channel_view
from tui.screens.tickets import MOST, Listing, list_view
from tui.widgets.cell import cell
from tui.words.ages import aged_means, aged_name
from tui.words.own import own_means, own_name

if TYPE_CHECKING:
    from queries.engine.port import Asking
    from queries.inside.cases import Own
    from queries.scorecard import Scorecard
    from queries.session import Session
    from tui.panes.targets import OpenAged
    from tui.widgets.lines import View


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


def open_own(asking: Asking, card: Scorecard, own: Own) -> View:
    """Return the list of an agent's or a channel's cases."""
    found = own_behind(card.figures, own)
    kind = found.own.of if found.own else "tickets"
    without = {
        name
        for name, whose in (("agent", own.agent), ("channel", own.channel))
        if whose is not None
    }
    told = cell(own_means(card, own))
    listing = Listing(cell(own_name(own)), kind, told, without=without)
    return list_view(listing, found.cases(asking, MOST), card.request.period.zone)


def open_aged(asking: Asking, card: Scorecard, opened: OpenAged) -> View:
    """Return the tickets of a band of age."""
    rows = aged_behind(card.figures, opened.what, opened.days).cases(asking, MOST)
    listing = Listing(aged_name(opened.what, opened.days), "tickets", aged_means(opened.what))
    return list_view(listing, rows, card.request.period.zone)
