"""What is doubtful of an unknown export's columns in words, and what each answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.words.amounts import duration, share
from tui.words.language import mark, say

if TYPE_CHECKING:
    from queries.exports.propose import Choice, Doubt

_FIELDS = {
    "ticket_id": mark("the ticket's id"),
    "created_at": mark("when the ticket was created"),
    "sent_at": mark("when a message was sent"),
    "rated_at": mark("when it was rated"),
    "first_response_at": mark("when it was first answered"),
    "first_response": mark("the wait for the first answer"),
    "resolved_at": mark("when it was solved"),
    "resolution": mark("the time until it was solved"),
    "csat": mark("the customer's rating"),
    "score": mark("the customer's rating"),
    "abandoned": mark("whether the customer gave up"),
    "agent": mark("who answered"),
    "assignee": mark("whose ticket it is"),
    "team": mark("the team"),
    "author": mark("who wrote: customer or agent"),
}
_DOUBTS = {
    "no_id": mark("No column tells one ticket from another. Is each row a ticket of its own?"),
    "no_creation": mark(
        "No column says when a ticket was created. Is it {column}? It is named as something else."
    ),
    "day_or_month": mark(
        "{column}: day first or month first? No column has a day above 12 that tells."
    ),
    "unit": mark("{column}, {field}: in which unit?"),
    "zero_is_none": mark("{column} is zero in {share} of the rows. Does zero mean none?"),
    "scale": mark("{column}, {field}: on which scale?"),
    "business_clock": mark(
        "{column}, {field}: does its clock run in office hours alone, or round the clock?"
    ),
    "key_of_two": mark("{column} alone repeats. Is a ticket told by {columns} together?"),
    "due_time": mark("{column} looks like the time by which it is due, not {field}."),
    "time_left": mark("{column} has minus signs: the time left of a promise, not {field}."),
    "by_values": mark("By its values alone {column} looks like {field}. Is it?"),
    "of_two": mark("{column} or {other}: which is {field}?"),
    "likely": mark("Is {column} {field}?"),
    "updates": mark("{column} repeats: {different} in {rows} rows. What is a row?"),
    "id_repeats": mark("{column} repeats: {different} in {rows} rows. What is a row?"),
    "no_contacts": mark(
        "{column} has rows that are no contacts of customers: {words}. Leave them out?"
    ),
    "solved_or_closed": mark(
        "{column} or {other}: which counts as solved? Half of them lie {apart} apart or more."
    ),
}
_CHOICES = {
    "rows_out": mark("yes, leave them out"),
    "rows_count": mark("no, they count"),
    "row": mark("each row is a ticket of its own"),
    "take": mark("{column}"),
    "leave_out": mark("neither: leave it out"),
    "day_first": mark("day first"),
    "month_first": mark("month first"),
    "unit": mark("{unit}"),
    "zero_none": mark("yes, zero is none"),
    "zero_counts": mark("no, it is a time like others"),
    "scale": mark("{scale}"),
    "business": mark("in office hours alone"),
    "calendar": mark("round the clock"),
    "both": mark("yes, by both together"),
    "one": mark("no, {column} tells it alone"),
    "updates": mark("updates of one ticket: the newest counts"),
}


def doubt_title(file: str, doubt: Doubt) -> str:
    """Return what is doubtful, of which file."""
    text = _DOUBTS.get(doubt.code, mark("Is {column} {field}?"))
    told = {
        "column": _quoted(doubt.columns[0]) if doubt.columns else "",
        "columns": ", ".join(map(_quoted, doubt.columns)),
        "field": field_words(doubt.field),
        **_amounts(doubt.arguments),
    }
    return say("{file}: {doubt}", file=file, doubt=say(text, **told))


def field_words(field: str) -> str:
    """Return what a field says, in words."""
    return say(_FIELDS[field]) if field in _FIELDS else field


def _amounts(arguments: Mapping[str, object]) -> dict[str, str]:
    told = {
        key: ", ".join(value) if isinstance(value, tuple) else str(value)
        for key, value in arguments.items()
    }
    for key in ("rows", "different"):
        if key in told:
            told[key] = f"{int(told[key]):,}"
    if "share" in told:
        told["share"] = share(float(told["share"]), 0)
    if "apart" in told:
        told["apart"] = duration(float(told["apart"]))
    if "other" in told:
        told["other"] = _quoted(told["other"])
    return told


def doubt_values(doubt: Doubt) -> str:
    """Return the first values of the doubtful column; '' for none."""
    return say("Values: {values}", values=", ".join(doubt.samples)) if doubt.samples else ""


def doubt_choice(choice: Choice) -> str:
    """Return what an answer means."""
    text = _CHOICES.get(choice.code, choice.code)
    return say(text, **{key: str(value) for key, value in choice.arguments.items()})


def aside() -> str:
    """Return the answer that leaves a file aside."""
    return say("no: leave the file aside")


def _quoted(header: str) -> str:
    return f'"{header}"'
