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

    What is chosen always shows; the rest gives way, least important first.
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
    for parts in (
        (against, f"  {to}"),
        (against, f"  {old}"),
        (against, ""),
        (days, f"  {old}"),
        (days, ""),
        ("", ""),
    ):
        spans = [
            Span(" rung", "title"),
            Span(f" · {_cut(card.team, 24)}"),
            Span(parts[0]),
            *kept,
            Span(parts[1], "muted"),
        ]
        if sum(cell_len(span.text) for span in spans) <= width:
            break
    return spans


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
