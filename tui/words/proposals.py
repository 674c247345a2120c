"""What an unknown export is taken for in words: kinds, reasons, doubts, and what each answer means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from queries.text import clean
from tui.language import count, mark, number, say
from tui.words.amounts import duration, share

if TYPE_CHECKING:
    from queries.exports.propose import (
        Choice,
        ChoiceCode,
        Doubt,
        DoubtCode,
        Kind,
        Reason,
        ReasonCode,
    )

_LISTED, _LONG = 12, 60  # words of a list, letters of one
KINDS: dict[Kind, str] = {
    "tickets": mark("tickets"),
    "messages": mark("messages of tickets"),
    "ratings": mark("ratings"),
    "events": mark("updates of tickets"),
    "aggregate": mark("figures about many tickets, not tickets: export the tickets themselves"),
    "none": mark("nothing of a ticket's life"),
}
REASONS: dict[ReasonCode, str] = {
    "name": mark('called like "{phrase}"'),
    "different": mark("{share} of the rows have one of their own"),
    "different_together": mark("with {column} each row has one of its own"),
    "every_one_different": mark("each row has one of its own"),
    "in_every_row": mark("there in every row"),
    "before_others": mark("earlier than other times"),
    "earliest_time": mark("the earliest time of every row, though not called so"),
    "only_time": mark("the only time there is"),
    "clock_beside": mark("its time of day is in {column}"),
    "last_change": mark("tells which version of a ticket is the newest"),
    "proven": mark("equals the time from creation to {column}, in {unit}"),
    "known_channels": mark("{share} of its words are channels"),
    "known_states": mark("{share} of its words are states"),
    "looks_like_people": mark("{share} look like people, {different} of them"),
    "few_words": mark("{n} different words"),
    "hang_up_word": mark("{word} is a word for hanging up"),
    "one_channel": mark("no column names a channel"),
    "no_contacts": mark("some of its words are no contacts of customers"),
    "answered": mark("your answer"),
}
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
    "status": mark("the ticket's state"),
    "channel": mark("the channel"),
    "agent": mark("who answered"),
    "assignee": mark("whose ticket it is"),
    "team": mark("the team"),
    "author": mark("who wrote: customer or agent"),
}
DOUBTS: dict[DoubtCode, str] = {
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
    "mixed_order": mark(
        "{column} mixes days first and months first: export it again with one form of dates."
    ),
    "days_only": mark(
        "{column} has no time of day: how fast a first answer came cannot be told, and no other time "
        "within a day."
    ),
    "partly_read": mark("{column}: only {share} of its values are times."),
    "empty_column": mark("{column} is empty in this file, and taken for {field} by its name."),
    "unknown_states": mark("States that rung does not know: {words}. What do they mean?"),
    "rating_words": mark("{column}: what is each of these words worth: {words}?"),
    "clock_of_several": mark(
        "{column} is a day; its time of day is taken from {clock}, the earliest of several."
    ),
    "more_names": mark("{column} has more names than there are customers. Is it {field}?"),
    "nothing_of_a_life": mark(
        "There is an id, a time and nothing of a ticket's life: no state, no answer, no rating. Are "
        "these tickets?"
    ),
    "no_contacts": mark(
        "{column} has rows that are no contacts of customers: {words}. Leave them out?"
    ),
    "updates": mark("{column} repeats: {different} in {rows} rows. What is a row?"),
    "id_repeats": mark("{column} repeats: {different} in {rows} rows. What is a row?"),
    "solved_or_closed": mark(
        "{column} or {other}: which counts as solved? Half of them lie {apart} apart or more."
    ),
}
CHOICES: dict[ChoiceCode, str] = {
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
    "states_pending": mark("still open: waiting"),
    "states_solved": mark("solved"),
    "states_open": mark("still open"),
    "rows_out": mark("yes, leave them out"),
    "rows_count": mark("no, they count"),
    "leave_it": mark("no: leave it"),
    "tickets": mark("yes, tickets"),
}


def kind_words(kind: Kind) -> str:
    """Return what a table's rows are."""
    return say(KINDS[kind])


def reason_words(reason: Reason) -> str:
    """Return why a column is taken for a field."""
    told = _amounts(reason.arguments)
    if reason.code == "before_others" and (n := reason.arguments.get("n")):
        return count("earlier than {n} other time", "earlier than {n} other times", int(str(n)))
    return say(REASONS[reason.code], **told)


def doubt_title(file: str, doubt: Doubt) -> str:
    """Return what is doubtful, of which file."""
    return say("{file}: {doubt}", file=file, doubt=doubt_words(doubt))


def doubt_words(doubt: Doubt) -> str:
    """Return what is doubtful, and what is asked if anything is."""
    text = DOUBTS[doubt.code]
    if doubt.code == "no_creation" and not doubt.columns:
        text = mark("No column says when a ticket was created.")
    told = {
        "column": _quoted(doubt.columns[0]) if doubt.columns else "",
        "columns": ", ".join(map(_quoted, doubt.columns)),
        "clock": _quoted(doubt.columns[-1]) if doubt.columns else "",
        "field": field_words(doubt.field),
        **_amounts(doubt.arguments),
    }
    return say(text, **told)


def field_words(field: str) -> str:
    """Return what a field says, in words."""
    return say(_FIELDS[field]) if field in _FIELDS else field


def _amounts(arguments: Mapping[str, object]) -> dict[str, str]:
    return {key: _amount(key, value) for key, value in arguments.items()}


def _amount(key: str, value: object) -> str:
    match key, value:
        case "share", float():
            return share(value, 0)
        case "apart", float():
            return duration(value)
        case (("other" | "column" | "word"), str()):
            return _quoted(value)
        case _, tuple():
            return ", ".join(map(_quoted, value[:_LISTED])) + (" …" if len(value) > _LISTED else "")
        case _, int():
            return number(value)
        case _:
            return str(value)


def doubt_values(doubt: Doubt) -> str:
    """Return the first values of the doubtful column; '' for none."""
    return say("Values: {values}", values=", ".join(doubt.samples)) if doubt.samples else ""


def doubt_choice(choice: Choice) -> str:
    """Return what an answer means."""
    return say(CHOICES[choice.code], **{key: str(value) for key, value in choice.arguments.items()})


def aside() -> str:
    """Return the answer that leaves a file aside."""
    return say("no: leave the file aside")


def _quoted(text: str) -> str:
    return say('"{name}"', name=clean(text, _LONG))
