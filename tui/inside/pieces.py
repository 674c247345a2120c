"""What accessibility counts, piece by piece: the hours of the week that are not covered, the channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.figures.in_use import channel_uses
from queries.inside.cases import Own, own_behind
from queries.inside.hours import uncovered_hours, written_hours, written_in
from queries.ladder.accessibility import UNSAID
from queries.ladder.missing import missing
from queries.scope import Filter
from tui import words
from tui.inside.coverage import coverage_view
from tui.language import number, say
from tui.panes.targets import OpenContacts, OpenCoverage, OpenCriterion, OpenHourOfWeek
from tui.screens.tickets import Listing, list_view
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table

if TYPE_CHECKING:
    from queries.behind import Behind
    from queries.config import Config
    from queries.engine.port import Asking
    from queries.figures.in_use import ChannelUse
    from queries.inside.hours import WrittenHour
    from queries.ladder.missing import Missing
    from queries.scope import Request
    from queries.scorecard import Scorecard
    from queries.session import Session


def open_pieces(session: Session, card: Scorecard, figure: str) -> View:
    """Return the pieces of a figure of the catalogue that has them."""
    asking = _asking(session, card, _of_company(card.request))
    if card.figures[figure].pieces == "hours":
        return hours_view(card, uncovered_hours(asking), _missing(card, figure), figure)
    return channels_view(card, channel_uses(asking, session.config), session.config)


def open_piece(session: Session, card: Scorecard, opened: OpenHourOfWeek | OpenContacts) -> View:
    """Return the tickets of an hour of the week, or the contacts of a channel."""
    request, found = piece_behind(card, opened)
    if isinstance(opened, OpenHourOfWeek):
        listing = Listing(words.hour_name(opened.hour), "tickets", say("customers wrote then"))
    else:
        listing = Listing(cell(opened.channel), "tickets", words.days_of_use(request))
    return list_view(listing, found, _asking(session, card, request), request.period.zone)


def piece_behind(card: Scorecard, opened: OpenHourOfWeek | OpenContacts) -> tuple[Request, Behind]:
    """Return what stands behind a piece, and of which request: they are the whole company's."""
    request = _of_company(card.request)
    if isinstance(opened, OpenHourOfWeek):
        return request, written_in(card.figures, opened.hour)
    own = own_behind(card.figures, Own("tickets", channel=opened.channel))
    return request.over(request.period.back(card.ladder.rules.in_use_days)), own


def _of_company(request: Request) -> Request:
    """Return the same request without a filter, which does not change accessibility."""
    return request if request.filter == Filter() else replace(request, filter=Filter())


def _asking(session: Session, card: Scorecard, request: Request) -> Asking:
    aside = request != card.request
    return session.workspace.asking(request.stoppable(), aside=aside, counted=not aside)


def _missing(card: Scorecard, figure: str) -> Missing | None:
    """Return what the criterion of a figure lacks; None where none of them is known to lack anything."""
    asked = (r.evidence or r for d in card.assessment.dimensions for r in d.criteria)
    found = (missing(result) for result in asked if result.key == figure)
    return next((lacks for lacks in found if lacks is not None and lacks.k), None)


def open_coverage(session: Session, card: Scorecard, opened: OpenCoverage) -> View:
    """Return the map of the week's hours, of the whole company."""
    asking = _asking(session, card, _of_company(card.request))
    return coverage_view(card, written_hours(asking), opened)


def hours_view(
    card: Scorecard, found: Sequence[WrittenHour], lacks: Missing | None, figure: str
) -> View:
    """Return the uncovered hours, those with the most tickets first; `v` shows them in their week."""
    heads = (
        Column(say("Hour")),
        Column(say("Tickets"), "right"),
        Column(say("weeks in which customers wrote"), "right"),
        Column(say("and got a reply"), "right"),
    )

    def draw(width: int) -> Sequence[Line]:
        from_messages = bool(card.measures["coverage"].parts.get("from_messages"))
        told = words.uncovered(lacks, len(found), from_messages=from_messages)
        rows = [
            (
                OpenHourOfWeek(one.hour) if one.n else None,
                (
                    words.hour_name(one.hour),
                    number(one.n),
                    number(one.weeks),
                    number(one.answered),
                ),
            )
            for one in found
        ]
        return [*_said(told, width), *(table(heads, rows, width) if rows else ())]

    return View(
        say("Uncovered hours"), draw, turn=OpenCoverage(OpenCriterion("accessibility", figure))
    )


def channels_view(card: Scorecard, uses: Sequence[ChannelUse], config: Config) -> View:
    """Return the channels with their contacts, those that are missing last, and the classes without any."""
    sensible = config.channels.make_sense
    heads = (
        Column(say("Channel"), least=10),
        Column(say("Class")),
        Column(say("Contacts"), "right"),
        Column(say("answered"), "right"),
        Column(say("makes sense"), rank=1),
        Column(say("in use")),
    )
    absent = sorted(set(sensible or ()) - {use.name for use in uses})

    def row(use: ChannelUse) -> tuple[object, Sequence[str | Span]]:
        makes_sense = "" if sensible is None else words.yes_or_no(use.name in sensible)
        cells = (
            cell(use.name),
            words.channel_class(use.channel_class),
            number(use.contacts),
            number(use.answered),
            makes_sense,
            Span(words.in_use(use, card.ladder.rules), "" if use.in_use else "warn"),
        )
        return OpenContacts(use.name) if use.contacts else None, cells

    def gap(name: str) -> tuple[object, Sequence[str | Span]]:
        of = config.channels.names[name].channel_class
        missing_word = Span(say("no: nobody wrote"), "warn")
        return None, (cell(name), words.channel_class(of), number(0), "", say("yes"), missing_word)

    def draw(width: int) -> Sequence[Line]:
        told = [words.use_means(card.request, card.ladder.rules)]
        rows = [*map(row, uses), *map(gap, absent)]
        below = [words.classes_without({use.channel_class for use in uses if use.in_use})]
        below += [words.sentence(UNSAID)] if sensible is None else []
        lines = table(heads, rows, width)
        return [*_said(told, width), *lines, Line(), *_said(filter(None, below), width)]

    return View(say("Channels in use"), draw)


def _said(told: Sequence[str] | Iterator[str], width: int) -> Iterator[Line]:
    for text in told:
        for part in wrap(cell(text), max(20, width - 2)):
            yield Line((Span(" "), Span(part, "muted")))
