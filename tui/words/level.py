"""The level in words: what it is, on how much it rests, what it was, what other definitions say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.words.amounts import moment

if TYPE_CHECKING:
    from queries.config.schema import Definitions
    from queries.scorecard import Scorecard


def level_line(card: Scorecard) -> str:
    """Return the level in one line: Level 3 Average (provisional)."""
    assessment = card.assessment
    if assessment.level is None:
        return "No level: " + (assessment.why or assessment.name.lower())
    return f"Level {assessment.level} {assessment.name}" + (
        ", provisional" if assessment.provisional else ""
    )


def graded_share(card: Scorecard) -> str:
    """Return on how much of the contacts a level rests: "on 92 % of contacts"; '' where on all."""
    missing = sum((card.assessment.unclassified or {}).values())
    return f"on {(1 - missing) * 100:.0f} % of contacts" if missing else ""


def knowledge(card: Scorecard) -> str:
    """Return how much the level rests on: "on 5 of 7 dimensions, 4 practices unanswered"."""
    assessment = card.assessment
    words = f"on {assessment.assessed} of {len(assessment.dimensions)} dimensions"
    if share := graded_share(card):
        words += f", {share}"
    if count := len(assessment.unanswered):
        words += f", {count} practice{'s' if count > 1 else ''} unanswered"
    return words + (f"; {assessment.thin}" if assessment.thin else "")


def known(card: Scorecard) -> str:
    """Return the same in few words: "7 of 7 known, 12 unanswered"."""
    assessment = card.assessment
    words = f"{assessment.assessed} of {len(assessment.dimensions)} known"
    if share := graded_share(card):
        words += f", {share}"
    words += f", {len(assessment.unanswered)} unanswered" if assessment.unanswered else ""
    return words + (f", {assessment.thin}" if assessment.thin else "")


def no_tickets(card: Scorecard) -> str:
    """Return what to say where a period is empty: what there is, and the way there."""
    zone = card.request.period.zone
    return (
        f"No tickets in this period: the data reach from {moment(card.data_start, zone)} to "
        f"{moment(card.data_end, zone)}. Press p for another period."
    )


_BY_HALF = {0.5: "by half", 0.8: "by four in five", 0.9: "by nine in ten"}


def by_definitions(definitions: Definitions) -> str:
    """Return how a set judges a time, in words: by the average, by four in five."""
    if definitions.reach == "mean":
        return "by the average"
    asked = definitions.reach[0]
    return _BY_HALF.get(asked, f"by {asked * 100:g} %")


def levels_by_definitions(card: Scorecard, *, others: bool = False) -> str:
    """Return the level by every definition set (`others`: but the one in use); '' until it was asked."""
    if card.look is None:
        return ""
    return ", ".join(
        f"{by_definitions(one.definitions)} {one.level or 'none'}"
        for one in card.look.readings
        if not others or one.name != card.request.definitions_name
    )


def as_before(card: Scorecard) -> str:
    """Return whether the level is that of the period before: "as in the 28 days before", "was 2"."""
    before = card.request.before
    if before is None and card.request.period.kind != "all":
        begin = card.data_start
        return f"nothing to compare with: data only from {begin.day} {begin:%b %Y}"
    if card.look is None or before is None:
        return ""
    was = card.look.was
    if was == card.assessment.level:
        days = f"{before.days} days" if before.days > 1 else "day"
        return f"as in the {days} before"
    return f"was {was}" if was else "no level before"


def reads_by_definitions(card: Scorecard) -> str:
    """Return what the definition set in use makes of the level: "by the average: level 1"."""
    level = card.assessment.level
    told = by_definitions(card.request.definitions)
    return f"{told} ({card.request.definitions_name}): {f'level {level}' if level else 'no level'}"


def steps_to_the_next(card: Scorecard) -> str:
    """Return how many steps block the next level: "to level 4: 3 steps"; '' where none does."""
    blocking = sum(len(step.blocking) for step in card.assessment.checklist.steps)
    if card.assessment.level is None or not blocking:
        return ""
    return f"to level {card.assessment.next_level}: {blocking} step{'s' if blocking > 1 else ''}"
