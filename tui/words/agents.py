"""Agents in words: beside the team on the same channels, and tickets that no agent has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.figures.measure import BOTS, NOBODY
from tui.language import count, mark, number, say
from tui.words.amounts import NOTHING, age, change, interval, points
from tui.words.criteria import Safe
from tui.words.method import compared

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.figures.like_for_like import Beside
    from queries.figures.standings import AgentRow
    from queries.scorecard import Scorecard


TEAM = ""  # the name of the team's row: no agent has it
_ROWS = {TEAM: mark("Team"), NOBODY: mark("Unattributed"), BOTS: mark("Bots")}


def agent(name: str, clean: Safe = str) -> str:
    """Return what a row of the agents is called: the team, nobody and bots are no names.

    A name stands as it is, in quotation marks where one of these is called the same; `clean` makes it harmless.
    """
    if name in _ROWS:
        return say(_ROWS[name])
    own = name in map(say, _ROWS.values())
    return say("“{name}”", name=clean(name)) if own else clean(name)


def agent_called(text: str | None) -> str | None:
    """Return whom the words of `agent` call so: a name, or a code."""
    called = {agent(name): name for name in (NOBODY, BOTS, *map(say, _ROWS.values()))}
    return text and called.get(text, text)


_CHOSEN = {
    "team": mark("team {name}"),
    "channel": mark("channel {name}"),
    "agent": mark("agent {name}"),
    "reason": mark("reason {name}"),
}


def chosen(field: str, name: str, clean: Safe = str) -> str:
    """Return what is filtered by: channel email; `clean` makes the name harmless."""
    return say(_CHOSEN[field], name=agent(name, clean) if field == "agent" else clean(name))


def nobodys(card: Scorecard) -> list[str]:
    """Return what became of the tickets that no agent has, where none of them was answered or rated.

    They are no agent: an average over who waits and who was never answered says nothing.
    """
    return [told for told in (nobody_answered(card), _without_a_person(card)) if told]


def nobody_answered(card: Scorecard) -> str:
    """Return how many of these wait, and the oldest; '' where none does."""
    row = _nobody(card)
    first = row.measures["first_response_time"].parts if row is not None else {}
    waiting = int(first.get("unanswered") or 0)
    if not waiting:
        return ""
    oldest = age(first["oldest_unanswered"])
    return say("Nobody answered yet: {n}, the oldest {age}.", n=number(waiting), age=oldest)


def _without_a_person(card: Scorecard) -> str:
    row = _nobody(card)
    if row is None:
        return ""
    waiting = int(row.measures["first_response_time"].parts.get("unanswered") or 0)
    closed = row.measures["volume"].n - waiting
    if not closed:
        return ""
    return say(
        "Without a person: {n}, closed by a bot, given up, or never answered.", n=number(closed)
    )


def _nobody(card: Scorecard) -> AgentRow | None:
    """Return nobody's row where it is told in words, and there are any."""
    row = next((row for row in card.agents if row.role == "nobody"), None)
    told = row is not None and row.measures["volume"].n and stands_in_words(row)
    return row if told else None


def stands_in_words(row: AgentRow) -> bool:
    """Whether a row is told in words: nobody's tickets, unless persons answered them; bots without any."""
    if row.role == "nobody":
        answered = row.measures["answered_share"].parts.get("k") or 0
        return not row.csat.n and not answered
    return row.role == "bots" and not row.csat.n and not row.measures["volume"].n


def like(row: AgentRow) -> str:
    """Return the points above or below the team on the same channels; "few" where they say nothing."""
    above = row.like.csat.difference if row.like else None
    if above is None or row.role != "agent":
        return ""
    return say("few") if row.too_few else points(above)


def beside(one: Beside | None) -> str:
    """Return a share of 100, and in brackets the team's on the same channels: 85 (66); the team's own: 66."""
    if one is None:
        return ""
    if one.share is None:
        return NOTHING
    expected = "" if one.expected is None else f" ({number(one.expected * 100)})"
    return f"{number(one.share * 100)}{expected}"


def interval_of(row: AgentRow) -> str:
    """Return where a row's true share lies: 86.8 % – 99.1 %, and that its ratings are few."""
    if not row.too_few or row.role != "agent":
        return interval(row.csat)
    return say("{interval} (too few)", interval=interval(row.csat)).strip()


def points_changed(moved: Change | None) -> str:
    """Return how a share changed, with its arrow: ▲ 5.8."""
    return change(moved, "share", short=True)


def team_in_time(card: Scorecard, time: str) -> float | None:
    """Return the team's own share within the bound that agents are held against."""
    level = card.assessment.next_level
    shares = (
        result.value
        for dimension in card.assessment.dimensions
        for result in dimension.criteria
        if result.key == time and result.within == level
    )
    return next(shares, None)


def how_to_read_bars(card: Scorecard, *, drawn: bool = True) -> str:
    """Return whose ratings moved by more than chance, and what a bar says where bars are `drawn`."""
    if card.request.before is None:
        moved = f"{say('No arrows.')} {compared(card.request)}"
    elif any(row.change and row.change.better is not None for row in card.agents):
        moved = say("An arrow: a rating moved by more than chance, in points.")
    else:
        moved = say("No arrow: no rating moved by more than chance.")
    if not drawn:
        few = card.least_ratings
        return f"{moved} {count('Under {n} rating is few.', 'Under {n} ratings are few.', few)}"
    bars = count(
        "A bar is where the true share lies, 95 % sure: where bars overlap, do not rank; under {n} "
        "rating is few.",
        "A bar is where the true share lies, 95 % sure: where bars overlap, do not rank; under {n} "
        "ratings are few.",
        card.least_ratings,
    )
    return f"{moved} {bars}"


def what_like_means(card: Scorecard) -> str:
    """Return what the columns that compare agents with the team mean."""
    return say(
        "By Like (of few ratings it counts less): points above the team on the same channels. In time: of "
        "100 first answers those within level {level}'s bound; in brackets the team's on their mix.",
        level=card.assessment.next_level,
    )
