"""Criteria in words: what is measured, how it stands, what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from queries.config.catalogue import catalogue
from queries.figures.reach import LATEST, TOO_EARLY
from queries.ladder.state import State
from queries.said import says
from tui.language import count, mark, number, say
from tui.words.amounts import NOTHING, UNITS, duration, value
from tui.words.channels import channel_class
from tui.words.facts import sentence

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.ladder.steps import Practice
    from queries.scorecard import DimensionRow, Scorecard


Safe = Callable[[str], str]  # how a face makes text from exports and settings harmless
STATE_MARKS = {State.MET: "✓", State.MISSED: "✗", State.UNKNOWN: "?", State.NOT_APPLICABLE: "·"}
_STATES = {
    State.MET: mark("met"),
    State.MISSED: mark("missed"),
    State.UNKNOWN: mark("unknown"),
    State.NOT_APPLICABLE: mark("not applicable"),
}
_ANSWERS = {
    State.MET: mark("yes"),
    State.MISSED: mark("no"),
    State.UNKNOWN: mark("not answered"),
    State.NOT_APPLICABLE: mark("not applicable"),
}


def state(of: State) -> str:
    """Return how a criterion stands in a word."""
    return say(_STATES[of])


def key_words(key: str, practices: Mapping[str, str], safe: Safe = str) -> str:
    """Return what a criterion's key means; `safe` makes what settings say harmless."""
    first, *others = (
        say(catalogue()[part].name) if part in catalogue() else safe(say(practices.get(part, part)))
        for part in key.split(" or ")
    )
    for other in others:
        first = say("{one} or {other}", one=first, other=other)
    return first


def named(card: Scorecard, result: Result, safe: Safe = str, *, short: bool = False) -> str:
    """Return what a criterion measures: "Resolution within 24 h, live 60 min"; `short` is for a table."""
    entries = card.figures
    if short and result.key in entries:
        name = "" if entries[result.key].reach else say(entries[result.key].short)
    else:
        name = key_words(result.key, card.practices, safe)
    if result.within is not None:
        within = limits(card, result.key, result.within)
        if not name:
            return say("within {limits}", limits=within)
        return say("{name} within {limits}", name=name, limits=within)
    if result.unit == "ratio" and name:
        return say("{name}, × the bound", name=name)
    return name or say("× the bound")


def limits(card: Scorecard, measure: str, level: int) -> str:
    """Return the bounds of a level for each class: 24 h, live 60 min."""
    bounds = card.bounds.get((measure, level), {})
    told: dict[str, list[str]] = {}
    for of, limit in bounds.items():
        told.setdefault(duration(limit.value), []).append(channel_class(of))
    if len(told) == 1:
        return next(iter(told))
    return ", ".join(
        words if place == 0 and len(of) > 1 else f"{'/'.join(of)} {words}"
        for place, (words, of) in enumerate(told.items())
    )


def criterion(card: Scorecard, result: Result, safe: Safe = str) -> str:
    """Return a criterion as a sentence: "Resolution within 24 h: 78.1 %, ≥ 80 % needed (n 1,011)"."""
    return f"{named(card, result, safe)}: {standing(result, safe)}"


def standing(result: Result, safe: Safe = str) -> str:
    """Return how a criterion stands: "78.1 %, ≥ 80 % needed (n 1,011)"; unknown, what is missing."""
    note = safe(sentence(result.note))
    if result.parts:
        return state(result.state)
    if result.bound is None:
        told = say(_ANSWERS[result.state])
        return f"{told} ({note})" if note and result.state is not State.MET else told
    if result.state is State.NOT_APPLICABLE:
        return state(result.state)
    if result.value is None:
        return note or state(State.UNKNOWN)
    if result.n:
        words = say(
            "{value}, {bound} needed (n {n})",
            value=reads(result),
            bound=bound(result),
            n=number(result.n),
        )
    else:
        words = say("{value}, {bound} needed", value=reads(result), bound=bound(result))
    return f"{words}, {note}" if note else words


def stands(result: Result, safe: Safe = str) -> str:
    """Return how a criterion stands without what is asked of it: 78.1 %, no, not answered."""
    if result.value is None or result.bound is None or result.state is State.NOT_APPLICABLE:
        return standing(result, safe)
    note = "" if result.state in _KNOWN else safe(sentence(result.note))
    return ", ".join(filter(None, (reads(result), note)))


def reads(result: Result) -> str:
    """Return a criterion's figure in its unit: "≤" where many of its cases still wait."""
    at_most = "≤ " if says(result.note, TOO_EARLY) else ""
    return at_most + value(result.value, result.unit)


def headline(
    card: Scorecard, row: DimensionRow, safe: Safe = str, *, short: bool = False
) -> tuple[str, str]:
    """Return what a dimension stands at now and what its next level asks, in words.

    `short` leaves the measure's name out where the dimension's says it.
    """
    result = row.headline
    if result is None:
        return NOTHING, NOTHING
    if row.result.level is None and row.result.why:
        return safe(sentence(row.result.why)), NOTHING
    name = named(card, result, safe, short=short)
    if result.bound is None or result.value is None:
        told = (standing(result, safe), name) if short else (name, standing(result, safe))
        return ": ".join(part for part in told if part), NOTHING
    cases = _of_cases(result)
    if cases and not short:
        cases = f"({cases})"
    figure = reads(result)
    if result.within is not None:
        words = (figure, name, cases) if short else (f"{name}:", figure, cases)
    else:
        words = (name, figure, cases)
    needed = bound(result) if row.result.level != 5 else NOTHING
    return " ".join(part for part in words if part), needed


def _of_cases(result: Result) -> str:
    if not result.n:
        return ""
    if says(result.note, LATEST):
        return say("latest {n}", n=number(result.n))
    return say("n {n}", n=number(result.n))


_BOUND = re.compile(r"([<>]=?)\s*(\d+)\.?(\d*)\s*(\S*)")
_KNOWN = (State.MET, State.MISSED)
_SIGNS = {"<=": "≤", ">=": "≥"}


def bound(result: Result) -> str:
    """Return a criterion's bound with real signs: ≤ 12 h."""
    found = _BOUND.fullmatch(result.bound.words) if result.bound else None
    if found is None:
        return NOTHING
    sign, whole, decimals, unit = found.groups()
    amount = number(float(f"{whole}.{decimals or 0}"), len(decimals))
    return f"{_SIGNS.get(sign, sign)} {say(UNITS[unit], n=amount) if unit else amount}"


_PRACTICE_ANSWERS = {
    "yes": mark("yes"),
    "no": mark("no"),
    "not applicable": mark("not applicable"),
}


def practice(one: Practice) -> str:
    """Return a practice and the answer that was given: "A FAQ page (yes)"; not yet harmless."""
    if one.answer is None:
        return say(one.words)
    return f"{say(one.words)} ({answer(one.answer)})"


def answer(given: str) -> str:
    """Return an answer to a practice in the language spoken."""
    return say(_PRACTICE_ANSWERS[given])


def binding(card: Scorecard, safe: Safe = str) -> list[str]:
    """Return what holds the level down, in words: the dimension, then its criterion or why it is not known.

    Dimensions that lack the same thing are told together.
    """
    told: dict[str, list[str]] = {}
    for found in card.assessment.binding:
        name, result = safe(say(found.name)), found.criterion
        if result is None:
            told.setdefault(safe(sentence(found.reason)) or say("not assessed"), []).append(name)
            continue
        what = named(card, result, safe).removeprefix(name).strip()
        words = f"{what}: {standing(result, safe)}" if what else standing(result, safe)
        told.setdefault(words, []).append(name)
    return [f"{', '.join(names)}: {words}" for words, names in told.items()]


def too_young(n: int) -> str:
    """Return how many more wait and are too young to judge; '' for none."""
    if not n:
        return ""
    return count(
        "{n} more is too young to judge: still waiting, not late yet",
        "{n} more are too young to judge: still waiting, not late yet",
        n,
    )


def not_known(result: Result, safe: Safe = str) -> str:
    """Return what is missing of a figure that is not known; '' where it is."""
    if result.value is not None:
        return ""
    return safe(sentence(result.note)) or state(State.UNKNOWN)
