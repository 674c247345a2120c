"""Doubts in words: what is seen, and what to ask or to set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.doubts import SETS_APART
from tui.language import count, mark, number, say
from tui.words.agents import agent
from tui.words.amounts import duration, share
from tui.words.criteria import Safe
from tui.words.level import levels_by_definitions

if TYPE_CHECKING:
    from queries.doubts import Doubt
    from queries.scorecard import Scorecard

_SENTENCES = {
    "instant_answers": mark(
        "{name} gave {k} of {n} first answers within 5 seconds (half within {value}): is it a bot? "
        "Then name it (team → bots): its tickets are settled by a bot, not answered by a person."
    ),
    "instant_letters": mark(
        "{name}: {k} of {n} first answers came within 10 seconds (half within {value}), which is no "
        "person: does an automatic reply count as the first answer?"
    ),
    "solved_and_reopened": mark(
        "{k} of {n} solved tickets were solved within five minutes and reopened: is a solve that did "
        "not hold counted as the last one?"
    ),
    "closed_unread": mark(
        "{k} of {n} tickets were closed without an answer: they are held against no bound and weigh "
        "on the answered share alone. Are they thanks and duplicates?"
    ),
    "closed_in_bulk": mark(
        "{k} of the {n} tickets closed without an answer were closed ten or more in one minute: what "
        "was cleared away there?"
    ),
    "closed_before_a_bound": mark(
        "{k} of the {n} tickets closed without an answer were closed in the last tenth of the time "
        "before a bound: were they closed so as not to be late?"
    ),
    "answered_long_after": mark(
        "First answers came a median of {value} after creation ({k} of {n} more than 30 days): is "
        "created_at the right column?"
    ),
    "no_customers_channel": mark(
        "{name} is declared to be no customers' channel (class: none): its {n} tickets are not graded."
    ),
    "live_as_case": mark(
        "{name} is held against email's bounds for the solving (resolution: case), but {k} of {n} were "
        "solved within 4 h: does a contact there only open a case?"
    ),
    "few_surveys": mark(
        "{name}: {rest} of {n} solved tickets have a survey, of the others' {others}: who chooses "
        "which customers are asked?"
    ),
}


def doubt(card: Scorecard, one: Doubt, safe: Safe = str) -> str:
    """Return a doubt in one or two sentences; `safe` makes names harmless."""
    if one.key == SETS_APART:
        return say(
            "The definitions lie far apart: {levels}. Which one do you mean?",
            levels=levels_by_definitions(card),
        )
    sentence = say(
        _SENTENCES[one.key],
        name=agent(one.name, safe),
        k=number(one.k),
        n=number(one.n),
        rest=number(one.n - one.k),
        value=duration(one.value),
        others=share(one.others, 0),
    )
    return sentence[0].upper() + sentence[1:]


def doubts_line(card: Scorecard) -> str:
    """Return how many doubts there are, in words; '' where nobody looked yet."""
    if card.look is None:
        return ""
    if not card.look.doubts:
        return say("No doubts in the data.")
    return count(
        "{n} doubt: read it before you show this level upward",
        "{n} doubts: read them before you show this level upward",
        len(card.look.doubts),
    )
