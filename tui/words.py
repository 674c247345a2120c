"""Figures and criteria in words: the same ones on the screen and in the reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from queries.config.catalogue import catalogue
from queries.figures.measure import BOTS, NOBODY
from queries.figures.reach import LATEST, TOO_EARLY
from queries.ladder.state import State

if TYPE_CHECKING:
    from queries.figures.change import Change
    from queries.figures.like_for_like import Beside
    from queries.figures.measure import Figure
    from queries.figures.standings import AgentRow
    from queries.ladder.criteria import Result
    from queries.scorecard import DimensionRow, Scorecard

NOTHING = "–"
Say = Callable[[str], str]  # how a face makes text from exports and settings harmless
SEVERITIES = {"row": "row dropped", "value": "value dropped", "kept": "kept"}
STATE_MARKS = {State.MET: "✓", State.MISSED: "✗", State.UNKNOWN: "?", State.NOT_APPLICABLE: "·"}


def rejects_listed(listed: int, of: int) -> str:
    """Return what stands over a list of rejects."""
    which = (
        ""
        if listed == of
        else f", the first {listed:,} of each kind"
        if listed > 1
        else ", the first"
    )
    return f"Rejected or doubtful, {of:,} in all{which}:"


def duration(seconds: float | None) -> str:
    """Return a time as people say it: 49 s, 3 min 2 s, 3 h 2 min, 2 d 4 h."""
    if seconds is None:
        return NOTHING
    whole = round(seconds)
    if whole < 0:
        return "-" + duration(-seconds)
    for big, small, size, limit in (
        ("min", "s", 60, 3600),
        ("h", "min", 3600, 86400 * 2),
        ("d", "h", 86400, float("inf")),
    ):
        if whole < 60:
            return f"{whole} s"
        if whole < limit:
            unit = {"min": 1, "h": 60, "d": 3600}[big]
            units = round(seconds / unit)
            per = size // unit
            return (
                f"{units // per} {big} {units % per} {small}"
                if units % per
                else f"{units // per} {big}"
            )
    return NOTHING


def brief(seconds: float | None) -> str:
    """Return a time for a narrow column: 49 s, 48 min, 13.8 h, 2.1 d."""
    if seconds is None:
        return NOTHING
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    if seconds < 99.5 * 60:
        return f"{seconds / 60:.0f} min"
    if seconds < 47.95 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} d"


def age(seconds: float) -> str:
    """Return how old something is, in one unit: 12 min, 9 h, 3 d."""
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))} min"
    return f"{seconds / 3600:.0f} h" if seconds < 48 * 3600 else f"{seconds / 86400:,.0f} d"


def share(value: float | None, digits: int = 1) -> str:
    """Return a share as a percentage: 87.3 %."""
    return NOTHING if value is None else f"{value * 100:.{digits}f} %"


def value(number: float | None, unit: str | None) -> str:
    """Return a figure in its unit."""
    if number is None:
        return NOTHING
    match unit:
        case "seconds":
            return duration(number)
        case "share":
            return share(number)
        case "score" | "ratio":
            return f"{number:.2f}"
        case _:
            return f"{number:,.0f}"


def dots(level: int | None) -> str:
    """Return a level as dots: ●●●○○; ◌ where it is not assessed."""
    return "◌" if level is None else "●" * level + "○" * (5 - level)


def change(moved: Change | None, unit: str | None, *, short: bool = False) -> str:
    """Return a change with its arrow: ▲ is better, ▼ worse, whichever way the number went."""
    if moved is None:
        return ""
    size = abs(moved.by)
    if unit == "share":
        words = f"{size * 100:.1f}" if short else f"{size * 100:.1f} points"
    else:
        words = brief(size) if short and unit == "seconds" else value(size, unit)
    return f"{'▲' if moved.better else '▼'} {words}"


def points(difference: float) -> str:
    """Return a difference of shares in points, signed: +10, −3, 0."""
    whole = round(difference * 100)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"


_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float | None]) -> str:
    """Return values as a line of bars from their least to their most; a gap where there is none."""
    known = [number for number in values if number is not None]
    if not known:
        return ""
    low, span = min(known), max(known) - min(known)
    return "".join(
        " " if number is None else _BARS[round((number - low) / span * 7) if span else 3]
        for number in values
    )


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


def moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) as local wall time: Fri 20 Nov 2026 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def short_moment(instant: dt.datetime, zone: str) -> str:
    """Return an instant (naive UTC) for a narrow column: 20 Nov 23:41."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return f"{local.day:>2} {local:%b %H:%M}"


def nobodys(card: Scorecard) -> list[str]:
    """Return what became of the tickets that no agent has, where none of them was answered or rated.

    They are no agent: an average over who waits and who was never answered says nothing.
    """
    row = next((row for row in card.agents if row.name == NOBODY), None)
    if row is None or not row.measures["volume"].n or not stands_in_words(row):
        return []
    first = row.measures["first_response_time"].parts
    waiting, told = int(first.get("unanswered") or 0), []
    if waiting:
        oldest = age(first["oldest_unanswered"])
        told.append(f"Nobody answered yet: {waiting:,}, the oldest {oldest}.")
    if closed := row.measures["volume"].n - waiting:
        told.append(f"Without a person: {closed:,}, closed by a bot, given up, or never answered.")
    return told


def interval(csat: Figure) -> str:
    """Return where the true share lies, 95 % sure: 86.8 % – 99.1 %."""
    if not csat.n:
        return ""
    return f"{share(csat.parts['low'])} – {share(csat.parts['high'])}"


def like(row: AgentRow) -> str:
    """Return the points above or below the team on the same channels; "few" where they say nothing."""
    above = row.like.csat.difference if row.like else None
    if above is None or row.name in (NOBODY, BOTS):
        return ""
    return "few" if row.too_few else points(above)


def beside(one: Beside) -> str:
    """Return a share, and in brackets the team's on the same channels: 85 (66)."""
    if one.share is None or one.expected is None:
        return NOTHING
    return f"{one.share * 100:.0f} ({one.expected * 100:.0f})"


def in_time(card: Scorecard, time: str) -> str:
    """Return the team's own share, of 100, within the bound that agents are held against."""
    level = card.assessment.next_level
    shares = (
        result.value
        for dimension in card.assessment.dimensions
        for result in dimension.criteria
        if result.key == time and result.within == level
    )
    found = next(shares, None)
    return "" if found is None else f"{found * 100:.0f}"


def how_to_read_bars(card: Scorecard) -> str:
    """Return whose ratings moved by more than chance, and what a bar says."""
    if card.request.before is None:
        moved = "No arrows: there is no period before to compare with."
    elif any(row.change for row in card.agents):
        moved = "An arrow: a rating moved by more than chance, in points."
    else:
        moved = "No arrow: no rating moved by more than chance."
    return (
        f"{moved} A bar is where the true share lies, 95 % sure: where bars overlap, do not rank; "
        f"under {card.least_ratings} ratings are few."
    )


def what_like_means(card: Scorecard) -> str:
    """Return what the columns that compare agents with the team mean."""
    return (
        "Like, which they stand by: points above the team on the same channels. In time: first answers of "
        f"100 within level {card.assessment.next_level}'s bound; in brackets the team's on their mix."
    )


def stands_in_words(row: AgentRow) -> bool:
    """Whether a row is told in words: nobody's tickets, unless persons answered them; bots without any."""
    if row.name == NOBODY:
        answered = row.measures["answered_share"].parts.get("k") or 0
        return not row.csat.n and not answered
    return row.name == BOTS and not row.csat.n and not row.measures["volume"].n


def no_tickets(card: Scorecard) -> str:
    """Return what to say where a period is empty: what there is, and the way there."""
    zone = card.request.period.zone
    return (
        f"No tickets in this period: the data reach from {moment(card.data_start, zone)} to "
        f"{moment(card.data_end, zone)}. Press p for another period."
    )
