"""`rung init` in words: what lies in a folder, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from queries.text import clean
from tui.language import count, mark, number, say
from tui.words.amounts import duration, share, span
from tui.words.facts import sentence
from tui.words.proposals import (
    aside,
    doubt_choice,
    doubt_title,
    doubt_values,
    field_words,
    kind_words,
)

if TYPE_CHECKING:
    from queries.exports.propose import Doubt
    from queries.setup.facts import Extent
    from queries.setup.look import Found
    from queries.setup.questions import Item, Question

_TABLES = {"tickets": mark("tickets"), "messages": mark("messages"), "ratings": mark("ratings")}
ASIDE = "aside"  # the answer that leaves a file aside
_WHY = 150  # letters of why a file is left aside
_NAMED = 6  # files named of those with one reason
_TITLES = {
    "zone": mark("In which time zone are the team's days and hours?"),
    "zone_elsewhere": mark("In which time zone are the team's days and hours?"),
    "states": mark("States that rung does not know: what is a ticket that is in one?"),
    "unseen": mark("These look like exports of which rung never saw a whole file. Are they?"),
    "one_channel": mark("These name no channel. On which one do their customers write or call?"),
    "channels": mark("Channels that rung does not know: whose bounds hold for each?"),
    "call_or_case": mark(
        "Is a contact solved in itself, or does it open a case that takes longer?"
    ),
    "bots": mark("These answer as no person does, or are called so: are they bots?"),
    "practices": mark(
        "The ladder also asks for practices that no export shows; open ones hold nothing down."
    ),
}
_CHOICES = {
    "open": mark("still open"),
    "pending": mark("pending"),
    "solved": mark("solved"),
    "unknown": mark("unknown: its tickets have no state"),
    "email": mark("email"),
    "social": mark("social"),
    "live": mark("live"),
    "internal": mark("internal: no contacts of customers"),
    "none": mark("none: no contacts of customers"),
    "case": mark("case"),
    "yes": mark("yes"),
    "no": mark("no: leave the file aside"),
    "bot": mark("bot"),
    "person": mark("person"),
    "UTC": mark("UTC: days and hours as the exports write them"),
}


def found_line(file: Found, there: Extent | None, doubts: int) -> str:
    """Return what a file that is read is: recognised (preset) or proposed (kind, rows, period, doubts)."""
    table, extent = say(_TABLES.get(file.table, file.table)), _extent(there)
    if file.how == "recognised":
        return say(
            "recognised: {system}, {table}, {extent}",
            system=file.system,
            table=table,
            extent=extent,
        )
    if not doubts:
        return say("proposed: {table}, {extent}", table=table, extent=extent)
    return count(
        "proposed: {table}, {extent}, {n} doubt",
        "proposed: {table}, {extent}, {n} doubts",
        doubts,
        table=table,
        extent=extent,
    )


def stated(file: Found) -> Iterator[str]:
    """Yield what is doubtful of a file and needs no answer: dates without a time of day, and the like."""
    for doubt in file.proposal.doubts if file.proposal else ():
        if not doubt.asks and not doubt.person:
            yield doubt_title(file.name, doubt)


def why_aside(file: Found) -> str:
    """Return why a file is left aside."""
    if file.proposal is None:
        return clean(sentence(file.why), _WHY)
    if file.proposal.table is None:
        return kind_words(file.proposal.kind)
    lacking = ", ".join(field_words(name) for name in file.lacking)
    return say("no column says {what}", what=lacking)


def left_aside(files: Sequence[str], why: str) -> str:
    """Return which files are left aside, and why."""
    named, more = ", ".join(files[:_NAMED]), len(files) - _NAMED
    if more > 0:
        return count(
            "left aside: {files} and {n} more: {why}",
            "left aside: {files} and {n} more: {why}",
            more,
            files=named,
            why=why,
        )
    return say("left aside: {files}: {why}", files=named, why=why)


def _extent(there: Extent | None) -> str:
    if there is None:
        return say("not read yet")
    if there.first is None or there.last is None:
        return count("{n} row", "{n} rows", there.rows)
    return count(
        "{n} row, {period}",
        "{n} rows, {period}",
        there.rows,
        period=span(there.first.date(), there.last.date(), 0),
    )


def title(question: Question) -> str:
    """Return what a question asks."""
    if question.code == "doubt":
        return doubt_title(str(question.arguments["file"]), _doubt(question))
    if question.code == "tie":
        files = question.arguments["files"]
        return count(
            "{files}: its columns are those of several exports. Which one is it?",
            "{files}: their columns are those of several exports. Which one are they?",
            len(files),
            files=", ".join(files),
        )
    return say(_TITLES[question.code])


def _doubt(question: Question) -> Doubt:
    doubt: Doubt = question.arguments["doubt"]
    return doubt


def evidence(question: Question) -> str:
    """Return what the data say of a question; '' where there is nothing to say."""
    if question.code == "doubt":
        return doubt_values(_doubt(question))
    if more := question.arguments.get("more"):
        return count(
            "{n} rarer one is not listed and stays unknown.",
            "{n} rarer ones are not listed and stay unknown.",
            more,
        )
    if question.code not in ("zone", "zone_elsewhere"):
        return ""
    return night_words(question.code, question.arguments)


def night_words(code: str, told: Mapping[str, Any]) -> str:
    """Return what the hours of the day say of the zone."""
    begins, ends, part = told.get("begins"), told.get("ends"), told.get("share")
    if not isinstance(part, float):
        return say("The hours of the day do not tell.")
    quiet = {"begins": begins, "ends": ends, "share": share(part)}
    if told.get("absolute"):
        return say(
            "The times say how far they are from UTC. Quietest, in UTC, are {begins}–{ends} h "
            "({share} of what is done).",
            **quiet,
        )
    if code == "zone_elsewhere":
        return say(
            "Quietest are {begins}–{ends} h ({share} of what is done): these are no local times, and "
            "are taken for UTC.",
            **quiet,
        )
    return say(
        "Quietest are {begins}–{ends} h ({share} of what is done): these are local times.", **quiet
    )


def item_line(question: Question, item: Item) -> str:
    """Return what is asked about, with what the data say of it."""
    told = item.arguments
    match question.code:
        case "states" | "channels":
            name, n = told["name"], number(told["n"])
            if told.get("k"):
                solved = number(told["k"])
                return say("{name} (×{n}, {k} with a time of solving)", name=name, n=n, k=solved)
            return say("{name} (×{n})", name=name, n=n)
        case "call_or_case":
            return say(
                "{name}: {k} of {n} solved within 30 min",
                name=told["name"],
                k=number(told["k"]),
                n=number(told["n"]),
            )
        case "bots":
            return bot_words(told["name"], told["n"], told["median"], told["p90"])
        case "practices":
            return say(str(told["words"]))
        case "unseen":
            return say("{name}: {system}", name=told["name"], system=told["system"])
        case "one_channel":
            return str(told["name"])
    return choice(question, item.key)


def chosen_line(question: Question, item: Item, chosen: str) -> str:
    """Return what is asked about, and what is chosen of it."""
    if question.form == "one":
        return choice(question, chosen)
    return say("{what} → {choice}", what=item_line(question, item), choice=choice(question, chosen))


def bot_words(name: str, n: int, median: float, p90: float) -> str:
    """Return how a name answers, as no person does."""
    if not n:
        return say("{name}: called so", name=name)
    return say(
        "{name}: {n} first answers, half within {median}, nine in ten within {p90}",
        name=name,
        n=number(n),
        median=duration(median),
        p90=duration(p90),
    )


def choice(question: Question, code: str) -> str:
    """Return a choice in words."""
    if question.code == "doubt":
        return aside() if code == ASIDE else doubt_choice(_doubt(question).choices[int(code)])
    if question.code == "tie":
        return say("{system} ({preset})", system=question.arguments["systems"][code], preset=code)
    return say(_CHOICES[code]) if code in _CHOICES else code
