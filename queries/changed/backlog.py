"""What changed of what is open: what came less what was closed, by channel, reason and week: exact, no test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from queries.changed.facts import Changed, Dimension, Slice, Table
from queries.changed.parts import Part
from queries.changed.sums import Span
from queries.engine.port import Asking, Row


def changed_backlog(asking: Asking, span: Span) -> Changed:
    """Return what changed between the period's begin and its end; points are tickets."""
    rows = asking.ask("changed_backlog", origin=span.origin)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["grouping"], []).append(row)
    whole = found.get("all", [])
    if not whole or not any(whole[0][of] for of in ("before", "came", "open")):
        return Changed("backlog", None, "open", "too_few" if whole else "unknown", None, None, 0, 0)
    before, now = whole[0]["before"], whole[0]["open"]
    return Changed(
        figure="backlog",
        level=None,
        counts="open",
        verdict="counted",
        now=now,
        before=before,
        n_now=now,
        n_before=before,
        tables=dict(_tables(found, span)),
    )


def _tables(found: Mapping[str, Sequence[Row]], span: Span) -> Iterator[tuple[Dimension, Table]]:
    yield "channel", _named("channel", found["channel"])
    yield "week", Table(tuple(_weeks(found["came"], found["gone"], span)), 0.0)
    reasons = found["reason"]
    if any(row["name"] is not None for row in reasons):
        yield "reason", _named("reason", reasons)


def _named(kind: str, rows: Sequence[Row]) -> Table:
    slices = [
        _slice(
            Part("reason" if kind == "reason" else "channel", row["name"]),
            row["before"],
            row["came"],
            row["gone"],
            row["open"],
        )
        for row in rows
    ]
    return Table(tuple(sorted(slices, key=lambda one: (-abs(one.points), -one.n))), 0.0)


def _slice(part: Part, before: int, came: int, gone: int, still: int) -> Slice:
    points = float(came - gone)
    return Slice(part, points, still, 0, float(before), before, came=came, gone=gone)


def _weeks(came: Sequence[Row], gone: Sequence[Row], span: Span) -> Iterator[Slice]:
    """Yield the calendar weeks of the period, each with what of its own is open still; then the older."""
    closed = dict.fromkeys(range(span.now, span.past), 0)
    for row in gone:
        day = min(max(row["day"], span.now), span.past - 1)
        closed[day] += row["gone"]
    first = span.now
    while first < span.past:
        end = min(span.past, first + 7 - span.weekday(first))
        own = [row for row in came if first <= row["day"] < end]
        part = Part("days", None, span.date(first), span.date(end))
        yield _slice(
            part,
            0,
            sum(row["came"] for row in own),
            sum(closed[day] for day in range(first, end)),
            sum(row["open"] for row in own),
        )
        first = end
    older = [row["day"] for row in came if row["day"] < span.now and row["open"]]
    if older:
        part = Part("days", None, span.date(min(older)), span.date(span.now))
        still = sum(row["open"] for row in came if row["day"] < span.now)
        yield _slice(part, 0, 0, 0, still)
