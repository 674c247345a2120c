"""The level in words: what it is, on how much it rests, what it was, what other definitions say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.language import count, mark, say
from tui.words.amounts import day, moment, share
from tui.words.facts import sentence

if TYPE_CHECKING:
    from queries.config.schema import Definitions
    from queries.scorecard import Scorecard


def level_line(card: Scorecard) -> str:
    """Return the level in one line: Level 3 Average (provisional)."""
    assessment = card.assessment
    if assessment.level is None:
        why = sentence(assessment.why) or say("not assessed")
        return say("No level: {why}", why=why)
    name = say(card.level_names[assessment.level])
    if assessment.provisional:
        return say("Level {level} {name}, provisional", level=assessment.level, name=name)
    return say("Level {level} {name}", level=assessment.level, name=name)


def graded_share(card: Scorecard) -> str:
    """Return on how much of the contacts a level rests: "on 92 % of contacts"; '' where on all."""
    missing = sum((card.assessment.unclassified or {}).values())
    return say("on {share} of contacts", share=share(1 - missing, 0)) if missing else ""


def knowledge(card: Scorecard) -> str:
    """Return how much the level rests on: "Level on 5 of 7 dimensions, 4 practices unanswered"."""
    assessment = card.assessment
    told = [
        count(
            "Level on {assessed} of {n} dimension",
            "Level on {assessed} of {n} dimensions",
            len(assessment.dimensions),
            assessed=assessment.assessed,
        )
    ]
    if share_of := graded_share(card):
        told.append(share_of)
    if unanswered := len(assessment.unanswered):
        told.append(count("{n} practice unanswered", "{n} practices unanswered", unanswered))
    words = ", ".join(told)
    return f"{words}; {sentence(assessment.thin)}" if assessment.thin else words


def known(card: Scorecard) -> str:
    """Return the same in few words: "7 of 7 known, 12 unanswered"."""
    assessment = card.assessment
    told = [
        count(
            "{known} of {n} known",
            "{known} of {n} known",
            len(assessment.dimensions),
            known=assessment.assessed,
        )
    ]
    if share_of := graded_share(card):
        told.append(share_of)
    if unanswered := len(assessment.unanswered):
        told.append(count("{n} unanswered", "{n} unanswered", unanswered))
    if assessment.thin:
        told.append(sentence(assessment.thin))
    return ", ".join(told)


def no_tickets(card: Scorecard) -> str:
    """Return what to say where a period is empty: what there is."""
    zone = card.request.period.zone
    return say(
        "No tickets in this period: the data reach from {first} to {last}.",
        first=moment(card.data_start, zone),
        last=moment(card.data_end, zone),
    )


def no_tickets_here(card: Scorecard) -> str:
    """Return the same on the screen, and the way there."""
    return f"{no_tickets(card)} {say('Press p for another period.')}"


_BY_HALF = {
    0.5: mark("by half"),
    0.8: mark("by four in five"),
    0.9: mark("by nine in ten"),
}


def by_definitions(definitions: Definitions) -> str:
    """Return how a set judges a time, in words: by the average, by four in five."""
    if definitions.reach == "mean":
        return say("by the average")
    asked = definitions.reach[0]
    return say(_BY_HALF[asked]) if asked in _BY_HALF else say("by {n} %", n=f"{asked * 100:g}")


def levels_by_definitions(card: Scorecard, *, others: bool = False) -> str:
    """Return the level by every definition set (`others`: but the one in use); '' until it was asked."""
    if card.look is None:
        return ""
    return ", ".join(
        say("{by} {level}", by=by_definitions(one.definitions), level=one.level)
        if one.level
        else say("{by} none", by=by_definitions(one.definitions))
        for one in card.look.readings
        if not others or one.name != card.request.definitions_name
    )


def as_before(card: Scorecard) -> str:
    """Return whether the level is that of the period before: "as in the 28 days before", "was 2"."""
    before = card.request.before
    if before is None and card.request.period.kind != "all":
        return say("nothing to compare with: data only from {day}", day=day(card.data_start))
    if card.look is None or before is None:
        return ""
    was = card.look.was
    if was == card.assessment.level and card.request.against == "year":
        return say("as a year ago")
    if was == card.assessment.level:
        return count("as in the day before", "as in the {n} days before", before.days)
    return say("was {level}", level=was) if was else say("no level before")


def reads_by_definitions(card: Scorecard) -> str:
    """Return what the definition set in use makes of the level: "by the average: level 1"."""
    level, told = card.assessment.level, by_definitions(card.request.definitions)
    name = card.request.definitions_name
    if level:
        return say("{by} ({name}): level {level}", by=told, name=name, level=level)
    return say("{by} ({name}): no level", by=told, name=name)


def steps_to_the_next(card: Scorecard) -> str:
    """Return how many steps block the next level: "to level 4: 3 steps"; '' where none does."""
    blocking = sum(len(step.blocking) for step in card.assessment.checklist.steps)
    if card.assessment.level is None or not blocking:
        return ""
    return count(
        "to level {level}: {n} step",
        "to level {level}: {n} steps",
        blocking,
        level=card.assessment.next_level,
    )


def checklist_title(card: Scorecard, safe: Callable[[str], str]) -> str:
    """Return what the checklist leads to, and how far it is; `safe` makes the level's name harmless."""
    checklist = card.assessment.checklist
    if checklist.target is None:
        return say("What is missing for a level")
    steps = len(checklist.steps)
    if card.assessment.level == 5:
        return count(
            "What keeps level 5: {done} of {n}",
            "What keeps level 5: {done} of {n}",
            steps,
            done=checklist.done,
        )
    return count(
        "Steps to level {level} {name}: {done} of {n} done",
        "Steps to level {level} {name}: {done} of {n} done",
        steps,
        level=checklist.target,
        name=safe(say(card.level_names[checklist.target])),
        done=checklist.done,
    )
