"""Doubts in words: what is seen, and what to ask or to set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.doubts import SETS_APART
from tui.words.amounts import duration, share
from tui.words.criteria import Say
from tui.words.level import levels_by_definitions

if TYPE_CHECKING:
    from queries.doubts import Doubt
    from queries.scorecard import Scorecard

_SENTENCES = {
    "instant_answers": (
        "{name} gave {k} of {n} first answers within 5 seconds (half within {value}): is it a bot? "
        "Then name it (team → bots): its tickets are settled by a bot, not answered by a person."
    ),
    "instant_letters": (
        "{name}: {k} of {n} first answers came within 10 seconds (half within {value}), which is no "
        "person: does an automatic reply count as the first answer?"
    ),
    "solved_and_reopened": (
        "{k} of {n} solved tickets were solved within five minutes and reopened: is a solve that did "
        "not hold counted as the last one?"
    ),
    "closed_unread": (
        "{k} of {n} tickets were closed without an answer: they are held against no bound and weigh "
        "on the answered share alone. Are they thanks and duplicates?"
    ),
    "closed_in_bulk": (
        "{k} of the {n} tickets closed without an answer were closed ten or more in one minute: what "
        "was cleared away there?"
    ),
    "closed_before_a_bound": (
        "{k} of the {n} tickets closed without an answer were closed in the last tenth of the time "
        "before a bound: were they closed so as not to be late?"
    ),
    "answered_long_after": (
        "First answers came a median of {value} after creation ({k} of {n} more than 30 days): is "
        "created_at the right column?"
    ),
    "no_customers_channel": (
        "{name} is declared to be no customers' channel (class: none): its {n} tickets are not graded."
    ),
    "live_as_case": (
        "{name} is held against email's bounds for the solving (resolution: case), but {k} of {n} were "
        "solved within 4 h: does a contact there only open a case?"
    ),
    "few_surveys": (
        "{name}: {rest} of {n} solved tickets have a survey, of the others' {others}: who chooses "
        "which customers are asked?"
    ),
}


def doubt(card: Scorecard, one: Doubt, say: Say = str) -> str:
    """Return a doubt in one or two sentences."""
    if one.key == SETS_APART:
        return (
            f"The definitions lie far apart: {levels_by_definitions(card)}. Which one do you mean?"
        )
    sentence = _SENTENCES[one.key].format(
        name=say(one.name),
        k=f"{one.k:,}",
        n=f"{one.n:,}",
        rest=f"{one.n - one.k:,}",
        value=duration(one.value),
        others=share(one.others, 0),
    )
    return sentence[0].upper() + sentence[1:]


def doubts_line(card: Scorecard) -> str:
    """Return how many doubts there are, in words; '' where nobody looked yet."""
    if card.look is None:
        return ""
    match len(card.look.doubts):
        case 0:
            return "No doubts in the data."
        case 1:
            return "1 doubt: read it before you show this level upward"
        case n:
            return f"{n} doubts: read them before you show this level upward"
