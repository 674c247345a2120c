"""`rung init` in words: what lies in a folder, what is asked, and why a setting is as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from queries.text import clean
from tui.words.amounts import duration, share, span
from tui.words.language import count, mark, say
from tui.words.proposals import aside, doubt_choice, doubt_title, doubt_values, field_words

if TYPE_CHECKING:
    from queries.exports.propose import Doubt, Proposal
    from queries.setup.facts import BotFacts, Extent
    from queries.setup.look import Found
    from queries.setup.questions import Item, Question
    from queries.setup.settings import Remark

_TABLES = {"tickets": mark("tickets"), "messages": mark("messages"), "ratings": mark("ratings")}
ASIDE = "aside"  # the answer that leaves a file aside
_WHY = 150  # letters of why a file is left aside
_TITLES = {
    "zone": mark("In which time zone are the team's days and hours?"),
    "zone_elsewhere": mark("In which time zone are the team's days and hours?"),
    "states": mark("States that rung does not know: what is a ticket that is in one?"),
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
    "bot": mark("bot"),
    "person": mark("person"),
    "UTC": mark("UTC: days and hours as the exports write them"),
}


def found_line(file: Found, there: Extent | None) -> str:
    """Return what a file is: recognised (preset), proposed (kind, rows, period, doubts), left aside (why)."""
    if file.how == "left aside" and file.proposal is not None:
        return _why_aside(file, file.proposal)
    if file.how == "left aside":
        return say("left aside: {why}", why=clean(file.why, _WHY))
    table, extent = say(_TABLES.get(file.table, file.table)), _extent(there)
    if file.how == "recognised":
        return say(
            "recognised: {system}, {table}, {extent}",
            system=file.system,
            table=table,
            extent=extent,
        )
    doubts = sum(doubt.asks for doubt in file.proposal.doubts) if file.proposal else 0
    if not doubts:
        return say("proposed: {table}, {extent}", table=table, extent=extent)
    return count(
        "proposed: {table}, {extent}, {n} doubt",
        "proposed: {table}, {extent}, {n} doubts",
        doubts,
        table=table,
        extent=extent,
    )


_KINDS = {
    "aggregate": mark("left aside: averages and totals; export the single tickets"),
    "none": mark("left aside: nothing of a ticket's life is in it"),
}


def _why_aside(file: Found, proposal: Proposal) -> str:
    if proposal.table is None:
        return say(_KINDS.get(proposal.kind, _KINDS["none"]))
    lacking = ", ".join(field_words(name) for name in file.lacking)
    return say("left aside: no column says {what}", what=lacking)


def _extent(there: Extent | None) -> str:
    if there is None:
        return say("not read yet")
    if there.first is None or there.last is None:
        return count("{rows} row", "{rows} rows", there.rows, rows=f"{there.rows:,}")
    return count(
        "{rows} row, {period}",
        "{rows} rows, {period}",
        there.rows,
        rows=f"{there.rows:,}",
        period=span(there.first.date(), there.last.date(), 0),
    )


def title(question: Question) -> str:
    """Return what a question asks."""
    if question.code == "doubt":
        return doubt_title(str(question.arguments["file"]), _doubt(question))
    return say(_TITLES[question.code])


def _doubt(question: Question) -> Doubt:
    doubt: Doubt = question.arguments["doubt"]  # type: ignore[assignment]  # as columns.py puts it
    return doubt


def evidence(question: Question) -> str:
    """Return what the data say of a question; '' where there is nothing to say."""
    if question.code == "doubt":
        return doubt_values(_doubt(question))
    if more := question.arguments.get("more"):
        return count(
            "{n} rarer one is not listed and stays unknown.",
            "{n} rarer ones are not listed and stay unknown.",
            int(str(more)),
        )
    if question.code not in ("zone", "zone_elsewhere"):
        return ""
    return _night(question.code, question.arguments)


def _night(code: str, told: Mapping[str, object]) -> str:
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
            name, n = told["name"], f"{told['n']:,}"
            if told.get("k"):
                solved = f"{told['k']:,}"
                return say("{name} (×{n}, {k} with a time of solving)", name=name, n=n, k=solved)
            return say("{name} (×{n})", name=name, n=n)
        case "call_or_case":
            return say(
                "{name}: {k} of {n} solved within 30 min",
                name=told["name"],
                k=f"{told['k']:,}",
                n=f"{told['n']:,}",
            )
        case "bots":
            return _bot(str(told["name"]), told["n"], told["median"], told["p90"])
        case "practices":
            return say(str(told["words"]))
        case "one_channel":
            return str(told["name"])
    return choice(question, item.key)


def chosen_line(question: Question, item: Item, chosen: str) -> str:
    """Return what is asked about, and what is chosen of it."""
    if question.form == "one":
        return choice(question, chosen)
    return say("{what} → {choice}", what=item_line(question, item), choice=choice(question, chosen))


def _bot(name: str, n: object, median: object, p90: object) -> str:
    if not n:
        return say("{name}: called so", name=name)
    return say(
        "{name}: {n} first answers, half within {median}, nine in ten within {p90}",
        name=name,
        n=f"{n:,}",
        median=duration(float(str(median))),
        p90=duration(float(str(p90))),
    )


def choice(question: Question, code: str) -> str:
    """Return a choice in words."""
    if question.code == "doubt":
        return aside() if code == ASIDE else doubt_choice(_doubt(question).choices[int(code)])
    return say(_CHOICES[code]) if code in _CHOICES else code


_YOURS = {
    "same_tickets": mark("the same tickets stand in several files, and count once"),
    "zone_said": mark("the exports say so"),
    "practices": mark("your answers; the keys stand under ladder → practices"),
    "answered": mark("your answer"),
    "one channel": mark("your answer: no column names a channel"),
    "zone": mark("your answer. {night}"),
    "zone_elsewhere": mark("your answer. {night}"),
    "channel": mark("your answer; tickets: {n}"),
    "case_chosen": mark("a contact opens a case: {k} of {n} were solved within 30 min"),
    "case_told": mark("a contact opens a case: {k} of {n} were solved within 30 min"),
    "recognised": mark("{files}: recognised, {system}"),
    "proposed": mark("{files}: proposed by the names and values of its columns"),
    "bots": mark("no people: {bots}"),
}
_UNASKED = {
    "one channel": mark("taken unasked: no column names a channel"),
    "zone": mark("taken unasked: change it where it is another. {night}"),
    "zone_elsewhere": mark("taken unasked: change it where it is another. {night}"),
    "channel": mark("taken unasked; tickets: {n}"),
}


def remark(one: Remark) -> str:
    """Return why a setting is as it is: what was answered, by which evidence."""
    told = dict(one.arguments)
    if one.code.startswith("zone"):
        told["night"] = _night(one.code, told)
    for number in ("n", "k"):
        if number in told:
            told[number] = f"{told[number]:,}"
    if "files" in told:
        files: Sequence[str] = told["files"]  # type: ignore[assignment]  # as settings.py puts it
        told["files"] = ", ".join(files)
    if "bots" in told:
        bots: Sequence[BotFacts] = told["bots"]  # type: ignore[assignment]  # as settings.py puts it
        told["bots"] = "; ".join(_bot(b.name, b.n, b.median, b.p90) for b in bots)
    unasked = not told.get("asked", True) and one.code in _UNASKED
    return say((_UNASKED if unasked else _YOURS)[one.code], **told)
