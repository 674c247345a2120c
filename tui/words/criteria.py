"""Criteria in words: what is measured, how it stands, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from queries.config.catalogue import catalogue
from queries.figures.reach import LATEST, TOO_EARLY
from queries.ladder.state import State
from tui.words.amounts import NOTHING, duration, value

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.scorecard import DimensionRow, Scorecard


Say = Callable[[str], str]  # how a face makes text from exports and settings harmless
STATE_MARKS = {State.MET: "✓", State.MISSED: "✗", State.UNKNOWN: "?", State.NOT_APPLICABLE: "·"}


def key_words(key: str, practices: Mapping[str, str], say: Say = str) -> str:
    """Return what a criterion's key means."""
    return " or ".join(
        catalogue()[part].name if part in catalogue() else say(practices.get(part, part))
        for part in key.split(" or ")
    )


def named(card: Scorecard, result: Result, say: Say = str, *, short: bool = False) -> str:
    """Return what a criterion measures: "Resolution within 24 h, live 60 min"; `short` is for a table."""
    entries = card.figures
    if short and result.key in entries:
        name = "" if entries[result.key].reach else entries[result.key].short
    else:
        name = key_words(result.key, card.practices, say)
    if result.within is not None:
        return f"{name} within {limits(card, result.key, result.within)}".strip()
    return f"{name}, × the bound" if result.unit == "ratio" and name else name or "× the bound"


def limits(card: Scorecard, measure: str, level: int) -> str:
    """Return the bounds of a level for each class: 24 h, live 60 min."""
    bounds = card.bounds.get((measure, level), {})
    told: dict[str, list[str]] = {}
    for of, limit in bounds.items():
        told.setdefault(duration(limit.value), []).append(of)
    if len(told) == 1:
        return next(iter(told))
    return ", ".join(
        words if place == 0 and len(of) > 1 else f"{'/'.join(of)} {words}"
        for place, (words, of) in enumerate(told.items())
    )


def criterion(card: Scorecard, result: Result, say: Say = str) -> str:
    """Return a criterion as a sentence: "Resolution within 24 h: 78.1 %, ≥ 80 % needed (n 1,011)"."""
    return f"{named(card, result, say)}: {standing(result, say)}"


def standing(result: Result, say: Say = str) -> str:
    """Return how a criterion stands: "78.1 %, ≥ 80 % needed (n 1,011)"; unknown, what is missing."""
    note = say(result.note) if result.note else ""
    if result.parts:
        return result.state.value
    if result.bound is None:
        answers = {State.MET: "yes", State.MISSED: "no", State.UNKNOWN: "not answered"}
        told = answers.get(result.state, result.state.value)
        return f"{told} ({note})" if note and result.state is not State.MET else told
    if result.state is State.NOT_APPLICABLE:
        return result.state.value
    if result.value is None:
        return note or "unknown"
    words = f"{reads(result)}, {bound(result)} needed"
    if result.n:
        words += f" (n {result.n:,})"
    return words + (f", {note}" if note else "")


def reads(result: Result) -> str:
    """Return a criterion's figure in its unit: "≤" where many of its cases still wait."""
    at_most = "≤ " if result.note == TOO_EARLY else ""
    return at_most + value(result.value, result.unit)


def headline(
    card: Scorecard, row: DimensionRow, say: Say = str, *, short: bool = False
) -> tuple[str, str]:
    """Return what a dimension stands at now and what its next level asks, in words.

    `short` leaves the measure's name out where the dimension's says it.
    """
    result = row.headline
    if result is None:
        return NOTHING, NOTHING
    if row.result.level is None and row.result.why:
        return say(row.result.why), NOTHING
    name = named(card, result, say, short=short)
    if result.bound is None or result.value is None:
        told = (standing(result, say), name) if short else (name, standing(result, say))
        return ": ".join(part for part in told if part), NOTHING
    cases = f"latest {result.n:,}" if LATEST in result.note else f"n {result.n:,}"
    count = (cases if short else f"({cases})") if result.n else ""
    figure = reads(result)
    if result.within is not None:
        words = (figure, name, count) if short else (f"{name}:", figure, count)
    else:
        words = (name, figure, count)
    needed = bound(result) if row.result.level != 5 else NOTHING
    return " ".join(part for part in words if part), needed


def bound(result: Result) -> str:
    """Return a criterion's bound with real signs: ≤ 12 h."""
    if result.bound is None:
        return NOTHING
    return result.bound.words.replace("<=", "≤").replace(">=", "≥")


def binding(card: Scorecard, say: Say = str) -> list[str]:
    """Return what holds the level down, in words: the dimension, then its criterion or why it is not known.

    Dimensions that lack the same thing are told together.
    """
    told: dict[str, list[str]] = {}
    for found in card.assessment.binding:
        name, result = say(found.name), found.criterion
        if result is None:
            told.setdefault(say(found.reason) or "not assessed", []).append(name)
            continue
        what = named(card, result, say).removeprefix(name).strip()
        words = f"{what}: {standing(result, say)}" if what else standing(result, say)
        told.setdefault(words, []).append(name)
    return [f"{', '.join(names)}: {words}" for words, names in told.items()]


def too_young(n: int) -> str:
    """Return how many more wait and are too young to judge; '' for none."""
    if not n:
        return ""
    return f"{n:,} more {'are' if n > 1 else 'is'} too young to judge: still waiting, not late yet"


def not_known(result: Result, say_: Say = str) -> str:
    """Return what is missing of a figure that is not known; '' where it is."""
    return (say_(result.note) if result.note else "unknown") if result.value is None else ""
