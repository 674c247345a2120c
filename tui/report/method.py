"""The end of the markdown snapshot: every measure, how it was made, and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui import words
from tui.language import count, mark, say
from tui.report.columns import markdown_table
from tui.report.gfm import sentence, table, text
from tui.report.ledger_columns import FILES, REJECTS

if TYPE_CHECKING:
    from queries.figures.measure import Figure
    from queries.scorecard import Scorecard

REJECTS_LISTED = 20
_EXCLUDED = {
    "excluded": mark("Not counted: {n} excluded: {what}."),
    "no_customer": mark("Not counted: {n} on {what}, which is no contact of customers."),
    "started_by": mark("Not counted: {n} started by {what}."),
    "settled_by_bot": mark("Not counted: {n} settled by a bot alone (not in first response)."),
}


def measure_rows(card: Scorecard) -> Iterator[Sequence[str]]:
    """Yield every figure of the catalogue with its n and the value before."""
    for key, entry in card.figures.items():
        if entry.question is None or "promise" in entry.by:
            continue
        for part, name in _PARTS.get(key, ((None, entry.name),)):
            now = _pick(card.measures[key], part)
            before = _pick(card.previous[key], part) if card.previous else None
            shown = words.value(now, entry.unit)
            if part == "mean" and _counts_the_unfinished(card, key):
                shown = f"≥ {shown}"
            n = words.number(card.measures[key].n)
            yield say(name), shown, n, words.value(before, entry.unit)
    n = words.number(card.measures["volume"].n)
    yield say("Tickets a day"), words.number(card.per_day, 1), n, ""
    promises = card.measured.by("promise")
    for seconds in sorted(promises, key=int):
        kept = promises[seconds]["answered_within"]
        name = say("Answered within {time}", time=words.duration(int(seconds)))
        yield name, words.share(kept.value), words.number(kept.n), ""


# Figures of which more than the one value is shown: the part, and what the row is called.
_PARTS: dict[str, tuple[tuple[str | None, str], ...]] = {
    "first_response_time": (
        ("median", mark("First response, median")),
        ("mean", mark("First response, mean")),
        ("p90", mark("First response, p90")),
    ),
    "resolution_time": (
        ("median", mark("Resolution, median")),
        ("mean", mark("Resolution, mean")),
        ("p90", mark("Resolution, p90")),
    ),
}
_UNFINISHED = {"first_response_time": "unanswered", "resolution_time": "unsolved"}


def _pick(figure: Figure, part: str | None) -> float | None:
    return figure.value if part is None else figure.parts.get(part)


def _counts_the_unfinished(card: Scorecard, key: str) -> bool:
    """Whether tickets that are not finished count at their age, so that a mean is a lower bound."""
    unfinished = card.measures[key].parts.get(_UNFINISHED.get(key, ""))
    return card.request.definitions.unanswered == "at_age" and bool(unfinished)


def method_lines(card: Scorecard) -> Iterator[str]:
    """Yield how the figures were made."""
    request = card.request
    definitions = request.definitions
    yield "- " + say(
        "Period: {period}, whole days in {zone}.",
        period=words.whole_days(request.period),
        zone=text(request.period.zone),
    )
    yield "- " + words.definitions(request.definitions_name, definitions, text)
    if card.opening_hours:
        yield "- " + say("Levels 2 to 4 are judged in opening hours, level 5 in calendar time.")
    yield "- " + say(
        "A level of a time is the share of customers within its bounds, each held against those of their own "
        "channel's class; who still waits counts once they are older than the bound, so n can differ from the "
        "tables'."
    )
    yield "- " + say(
        "CSAT: ratings of 4 or 5 (mapped 3.5 and up) of those answered, bots left out; agents with their "
        "95 % Wilson interval, ordered by how far they are above the team on the same channels, few ratings "
        "drawn towards it."
    )
    if request.before and request.before_as_of:
        yield "- " + words.compared(request)
        yield "- " + say(
            "▲ is better and ▼ worse than then, whichever way the number went; = is no more than noise. What "
            "was then is shown as it stood on {moment}, as old as this period is now; channel, agent and team "
            "are as they are today.",
            moment=words.moment(request.before_as_of, request.period.zone),
        )
    left_out = card.measures["first_response_time"].parts.get("closed_unanswered")
    if left_out:
        yield "- " + count(
            "Not in first response: {n} closed without a reply.",
            "Not in first response: {n} closed without a reply.",
            left_out,
        )
    for (code, what), n in card.excluded.items():
        yield "- " + say(_EXCLUDED[code], n=words.number(n), what=text(words.code_words(what)))


def ledger_lines(card: Scorecard) -> Iterator[str]:
    """Yield what became of every row of every file."""
    ledger = card.ledger
    yield from table(*markdown_table(FILES, ledger.files, text))
    if ledger.notes:
        yield ""
        yield from (f"- {sentence(words.sentence(note))}" for note in ledger.notes)
    if ledger.rejects_total:
        shown = ledger.first_of_each_kind(REJECTS_LISTED)
        yield ""
        yield words.rejects_listed(len(shown), ledger.rejects_total)
        yield ""
        yield from table(*markdown_table(REJECTS, shown, text))
