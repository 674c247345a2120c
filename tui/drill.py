"""What Enter opens: a target → the view of what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from queries.behind import Behind, behind
from queries.changed.ask import behind_slice
from queries.figures.lost import cases_lost
from queries.figures.measure import asked_with, role_of
from queries.figures.nearest import nearest
from queries.figures.reach import LATEST, cases_within
from queries.inside.dimension import ask_weeks, inside, late_within
from queries.ladder.missing import missing
from queries.lists import Sort
from queries.said import says
from tui import words
from tui.inside.dimension import dimension_view
from tui.inside.opened import behind_inside, open_inside
from tui.inside.own import listed_behind, open_agent, open_channel, open_table
from tui.inside.pieces import open_coverage, open_piece, open_pieces, piece_behind
from tui.language import say
from tui.panes.targets import (
    OpenAged,
    OpenAgent,
    OpenAges,
    OpenCalled,
    OpenChanged,
    OpenChannel,
    OpenContacts,
    OpenCoverage,
    OpenCriterion,
    OpenDimension,
    OpenDoubt,
    OpenDoubts,
    OpenHourOfWeek,
    OpenHours,
    OpenLate,
    OpenLedger,
    OpenLost,
    OpenMeasure,
    OpenMeasures,
    OpenMissing,
    OpenOwn,
    OpenReasons,
    OpenSlice,
    OpenSorted,
    OpenSql,
    OpenTicket,
    OpenWeek,
)
from tui.screens.changed import changed_view
from tui.screens.doubts import doubts_view
from tui.screens.ledger import ledger_view
from tui.screens.sql import sql_view
from tui.screens.tickets import MOST, Listing, called_view, criteria_view, list_view, ticket_view
from tui.widgets.cell import cell
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.engine.port import Asking
    from queries.scope import Request
    from queries.scorecard import Scorecard
    from queries.session import Session


def drill(session: Session, card: Scorecard, target: object) -> View | None:  # noqa: PLR0911, PLR0912 - one a target
    """Return the view that `target` opens."""
    asking = session.workspace.asking(card.request.stoppable())
    zone = card.request.period.zone

    match target:
        case OpenDimension(key):
            return _dimension(session, asking, card, key)
        case OpenLate() | OpenWeek() | OpenHours():
            return open_inside(session.workspace, card, target)
        case OpenCriterion():
            return _criterion(session, asking, card, target)
        case OpenAgent(name) if name is not None and role_of(name) == "agent":
            return open_agent(session, card, name)
        case OpenChannel(name):
            return open_channel(session, card, name)
        case OpenOwn() | OpenAged() | OpenAges() | OpenReasons() | OpenMeasures():
            return open_table(asking, card, target)
        case OpenMeasure(figure):
            return _cases(asking, card, target, say(card.figures[figure].name))
        case OpenAgent(name):
            title = cell(words.agent(words.TEAM if name is None else name))
            return _cases(asking, card, target, title)
        case OpenMissing():
            return _missing(session, card, target)
        case OpenCoverage():
            return open_coverage(session, card, target)
        case OpenHourOfWeek() | OpenContacts():
            return open_piece(session, card, target)
        case OpenLost():
            return _lost(asking, card, target)
        case OpenChanged(figure):
            return changed_view(_with_changed(session, card), figure)
        case OpenSlice():
            return _slice(session, card, target)
        case OpenSql(of):
            return _sql(session, card, of)
        case OpenDoubts():
            return doubts_view(card)
        case OpenLedger():
            return ledger_view(card.ledger)
        case OpenDoubt(place) if card.look:
            name = say("Doubt {n}", n=place + 1)
            behind_it = say("doubt {n}", n=place + 1)
            doubt = card.look.doubts[place]
            return list_view(Listing(name, "tickets", behind_it), doubt, asking, zone)
        case OpenSorted(of, by, down):
            view = drill(session, card, of)
            return view.sorted(Sort(by, down)) if view and view.sorted else view
        case OpenCalled(ticket_id):
            return _called(asking, ticket_id, zone)
    return _ticket(asking, target, zone) if isinstance(target, OpenTicket) else None


def _dimension(session: Session, asking: Asking, card: Scorecard, key: str) -> View:
    """Return what stands inside a dimension: its time's shares and weeks, else its cases or criteria."""
    row = next(row for row in card.rows if row.result.key == key)
    figure = row.result.figure
    known = row.headline is not None and row.headline.value is not None
    if (
        not known
        or figure is None
        or not card.figures[figure].reach
        or not card.within.graded(figure)
    ):
        return _criterion(session, asking, card, _headline(card, key))
    found = inside(card, key, figure, asking)
    weeks = ask_weeks(session.workspace, asking.request, figure, found.level)
    return dimension_view(card, row, found, weeks)


def _called(asking: Asking, ticket_id: str, zone: str) -> View | None:
    """Return the ticket of an id, of whatever source; where there are several, these to choose from."""
    found = asking.ask("ticket", ticket_id=ticket_id, source=None)
    if len(found) > 1:
        return called_view(ticket_id, found)
    return _ticket(asking, OpenTicket(ticket_id, None), zone) if found else None


def _lost(asking: Asking, card: Scorecard, opened: OpenLost) -> View:
    """Return the late first answers that were lost one way."""
    own = cases_lost(opened.level, opened.to)
    found = replace(behind(card.figures, "first_response_time"), own=own)
    told = words.lost_to(card.lost, opened.to) if card.lost else ""
    listing = Listing(say("Late"), "tickets", told)
    return list_view(listing, found, asking, card.request.period.zone)


def _missing(session: Session, card: Scorecard, opened: OpenMissing) -> View:
    """Return exactly the cases that a criterion lacks; where it lacks none, those of its figure."""
    place = opened.dimension, opened.level, opened.key, opened.within
    result = next(r for d in card.assessment.dimensions for r in d.criteria if r.place == place)
    near, found = nearest(result, card.request, session.config), missing(result)
    if near is None or found is None:
        asking = session.workspace.asking(card.request.stoppable())
        asked = result.evidence or next(iter(result.parts), result)
        own = OpenCriterion(opened.dimension, asked.key, opened.within)
        return _criterion(session, asking, card, own)
    listed = replace(behind(card.figures, near.figure), own=near.cases, first=near.first)
    aside = near.request != card.request
    asking = session.workspace.asking(near.request.stoppable(), aside=aside, counted=not aside)
    name, of_time = words.named(card, result, cell), result.within is not None
    told = words.chosen_from(found, near.cases.of, name, of_time=of_time)
    title = cell(dimension_name(card, opened.dimension))
    zone = card.request.period.zone
    return list_view(Listing(title, near.cases.of, told=told), listed, asking, zone)


def _cases(asking: Asking, card: Scorecard, target: object, title: str) -> View | None:
    found = _behind(card, target)
    if found is None:
        return None
    one = found[1]
    kind = one.entry.cases.of if one.entry.cases else "cases"
    listing = Listing(title, kind, say(one.entry.name), without={one.grouping})
    return list_view(listing, one, asking, card.request.period.zone)


def _sql(session: Session, card: Scorecard, of: object) -> View | None:
    """Return the question behind what a line shows; None where no figure stands there."""
    found = _behind(card, of)
    if found is None:
        return None
    request, one = found
    # Of a share within a bound, and of a part, it is the list that holds the condition.
    asks_list = one.own is not None or not one.entry.question
    text = (
        one.list_question(MOST)
        if asks_list
        else one.question(**asked_with(session.config.ladder.rules))
    )
    return sql_view(request, one, text)


def has_question(card: Scorecard, of: object) -> bool:
    """Return whether a question stands behind what a target opens."""
    found = _behind(card, of)
    return found is not None and bool(found[1].entry.question or found[1].own)


def _behind(card: Scorecard, of: object) -> tuple[Request, Behind] | None:  # noqa: PLR0911 - one a target
    """Return the figure that a target opens the cases of, and of which request."""
    match of:
        case OpenSorted(of):
            return _behind(card, of)
        case OpenDimension(key):
            return _behind(card, _headline(card, key))
        case OpenCriterion(_, figure, within) if figure in card.figures:
            found = behind(card.figures, figure)
            own = cases_within(figure, within) if within is not None else None
            return card.request, replace(found, own=own)
        case OpenAgent(name):
            figure = "csat" if role_of(name) == "bots" else "first_response_time"
            whose = ("agent", name) if name else ("all", "all")
            return card.request, behind(card.figures, figure, *whose)
        case OpenChannel(name):
            return card.request, behind(card.figures, "first_response_time", "channel", name)
        case OpenOwn() | OpenAged():
            return card.request, listed_behind(card.figures, of)
        case OpenMeasure(figure):
            return card.request, behind(card.figures, figure)
        case OpenLate() | OpenHours():
            of_channel = card.request.of(channel=of.channel) if of.channel else card.request
            inside = behind_inside(card, of)
            return (of_channel, inside) if inside else None
        case OpenWeek(figure, level):
            found = behind(card.figures, figure)
            return card.request, replace(found, own=late_within(figure, level))
        case OpenHourOfWeek() | OpenContacts():
            return piece_behind(card, of)
        case OpenSlice(changed, part):
            return behind_slice(card.request, card.figures, changed, part)
    return None


def _with_changed(session: Session, card: Scorecard) -> Scorecard:
    """Return the card with what changed; all figures are looked at in one pass."""
    return card if card.changed is not None else session.what_changed(card)


def _slice(session: Session, card: Scorecard, opened: OpenSlice) -> View:
    """Return exactly the cases of a part of what changed."""
    request, found = behind_slice(card.request, card.figures, opened.changed, opened.slice)
    asking = session.workspace.asking(request.stoppable(), aside=request != card.request)
    name = words.part_words(opened.slice.part, card, cell)
    of = found.own.of if found.own else "cases"
    cases = "tickets" if of == "open" else of
    told = words.counts_words(opened.changed, opened.slice)
    return list_view(Listing(name, cases, told), found, asking, request.period.zone)


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


def _criterion(session: Session, asking: Asking, card: Scorecard, opened: OpenCriterion) -> View:
    """Return exactly the cases of a criterion's figure, or its pieces; where it has neither, the criteria."""
    if opened.figure in card.figures and card.figures[opened.figure].pieces:
        return open_pieces(session, card, opened.figure)
    if not _has_cases(card, opened.figure):
        return criteria_view(card, opened.dimension)
    found = behind(card.figures, opened.figure)
    name, kind = say(found.entry.name), found.entry.cases.of if found.entry.cases else "cases"
    if opened.within is not None:
        found = replace(found, own=cases_within(opened.figure, opened.within))
        limits = words.limits(card, opened.figure, opened.within)
        name = say("{name} within {limits}", name=name, limits=limits)
    young = card.within.young(opened.figure, opened.within) if opened.within is not None else 0
    title = cell(dimension_name(card, opened.dimension))
    listing = Listing(title, kind, name, words.too_young(young), unknown=_unknown(card, opened))
    return list_view(listing, found, asking, card.request.period.zone)


def _unknown(card: Scorecard, opened: OpenCriterion) -> str:
    """Return why the figure of a dimension is not known; '' where it is, or is another's."""
    found = next(row.result for row in card.rows if row.result.key == opened.dimension)
    known = found.level is not None or found.figure != opened.figure
    return "" if known else cell(words.sentence(found.why))


def dimension_name(card: Scorecard, key: str) -> str:
    """Return what a dimension is called."""
    return next(say(d.name) for d in card.assessment.dimensions if d.key == key)


def _has_cases(card: Scorecard, figure: str | None) -> bool:
    return figure is not None and figure in card.figures and card.figures[figure].cases is not None
