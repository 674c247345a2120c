"""What `queries` has to say, in words: a code with arguments → a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from queries.config.catalogue import catalogue
from queries.said import DAY, IN_WORDS, Said
from queries.text import SHOWN, clean
from tui.language import count, mark, marks, number, say
from tui.words import faults, files, refusals
from tui.words.amounts import day, share

if TYPE_CHECKING:
    from queries.said import Argument

# What is to be known of a figure, a dimension, a channel, the level.
_SENTENCES: Mapping[str, str] = {
    "and": mark("{one} and {other}"),
    "cannot_be_asked": mark("{figure} cannot be asked: {needs}"),
    "channel_unclassified": mark("no class: say live, email or social"),
    "channels_listed": mark("{names}"),
    "channels_unclear": mark("{names}: say live, email or social under channels → names"),
    "did_you_mean": mark("{what} (did you mean {name}?)"),
    "fate_unknown": mark("its fate is not known yet"),
    "few_calls_told": mark("only {n} of {of} contacts on live channels say who gave up"),
    "few_cases": mark("{n} of {least} cases"),
    "few_rated": mark("{n} of {of} solved tickets are rated"),
    "few_ratings": mark("{n} of {least} ratings"),
    "few_replies": mark("{n} of {least} replies"),
    "few_tickets": mark("{n} of {least} tickets"),
    "anyone_can_write": mark("anyone on this host can write into it"),
    "log_locked": mark("another lead's answer is being written, and that does not end"),
    "may_not_be_written": mark("you may not write to it"),
    "system_says": mark("{why}"),
    "latest": mark("on the latest {n}, back to {since}"),
    "no_channel": mark(
        "your export has no channel: map one under columns (channel: Source, or {value: email})"
    ),
    "no_period": mark(
        '"{period}" is not a period; write 7d, 28d, 90d, 2026-10, 2026-Q3, 2026-10-01..2026-10-31 or all'
    ),
    "no_question": mark("no question"),
    "no_tickets_at_all": mark("the exports hold no tickets"),
    "not_worked_out": mark("The figures could not be worked out ({why})."),
    "no_tickets": mark("no tickets"),
    "no_tickets_in_period": mark("no tickets in this period"),
    "names": mark("{names}"),
    "names_and_more": mark("{names} … and {n} more"),
    "one_agent": mark("one agent's figures are no level of the team"),
    "or": mark("{one} or {other}"),
    "quoted": mark('"{name}"'),
    "share_of_contacts": mark("{name} ({share} of contacts)"),
    "shown_by": mark("shown by {figure}"),
    "too_little_memory": mark(
        "There is too little memory for this question: raise reading → memory, or choose a shorter period "
        "({why})."
    ),
    "too_early": mark("too early to tell: many still wait"),
    **faults.SENTENCES,
    **files.SENTENCES,
    **refusals.SENTENCES,
    "unsaid": mark("say which channels make sense: config, channels → make_sense"),
}
# Those that depend on the number `n`.
_COUNTED: Mapping[str, tuple[str, str]] = {
    **files.COUNTED,
    **refusals.COUNTED,
    "hours_shown": marks(
        "replies show only the {n} hour in which customers write",
        "replies show only the {n} hours in which customers write",
    ),
    "unclassified": marks(
        "{channels} has no class: say live, email or social under channels → names",
        "{channels} have no class: say live, email or social under channels → names",
    ),
}


_BETWEEN = {"then": "; ", "sentences": ". "}
CODES = frozenset({DAY, IN_WORDS, "needs", *_SENTENCES, *_COUNTED, *_BETWEEN})


def sentence(told: Said | None) -> str:
    """Return what is said, in words; '' where nothing is. Names and values in it are harmless."""
    if told is None:
        return ""
    named = told.named
    if told.code == DAY:
        return day(dt.date.fromisoformat(str(named["day"])))
    if isinstance(parts := named.get("parts"), tuple):
        return _joined(told.code, [_words(part) for part in parts])
    if told.code == IN_WORDS:
        return say(str(named["words"]))
    if told.code == "needs":  # said by the catalogue of figures
        return say(catalogue()[str(named["figure"])].needs or "")
    arguments = {name: _words(argument) for name, argument in named.items()}
    if told.code in _COUNTED:
        del arguments["n"]  # count says it
        return count(*_COUNTED[told.code], int(str(named["n"])), **arguments)
    # A table that the data add rejects for reasons of its own: there the code is the English.
    text = _SENTENCES.get(told.code, told.code)
    return say(text, **arguments) if arguments else say(text)


def _joined(code: str, parts: Sequence[str]) -> str:
    """Return parts one after another, or one and the other."""
    if code in _BETWEEN:
        return _BETWEEN[code].join(parts)
    return reduce(lambda one, other: say(_SENTENCES[code], one=one, other=other), parts)


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
    return clean(argument, SHOWN)
