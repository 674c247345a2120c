"""What changed in words: one sentence a figure, in counts that a lead can open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from queries.changed.facts import told_first
from tui.language import count, mark, number, say
from tui.words.agents import agent
from tui.words.amounts import NOTHING, share, span
from tui.words.criteria import Safe, limits

if TYPE_CHECKING:
    from queries.changed.facts import Cause, Changed, Dimension, Measure, Slice
    from queries.changed.parts import Part, Weekdays
    from queries.scorecard import Scorecard

_COUNTS: dict[Measure, str] = {
    "late": mark("{late} of {n} late, {promised} at the earlier pace"),
    "low": mark("{late} of {n} ratings of 3 or less, {promised} at the earlier pace"),
    "unanswered": mark("{late} of {n} not answered, {promised} at the earlier pace"),
    "more": mark("{n} came, {promised} at the earlier pace"),
    "open": mark("{came} came, {gone} closed; {n} open"),
}
# Days of the period before have no earlier pace: they are held against this period's.
_COUNTS_BEFORE: dict[Measure, str] = {
    "late": mark("{late} of {n} late then, {promised} at this period's pace"),
    "low": mark("{late} of {n} ratings of 3 or less then, {promised} at this period's pace"),
    "unanswered": mark("{late} of {n} not answered then, {promised} at this period's pace"),
    "more": mark("{n} came then, {promised} at this period's pace"),
    "open": "",
}
_WITHOUT: dict[Measure, str] = {
    "late": mark("Without it {left} in time."),
    "low": mark("Without it {left} 4s and 5s."),
    "unanswered": mark("Without it {left} answered."),
    "more": "",
    "open": "",
}
_NAMED = {
    "channel": mark("{name} did it: {counts}."),
    "hours": mark("{hours} did it: {counts}."),
    "reason": mark("“{name}” takes longer: {counts}."),
    "agent": mark("Of the {n} that {name} had: {counts}, of the same channels and hours."),
    "absence": mark("{days}, while {name} was away: {counts}."),
    "days_before": mark("The change is some days that fell out, {days}: {counts}."),
    "everywhere": mark(
        "Everywhere: no channel, week, hour, reason or person stands out ({counts})."
    ),
}
_OTHERWISE = {
    "reason": mark("“{name}” did it: {counts}."),
    "reason_new": mark("“{name}” is new: {counts}."),
    "reason_more": mark("“{name}”: {counts}."),
}
_INSIDE = {
    "reason": mark("{late} of these were “{name}”."),
    "channel": mark("{late} of these came by {name}."),
    "agent": mark("{late} of these were {name}'s."),
}
_WEEKDAYS: dict[Weekdays, str] = {
    "Mon–Fri": mark("Mon–Fri"),
    "Sat–Sun": mark("Sat–Sun"),
    "every day": mark("every day"),
    "Sat": mark("Sat"),
    "Sun": mark("Sun"),
}
DIMENSIONS: dict[Dimension, str] = {
    "channel": mark("Channel"),
    "week": mark("Week"),
    "hours": mark("Hours"),
    "reason": mark("Reason"),
    "agent": mark("Agent"),
}


def changed_line(card: Scorecard, clean: Safe = str) -> str:
    """Return what changed of the figure that says most; '' until it was asked, or where nothing can be told."""
    one = told_first(card.changed or ())
    if one is None:
        return ""
    if not one.named:
        return say("No figure beyond the noise.")
    return say(
        "{figure} {now}, before {before}. {sentence}",
        figure=say(card.figures[one.figure].name),
        now=_value(one, one.now),
        before=_value(one, one.before),
        sentence=changed_sentence(card, one, clean),
    )


def changed_head(card: Scorecard, one: Changed) -> str:
    """Return a figure with what it is and was: "First response within 4 h: 66 %, before 72 %"."""
    name = say(card.figures[one.figure].name)
    if one.level is not None:
        bounds = limits(card, one.figure, one.level)
        name = say("{figure} within {bounds}", figure=name, bounds=bounds)
    return say(
        "{figure}: {now}, before {before}",
        figure=name,
        now=_value(one, one.now),
        before=_value(one, one.before),
    )


def changed_sentence(card: Scorecard, one: Changed, clean: Safe = str) -> str:
    """Return what changed of a figure; `clean` makes text of exports harmless."""
    match one.verdict:
        case "too_few":
            return say("Too few cases to tell what changed.")
        case "too_few_weeks":
            return say("Too few weeks to tell noise from change.")
        case "nothing":
            return say("Nothing beyond the noise: weeks usually differ by {by}.", by=_usual(one))
        case "mix":
            return _mix(one)
        case "counted":
            return _counted(card, one)
        case "unknown":
            return say("No export says what is open: map status.")
    told = [*_causes(card, one, clean)]
    if not one.beyond:
        told.insert(0, say("As a whole no more than noise, but a part of it is."))
    return " ".join(told)


def _counted(card: Scorecard, one: Changed) -> str:
    """Return how what is open changed: what came, what was closed, and the week that did most of it."""
    slices = one.tables["channel"].slices
    told = say(
        "{came} came, {gone} were closed: {by}.",
        came=number(sum(part.came or 0 for part in slices)),
        gone=number(sum(part.gone or 0 for part in slices)),
        by=signed(one.by or 0),
    )
    weeks = one.tables["week"].slices
    whole = [week for week in weeks if _length(week.part) == 7]
    most = max(whole or weeks, key=lambda week: abs(week.points))
    if not one.by or most.points * one.by <= 0:
        return told
    week = say("Most of it {days}: {by}.", days=_days(most.part, card), by=signed(most.points))
    return f"{told} {week}"


def _mix(one: Changed) -> str:
    by = say_points(one.mix)
    if abs(one.mix_of_channels) * 2 >= abs(one.mix):
        return say(
            "What came in changed, not the pace: another mix of channels alone makes {by}.", by=by
        )
    return say("What came in changed, not the pace: other hours alone make {by}.", by=by)


def _causes(card: Scorecard, one: Changed, clean: Safe) -> Iterator[str]:
    first, *others = one.causes
    yield _cause(card, one, first, clean)
    for inside in first.inside:
        if template := _INSIDE.get(inside.part.kind):
            yield say(template, late=number(inside.late), name=_name(inside.part, clean))
    if _WITHOUT[one.counts] and first.left is not None and first.slice.part.kind != "days_before":
        yield say(_WITHOUT[one.counts], left=share(first.left, 0))
    if others:
        second = others[0]
        yield say(
            "Then {part}: {by}; the rest {rest}.",
            part=part_words(second.slice.part, card, clean),
            by=say_points(second.slice.points),
            rest=say_points(one.rest + sum(cause.slice.points for cause in others[1:])),
        )


def _cause(card: Scorecard, one: Changed, cause: Cause, clean: Safe) -> str:
    found, part = cause.slice, cause.slice.part
    arguments = {
        "counts": counts_words(one, found),
        "n": number(found.n),
        "name": _name(part, clean),
        "days": _days(part, card),
        "hours": part_words(part, card, clean),
    }
    if part.kind == "days" and part.first and part.past:
        days = (part.past - part.first).days
        if days == 7:
            return say("One week did it, {days}: {counts}.", **arguments)
        return count(
            "One day did it, {days}: {counts}.",
            "{n} days did it, {days}: {counts}.",
            days,
            days=arguments["days"],
            counts=arguments["counts"],
        )
    template = _NAMED[part.kind]
    if part.kind == "reason":
        template = _reason(one, found)
    return say(template, **arguments)


def _reason(one: Changed, found: Slice) -> str:
    """Return how a reason is told: new, more of it, or slower."""
    if not found.before:
        return _OTHERWISE["reason_new"]
    if one.counts == "more":
        return _OTHERWISE["reason_more"]
    return _NAMED["reason"] if one.counts == "late" and found.points < 0 else _OTHERWISE["reason"]


def counts_words(one: Changed, found: Slice) -> str:
    """Return a part in counts: "185 of 357 late, 101 at the earlier pace"."""
    of_before = found.part.kind == "days_before"
    return say(
        (_COUNTS_BEFORE if of_before else _COUNTS)[one.counts],
        late=number(found.late),
        n=number(found.n),
        promised=number(found.promised),
        came=number(found.came or 0),
        gone=number(found.gone or 0),
    )


def part_words(part: Part, card: Scorecard, clean: Safe = str) -> str:
    """Return what a part is called: 2–8 Nov, Mon–Fri 16–20 h, “Refund”."""
    match part.kind:
        case "days" | "days_before":
            return _days(part, card)
        case "absence":
            return say(
                "{days}, while {name} was away", days=_days(part, card), name=_name(part, clean)
            )
        case "hours":
            days = say(_WEEKDAYS[part.weekdays])
            if part.hours == 24:
                return days
            end = (part.hour + part.hours - 1) % 24 + 1
            return say("{days} {first}–{past} h", days=days, first=part.hour, past=end)
        case "reason":
            return say("“{name}”", name=clean(part.name)) if part.name else say("no reason given")
        case "everywhere":
            return say("everywhere")
        case _:
            return _name(part, clean) if part.name else NOTHING


def _name(part: Part, clean: Safe) -> str:
    """Return what a part is named by: an agent, who was away, a channel, a reason."""
    if not part.name:
        return say("none given")
    return agent(part.name, clean) if part.kind in ("agent", "absence") else clean(part.name)


def shown_first(one: Changed) -> Dimension:
    """Return the dimension that shows what is named, else the channels."""
    shown: dict[str, Dimension] = {
        "days": "week",
        "days_before": "week",
        "absence": "week",
        "hours": "hours",
        "reason": "reason",
        "agent": "agent",
    }
    kind = one.causes[0].slice.part.kind if one.causes else ""
    wanted = "week" if one.counts == "open" else shown.get(kind, "channel")
    return wanted if wanted in one.tables else next(iter(one.tables), "channel")


def _length(part: Part) -> int:
    return (part.past - part.first).days if part.first and part.past else 0


def _days(part: Part, card: Scorecard) -> str:
    if part.first is None or part.past is None:
        return ""
    return span(part.first, part.past - dt.timedelta(days=1), card.request.period.last.year)


def say_points(by: float) -> str:
    """Return a share as points, signed: −8.0 points."""
    return say("{by} points", by=signed(by * 100, 1))


def signed(value: float, digits: int = 0) -> str:
    """Return a number with its sign: +1.5, −8.0, 0."""
    if not round(abs(value), digits):
        return number(0)
    return f"{'+' if value > 0 else '−'}{number(abs(value), digits)}"


def _usual(one: Changed) -> str:
    return (
        say("{n} %", n=number(one.usual * 100))
        if one.counts == "more"
        else say("{by} points", by=number(one.usual * 100, 1))
    )


def _value(one: Changed, value: float | None) -> str:
    if value is None:
        return NOTHING
    return number(value) if one.counts in ("more", "open") else share(value, 0)
