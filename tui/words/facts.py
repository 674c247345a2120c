"""What `queries` has to say, in words: a code with arguments → a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from queries.config.catalogue import catalogue
from queries.said import DAY, Said
from tui.language import count, mark, marks, number, say
from tui.words import files
from tui.words.amounts import day, share

if TYPE_CHECKING:
    from queries.said import Argument

# What is to be known of a figure, a dimension, a channel, the level.
_SENTENCES: Mapping[str, str] = {
    "channel_unclassified": mark("no class: say live, email or social"),
    "channels_listed": mark("{names}"),
    "channels_unclear": mark("{names}: say live, email or social under channels → names"),
    "fate_unknown": mark("its fate is not known yet"),
    "few_calls_told": mark("only {n} of {of} contacts on live channels say who gave up"),
    "few_cases": mark("{n} of {least} cases"),
    "few_rated": mark("{n} of {of} solved tickets are rated"),
    "few_ratings": mark("{n} of {least} ratings"),
    "few_replies": mark("{n} of {least} replies"),
    "few_tickets": mark("{n} of {least} tickets"),
    "latest": mark("on the latest {n}, back to {since}"),
    "no_channel": mark(
        "your export has no channel: map one under columns (channel: Source, or {value: email})"
    ),
    "no_tickets": mark("no tickets"),
    "no_tickets_in_period": mark("no tickets in this period"),
    "one_agent": mark("one agent's figures are no level of the team"),
    "share_of_contacts": mark("{name} ({share} of contacts)"),
    "shown_by": mark("shown by {figure}"),
    "too_early": mark("too early to tell: many still wait"),
    **files.SENTENCES,
    "unsaid": mark("say which channels make sense: config, channels → make_sense"),
}
# Those that depend on the number `n`.
_COUNTED: Mapping[str, tuple[str, str]] = {
    **files.COUNTED,
    "hours_shown": marks(
        "replies show only the {n} hour in which customers write",
        "replies show only the {n} hours in which customers write",
    ),
    "unclassified": marks(
        "{channels} has no class: say live, email or social under channels → names",
        "{channels} have no class: say live, email or social under channels → names",
    ),
}


def sentence(told: Said | str | None) -> str:
    """Return what is said, in words; '' where nothing is. Names and values in it are not yet harmless.

    A text is one that was made where it was found.
    """
    if told is None or isinstance(told, str):
        return say(told or "")
    named = told.named
    if told.code == DAY:
        return day(dt.date.fromisoformat(str(named["day"])))
    if told.code == "then":
        parts = named["parts"]
        return "; ".join(_words(part) for part in (parts if isinstance(parts, tuple) else ()))
    if told.code == "needs":  # said by the catalogue of figures
        return say(catalogue()[str(named["figure"])].needs or "")
    arguments = {name: _words(argument) for name, argument in named.items()}
    if told.code in _COUNTED:
        del arguments["n"]  # count says it
        return count(*_COUNTED[told.code], int(str(named["n"])), **arguments)
    return say(_SENTENCES[told.code], **arguments) if arguments else say(_SENTENCES[told.code])


def _words(argument: Argument) -> str:
    match argument:
        case None:
            return ""
        case Said():
            return sentence(argument)
        case tuple():
            return ", ".join(_words(part) for part in argument)
        case float():
            return share(argument, 0)
        case int():
            return number(argument)
    return argument
