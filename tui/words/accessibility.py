"""Hours of the week and channels in words: what is covered and in use, and what is missing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from queries.figures.in_use import NO_CHANNEL
from tui.language import count, number, say
from tui.words.amounts import day, weekday
from tui.words.channels import channel_class

if TYPE_CHECKING:
    from queries.config.ladder import Rules
    from queries.figures.in_use import ChannelUse
    from queries.inside.hours import WrittenHour
    from queries.ladder.missing import Missing
    from queries.scope import Request

_CLASSES = ("email", "social", "live")


def hour_name(hour: int) -> str:
    """Return what an hour of the week is called, 0 is Monday 0–1 h: Sat 16–17 h."""
    of_week, begins = divmod(hour, 24)
    return say("{day} {hour}–{until} h", day=weekday(of_week + 1), hour=begins, until=begins + 1)


def covered_hours(covered: int, hours: int) -> str:
    """Return in how many of the hours in which customers write somebody answers."""
    return count(
        "Somebody answered in {covered} of the {n} hour of the week in which customers write.",
        "Somebody answered in {covered} of the {n} hours of the week in which customers write.",
        hours,
        covered=covered,
    )


def coverage_legend() -> Iterator[str]:
    """Yield what the signs of the map of the week say."""
    yield say(
        "● covered: in at least half of the weeks in which customers wrote then, a person replied"
    )
    yield say("○ not covered   · nobody wrote, or in one week alone: not counted")


def hour_covered(of: WrittenHour) -> str:
    """Return how an hour of the week is covered: "Sat 16–17 h: 12 tickets, a reply in 1 of 4 weeks"."""
    return count(
        "{when}: {n} ticket, a reply in {answered} of {weeks} weeks",
        "{when}: {n} tickets, a reply in {answered} of {weeks} weeks",
        of.n,
        when=hour_name(of.hour),
        answered=number(of.answered),
        weeks=number(of.weeks),
    )


def uncovered(lacks: Missing | None, hours: int, *, from_messages: bool) -> Iterator[str]:
    """Yield what the list of uncovered hours is, and how many of them would do."""
    if not hours:
        yield say("Somebody answers in every hour in which customers write.")
        return
    if lacks is not None and lacks.counted is not None and lacks.asked is not None:
        given = {"counted": number(lacks.counted), "n": number(lacks.n)}
        if lacks.reachable:
            yield say(
                "{counted} of the week's {n} hours are covered, {asked} asked: any {k} of {bad} would do.",
                **given,
                asked=number(lacks.asked),
                k=number(lacks.k),
                bad=number(lacks.bad),
            )
        else:
            yield say(
                "{counted} of the week's {n} hours are covered, {asked} asked. With these {bad} it would be "
                "{shown}: in the others too few customers write to show it.",
                **given,
                asked=number(lacks.asked),
                bad=number(lacks.bad),
                shown=number(lacks.counted + lacks.bad),
            )
    else:
        yield count(
            "{n} hour of the week in which customers write is not covered.",
            "{n} hours of the week in which customers write are not covered.",
            hours,
        )
    yield say(
        "Uncovered: a person replied in fewer than half of the weeks in which customers wrote then."
    )
    if not from_messages:
        yield say("Without messages only first answers are seen: the least there is.")


def use_means(request: Request, rules: Rules) -> str:
    """Return which contacts are counted, and from when on a channel is in use."""
    return say(
        "Contacts of {days}. In use: {contacts} or more, {share} % of them answered.",
        days=days_of_use(request.over(request.period.back(rules.in_use_days))),
        contacts=number(rules.in_use_contacts),
        share=number(rules.in_use_answered * 100),
    )


def days_of_use(request: Request) -> str:
    """Return which days the contacts are of."""
    period = request.period
    return say("the {n} days to {day}", n=number(period.days), day=day(period.last))


def in_use(use: ChannelUse, rules: Rules) -> str:
    """Return whether a channel is in use, else why not."""
    if use.in_use:
        return say("yes")
    if use.name == NO_CHANNEL:
        return say("not known")
    if use.contacts < rules.in_use_contacts:
        return say("no: too few")
    return say("no: too few answered")


def yes_or_no(told: bool) -> str:
    """Return it in a word."""
    return say("yes") if told else say("no")


def classes_without(used: Collection[str]) -> str:
    """Return the classes of channels of which none is in use; '' where each has one."""
    without = [channel_class(of) for of in _CLASSES if of not in used]
    if not without:
        return ""
    return say("No channel is in use of the class: {classes}.", classes=", ".join(without))
