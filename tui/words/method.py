"""How the figures were made, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.language import mark, say
from tui.words.amounts import whole_days

if TYPE_CHECKING:
    from queries.config.schema import Definitions
    from queries.scope import Request

_STATISTICS = {"median": mark("median"), "mean": mark("mean"), "p80": mark("p80")}
_TIMES = {
    "calendar": mark("first response and resolution by {statistic} in calendar time"),
    "business": mark("first response and resolution by {statistic} in business time"),
}
_OF = {
    "created": mark("of tickets created in the period (resolution: created in it)"),
    "closed": mark("of tickets created in the period (resolution: closed in it)"),
}
_ONE_TOUCH = {"solved": mark("one-touch of solved"), "all": mark("one-touch of all")}
_RESPONSES = {
    "reply": mark("average response per reply"),
    "ticket": mark("average response per ticket"),
}
_UNFINISHED = {
    "at_age": mark(
        "Unanswered and unsolved tickets count at their age so far: a mean over them is a lower bound (≥)"
    ),
    "left_out": mark("Unanswered and unsolved tickets are left out"),
}
# The product's own words: why a ticket does not count, who began or handled it, what its state is, whose a
# rating is.
_CODES = {
    "agent": mark("agent"),
    "assignee": mark("assignee"),
    "assignee at solve": mark("assignee at solve"),
    "bot": mark("bot"),
    "both": mark("both"),
    "customer": mark("customer"),
    "deleted": mark("deleted"),
    "duplicate": mark("duplicate"),
    "human": mark("human"),
    "junk": mark("junk"),
    "last reply": mark("last reply"),
    "merged": mark("merged"),
    "open": mark("still open"),
    "pending": mark("pending"),
    "solved": mark("solved"),
    "spam": mark("spam"),
    "survey": mark("survey"),
    "trash": mark("trash"),
    "trashed": mark("trashed"),
}


def definitions(name: str, used: Definitions, safe: Callable[[str], str]) -> str:
    """Return what a definition set counts, and how; `safe` makes its name harmless."""
    return say(
        "Definitions {name}: {times}, {of}; {one_touch}; {responses}. {unfinished}.",
        name=safe(name),
        times=say(_TIMES[used.clock], statistic=say(_STATISTICS[used.statistic])),
        of=say(_OF[used.resolution_by]),
        one_touch=say(_ONE_TOUCH[used.one_touch_of]),
        responses=say(_RESPONSES[used.response_per]),
        unfinished=say(_UNFINISHED[used.unanswered]),
    )


def compared(request: Request) -> str:
    """Return what the figures are compared with; of a request that is compared with nothing, that."""
    year, before = request.against == "year", request.before
    if before is None:
        return (
            say("The data reach no year back: there is nothing to compare with.")
            if year
            else say("There is no period before to compare with.")
        )
    if year:
        return say("Compared with a year ago: {period}.", period=whole_days(before))
    return say("Compared with the period before: {period}.", period=whole_days(before))


def code_words(code: str) -> str:
    """Return what a word of the product's own means, such as spam; others as they are."""
    return say(_CODES[code]) if code in _CODES else code
