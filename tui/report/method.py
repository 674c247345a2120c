"""The end of the markdown snapshot: every measure, how it was made, and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tui import words
from tui.report.gfm import table, text

if TYPE_CHECKING:
    from queries.measures import Measures
    from queries.scorecard import Scorecard

REJECTS_LISTED = 20


def measure_rows(card: Scorecard) -> Iterator[Sequence[str]]:
    """Yield every measure with its n and the value before."""
    for name, unit, pick in _MEASURES:
        number, n = pick(card.measures)
        before = pick(card.previous)[0] if card.previous else None
        shown = words.value(number, unit)
        if name in _LOWER_BOUNDS and _LOWER_BOUNDS[name](card):
            shown = f"≥ {shown}"
        yield name, shown, f"{n:,}", words.value(before, unit)
    team = card.team_measures
    yield "Tickets a day", f"{team.per_day:.1f}", f"{card.measures.tickets:,}", ""
    if team.backlog.n is not None:
        yield "Open at the end", f"{team.backlog.n:,}", f"{team.backlog.n:,}", ""
    coverage = team.coverage
    covered = words.NOTHING
    if coverage.hours is not None:
        covered = f"{coverage.covered} of {coverage.hours}"
    yield "Hours of the week covered", covered, f"{coverage.n:,}", ""
    settled = team.self_service_rate
    yield (
        "Settled without a person (of recorded contacts)",
        words.share(settled.value),
        f"{settled.n:,}",
        "",
    )
    for seconds, answered in team.speed_promise:
        name = f"Answered within {words.duration(seconds)}"
        yield name, words.share(answered.value), f"{answered.n:,}", ""


_Pick: TypeAlias = "Callable[[Measures], tuple[float | None, int]]"
_MEASURES: tuple[tuple[str, str, _Pick], ...] = (
    (
        "First response, median",
        "seconds",
        lambda m: (m.first_response_time.median, m.first_response_time.n),
    ),
    (
        "First response, mean",
        "seconds",
        lambda m: (m.first_response_time.mean, m.first_response_time.n),
    ),
    (
        "First response, p90",
        "seconds",
        lambda m: (m.first_response_time.p90, m.first_response_time.n),
    ),
    (
        "Still waiting for a first response",
        "count",
        lambda m: (m.first_response_time.waiting, m.first_response_time.n),
    ),
    ("Answered at all", "share", lambda m: (m.answered_share.value, m.answered_share.n)),
    (
        "Average response",
        "seconds",
        lambda m: (m.average_response_time.value, m.average_response_time.n),
    ),
    ("Resolution, median", "seconds", lambda m: (m.resolution_time.median, m.resolution_time.n)),
    ("Resolution, mean", "seconds", lambda m: (m.resolution_time.mean, m.resolution_time.n)),
    ("Resolution, p90", "seconds", lambda m: (m.resolution_time.p90, m.resolution_time.n)),
    ("One-touch", "share", lambda m: (m.one_touch_rate.value, m.one_touch_rate.n)),
    ("CSAT, ratings of 4 and 5", "share", lambda m: (m.csat.share, m.csat.n)),
    ("CSAT, mean", "score", lambda m: (m.csat.mean, m.csat.n)),
    ("CSAT, response rate", "share", lambda m: (m.csat.response_rate, m.csat.asked or 0)),
    (
        "Abandoned, live channels",
        "share",
        lambda m: (m.abandonment_rate.value, m.abandonment_rate.n),
    ),
)


def _counts_the_unfinished(card: Scorecard, waiting: int | None) -> bool:
    return card.definitions.unanswered == "at_age" and bool(waiting)


_LOWER_BOUNDS: dict[str, Callable[[Scorecard], bool]] = {
    "First response, mean": lambda card: _counts_the_unfinished(
        card, card.measures.first_response_time.waiting
    ),
    "Resolution, mean": lambda card: _counts_the_unfinished(
        card, card.measures.resolution_time.waiting
    ),
}


def method_lines(card: Scorecard) -> Iterator[str]:
    """Yield how the figures were made."""
    scope, definitions = card.scope, card.definitions
    yield f"- Period: {scope.period.words()}, whole days in {text(scope.period.zone)}."
    by = "closed" if definitions.resolution_by == "closed" else "created"
    unanswered = (
        "Unanswered and unsolved tickets count at their age so far: a mean over them is a lower bound (≥)"
        if definitions.unanswered == "at_age"
        else "Unanswered and unsolved tickets are left out"
    )
    yield (
        f"- Definitions {text(card.definitions_name)}: first response and resolution by "
        f"{definitions.statistic} in {definitions.clock} time, of tickets created in the period (resolution: "
        f"{by} in it); one-touch of {definitions.one_touch_of}; average response per "
        f"{definitions.response_per}. {unanswered}."
    )
    if card.opening_hours:
        yield "- Levels 2 to 4 are judged in opening hours, level 5 in calendar time."
    yield (
        "- A level holds each bound against the tickets that are at least as old as the bound, so its "
        "figure can differ a little from the tables'."
    )
    yield (
        "- CSAT: ratings of 4 or 5 (mapped 3.5 and up) of those answered, bots left out; agents with their "
        "95 % Wilson interval, ordered by a share drawn towards the team's."
    )
    yield "- ▲ is better and ▼ worse than the period before, whichever way the number went."
    left_out = card.measures.first_response_time.left_out
    if left_out:
        yield f"- Not in first response: {left_out:,} closed without a reply."
    for reason, count in card.team_measures.excluded:
        yield f"- Not counted: {count:,} {text(reason)}."
    for dimension in card.assessment.dimensions:
        if dimension.window:
            yield f"- {text(dimension.name)} has too few in the period and looks back: {dimension.window}."


def ledger_lines(card: Scorecard) -> Iterator[str]:
    """Yield what became of every row of every file."""
    ledger = card.ledger
    yield from table(
        (
            "File",
            "Read as",
            "Rows",
            "Kept",
            "Superseded",
            "Excluded",
            "Rejected",
            "Values rejected",
        ),
        "llrrrrrr",
        (
            (
                text(file.file),
                text(file.recognised_as),
                f"{file.rows:,}",
                f"{file.kept:,}",
                f"{file.superseded:,}",
                f"{file.excluded:,}",
                f"{file.rejected:,}",
                f"{file.values_rejected:,}",
            )
            for file in ledger.files
        ),
    )
    if ledger.notes:
        yield ""
        yield from (f"- {text(note)}" for note in ledger.notes)
    if ledger.rejects_total:
        shown = ledger.rejects[:REJECTS_LISTED]
        yield ""
        yield f"Rejected ({len(shown)} of {ledger.rejects_total:,}):"
        yield ""
        yield from table(
            ("File", "Line", "Column", "Value", "Why", "What is dropped"),
            "lrllll",
            (
                (
                    text(r.file),
                    f"{r.line}",
                    text(r.column or ""),
                    text(r.value or ""),
                    text(r.reason),
                    "nothing" if r.severity == "kept" else f"the {r.severity}",
                )
                for r in shown
            ),
        )
