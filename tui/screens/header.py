"""The header line: whose figures, of when, under which definitions, how old."""

from __future__ import annotations

import datetime as dt

from queries.scorecard import Scorecard
from tui import words
from tui.widgets.cell import Span, cell


def header_spans(card: Scorecard, now: dt.datetime) -> list[Span]:
    """Return the header; `now` is when the exports were read, and tells how old the data are."""
    period = card.scope.period
    last = period.past - dt.timedelta(days=1)
    spans = [
        Span(" rung", "title"),
        Span(f" · {cell(card.team, 24).rstrip()}  "),
        Span(f"{period.days} days to {last:%a} {last.day} {last:%b}"),
    ]
    if card.previous_period:
        spans.append(Span(", vs before", "muted"))
    chosen = [
        ("team", card.scope.team),
        ("channel", card.scope.channel),
        ("agent", card.scope.agent),
    ]
    spans += [
        Span(f"  {field} {cell(name, 16).rstrip()}", "accent") for field, name in chosen if name
    ]
    if card.definitions_name != "helpdesk":
        spans.append(Span(f"  {cell(card.definitions_name, 12).rstrip()}", "accent"))
    age = now - card.data_end.replace(tzinfo=dt.UTC)
    old = f", {words.age(age.total_seconds())} old" if age.total_seconds() > 0 else ""
    spans.append(Span(f"  data {words.short_moment(card.data_end, period.zone).strip()}{old}"))
    if card.ledger.rejects_total:
        spans.append(Span(f"  {card.ledger.rejects_total} rejected: i", "warn"))
    return spans
