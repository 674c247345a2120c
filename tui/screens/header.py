"""The header line: whose figures, of when, under which definitions, how old, what was rejected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui import words
from tui.widgets.cell import Span, cell

if TYPE_CHECKING:
    from queries.exports.ledger import Ledger
    from queries.scorecard import Scorecard


def _rejected(ledger: Ledger) -> list[Span]:
    """Return how many were rejected; marked where that, or a doubt, is beyond the settings."""
    rejected = ledger.rejected + ledger.values_rejected
    if ledger.warnings:
        return [Span(f"  ! {rejected:,} rejected" if rejected else "  ! doubts", "bad")]
    return [Span(f"  {rejected:,} rejected", "warn")] if rejected else []


def header_spans(card: Scorecard, now: dt.datetime, width: int) -> Sequence[Span]:
    """Return the header for `width`; `now` is when the exports were read: how old the data are.

    What is chosen and what was rejected always shows; the rest gives way, least important first.
    """
    period = card.request.period
    last = period.past - dt.timedelta(days=1)
    reach = words.short_moment(card.data_end, period.zone).strip()
    if reach.startswith(f"{last.day} {last:%b} "):
        reach = reach.rsplit(" ", 1)[1]  # the period ends that day
    elif card.data_end.year != now.year:
        reach = reach.rsplit(" ", 1)[0] + f" {card.data_end.year}"
    age = (now - card.data_end.replace(tzinfo=dt.UTC)).total_seconds()
    old = f", {words.age(age)} old" if age > 0 else ""
    chosen = [
        ("team", card.request.filter.team),
        ("channel", card.request.filter.channel),
        ("agent", card.request.filter.agent),
    ]
    kept = [Span(f"  {field} {_cut(name, 16)}", "accent") for field, name in chosen if name]
    if card.request.definitions_name != "helpdesk":
        kept.append(Span(f"  {_cut(card.request.definitions_name, 12)}", "accent"))
    warning = _rejected(card.ledger)
    year = f" {last.year}" if last.year != now.year else ""
    days = f"  {period.days} day{'s' if period.days > 1 else ''} to {last:%a} {last.day} {last:%b}{year}"
    before = ", vs before" if card.request.before else ""
    for parts in (
        (days + before, f"  data to {reach}{old}"),
        (days + before, f"  data {reach}{old}"),
        (days, f"  data {reach}{old}"),
        (days, f"  data {reach}"),
        (days, ""),
        ("", ""),
    ):
        spans = [
            Span(" rung", "title"),
            Span(f" · {_cut(card.team, 24)}"),
            Span(parts[0]),
            *kept,
            Span(parts[1], "muted"),
            *warning,
        ]
        if sum(cell_len(span.text) for span in spans) <= width:
            break
    return spans


def _cut(text: str, width: int) -> str:
    return cell(text, width).rstrip()
