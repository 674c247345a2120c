"""The header line: whose figures, of when, under which definitions, how old, what was rejected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui import words
from tui.language import count, say
from tui.widgets.cell import Span, cell

if TYPE_CHECKING:
    from queries.exports.ledger import Ledger
    from queries.scorecard import Scorecard

TEAM, LEAST = 24, 10  # cells of the team's name, and where there is little room


def warning_spans(ledger: Ledger) -> Sequence[Span]:
    """Return how many were rejected and where to look; marked where the settings say that it is too many."""
    rejected = ledger.rejected + ledger.values_rejected
    if ledger.warnings:
        told = count("! {n} rejected: i", "! {n} rejected: i", rejected)
        return [Span(told if rejected else say("! doubts: i"), "bad")]
    if not rejected:
        return []
    return [Span(count("{n} rejected: i", "{n} rejected: i", rejected), "warn")]


def header_spans(card: Scorecard, now: dt.datetime, width: int) -> Sequence[Span]:
    """Return the header for `width`; `now` is when the exports were read: how old the data are.

    What is chosen always shows; the rest gives way, least important first: the team's name before the age.
    """
    period, before = card.request.period, card.request.before
    days = against = f"  {words.span(period.first, period.last, now.year)}"
    if before:
        stood = words.span(before.first, before.last, now.year)
        against = say("{days}, against {before}", days=days, before=stood)
    reach = words.reach_of_data(card.data_end, period.zone, now.year)
    age = (now - card.data_end.replace(tzinfo=dt.UTC)).total_seconds()
    to = old = say("data to {moment}", moment=reach)
    if age > 0:
        to = say("data to {moment}, {age} old", moment=reach, age=words.age(age))
        old = say("data {age} old", age=words.age(age))
    kept = _chosen(card)
    team = _cut(card.team, TEAM)
    for when, aged in (
        (against, f"  {to}"),
        (against, f"  {old}"),
        (against, ""),
        (days, f"  {old}"),
        (days, ""),
        ("", ""),
    ):
        least = TEAM if aged == f"  {to}" else LEAST
        others = (when, aged, *(span.text for span in kept))
        room = width - cell_len(" rung · ") - sum(map(cell_len, others))
        if room >= min(least, cell_len(team)):
            break
    team = _cut(team, max(LEAST, room))
    return [
        Span(" rung", "title"),
        Span(f" · {team}"),
        Span(when),
        *kept,
        Span(aged, "muted"),
    ]


def _chosen(card: Scorecard) -> list[Span]:
    """Return what is filtered by, and the definition set where it is not the default."""
    request = card.request
    chosen = (
        ("team", request.filter.team),
        ("channel", request.filter.channel),
        ("agent", request.filter.agent),
        ("reason", request.filter.reason),
    )
    kept = [
        Span(f"  {words.chosen(field, name, partial(_cut, width=16))}", "accent")
        for field, name in chosen
        if name
    ]
    if request.definitions_name != "helpdesk":
        kept.append(Span(f"  {_cut(request.definitions_name, 12)}", "accent"))
    return kept


def _cut(text: str, width: int) -> str:
    return cell(text, width).rstrip()
