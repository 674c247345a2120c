"""The Scorecard as GitHub-flavoured markdown; tables stay tables whatever an agent is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from queries.ladder.state import State
from tui import words
from tui.report.columns import AGENTS, CHANNELS, markdown_table, team_row
from tui.report.gfm import section, table, text
from tui.report.method import ledger_lines, measure_rows, method_lines
from tui.words.language import say

if TYPE_CHECKING:
    from queries.ladder.steps import Practice, Step
    from queries.scorecard import DimensionRow, Scorecard


def markdown(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    assessment = card.assessment
    yield f"# {text(card.team)}: {words.level_line(card)}"
    yield ""
    yield f"{_heading(card)}  "
    yield f"Level {words.knowledge(card)}."
    if before := words.as_before(card):
        yield f"{before[0].upper()}{before[1:]}."
    if elsewhere := words.levels_by_definitions(card, others=True):
        yield f"Other definitions: {elsewhere}."
    yield ""
    if card.ledger.warnings:
        yield from (f"**Careful**: {text(warning)}." for warning in card.ledger.warnings)
        yield ""
    if not card.measures["volume"].n:
        zone = card.request.period.zone
        yield (
            f"No tickets in this period: the data reach from {words.moment(card.data_start, zone)} to "
            f"{words.moment(card.data_end, zone)}."
        )
        yield ""
    if assessment.binding:
        target = assessment.checklist.target
        first, *others = words.binding(card, text)
        plain = assessment.binding[0].criterion is not None and first.endswith(")")
        lead = "Held down by" if assessment.level else "No level because of"
        yield f"**{lead}** {first}" + (f" for level {target}." if target and plain else ".")
        yield from (f"Also: {other}." for other in others)
        yield ""
    yield from section(
        "Dimensions",
        table(
            ("Dimension", "Level", "Now", "For the next", "Change", "Over the period"),
            "llllll",
            (_dimension(card, row) for row in card.rows),
        ),
    )
    yield from section("Agents", _agents(card))
    yield from section("Channels", table(*markdown_table(CHANNELS, card.channels, text)))
    yield from section(_next_title(card), _steps(card))
    if card.answers:
        yield from section(say("Answers"), _answers(card))
    yield from section(
        "Measures", table(("Measure", "Now", "n", "Before"), "lrrr", measure_rows(card))
    )
    yield from section("Method", method_lines(card))
    if card.look:
        yield from section("Doubts", _doubts(card))
    yield from section("Ledger", ledger_lines(card))


def _doubts(card: Scorecard) -> Iterator[str]:
    """Yield what to read before the level is shown upward."""
    if card.look and card.look.doubts:
        yield from (f"- {words.doubt(card, doubt, text)}" for doubt in card.look.doubts)
    else:
        yield words.doubts_line(card)


def _heading(card: Scorecard) -> str:
    parts = [card.request.period.words()]
    if card.request.before:
        parts.append(f"compared with {card.request.before.words()}")
    parts += [
        f"{name} {text(chosen)} only"
        for name, chosen in (
            ("team", card.request.filter.team),
            ("channel", card.request.filter.channel),
            ("agent", card.request.filter.agent),
        )
        if chosen
    ]
    parts.append(f"definitions {text(card.request.definitions_name)}")
    parts.append(f"data to {words.moment(card.data_end, card.request.period.zone)}")
    return " · ".join(parts)


def _dimension(card: Scorecard, row: DimensionRow) -> Sequence[str]:
    result = row.result
    now, needed = words.headline(card, row, text)
    level = (
        f"{result.level} {text(card.level_names[result.level])}" if result.level else "not assessed"
    )
    notes = ((", counts once response and resolution are at 4", not result.counts),)
    level += "".join(note for note, holds in notes if holds)
    unit = row.headline.unit if row.headline else None
    trend = words.sparkline(row.trend)
    return text(result.name), level, now, needed, words.change(row.change, unit), trend


def _agents(card: Scorecard) -> Iterator[str]:
    rows = [row for row in card.agents if not words.stands_in_words(row)]
    head, sides, cells = markdown_table(AGENTS, [*rows, team_row(card)], text)
    *agents, team = cells
    yield from table(head, sides, [*agents, [f"**{team[0]}**", *team[1:]]])
    told = words.nobodys(card)
    if any(row.csat.n for row in card.agents):
        told.append(words.how_to_read_bars(card))
    if any(row.like for row in card.agents):
        told.append(words.what_like_means(card))
    if told:
        yield ""
        yield from (f"- {line}" for line in told)


def _answers(card: Scorecard) -> Iterator[str]:
    """Yield every answer in force, and every one that lapsed: by whom, when, and what the data say."""
    head = (say("Practice"), say("Answer"), say("By"), say("Note"), say("The data say"))
    yield from table(
        head,
        "lllll",
        (
            (
                text(name),
                text(words.answered(card, key)),
                text(words.answered_by(card, key)),
                text(card.answers[key].note),
                text(words.against(card.against[key])) if key in card.against else "",
            )
            for key, name in card.practices.items()
            if key in card.answers
        ),
    )


def _next_title(card: Scorecard) -> str:
    target = card.assessment.checklist.target
    if target is None:
        return "What is missing for a level"
    steps = card.assessment.checklist
    if card.assessment.level == 5:
        return f"What keeps level 5: {steps.done} of {len(steps.steps)}"
    return f"Steps to level {target} {card.level_names[target]}: {steps.done} of {len(steps.steps)} done"


def _steps(card: Scorecard) -> Iterator[str]:
    checklist = card.assessment.checklist
    for step in checklist.steps:
        yield from _step(card, step)
    for key, advice in checklist.moves.items():
        yield ""
        yield f"What moves {words.key_words(key, card.practices, text)}:"
        yield ""
        yield from (f"- {text(line)}" for line in advice)
    for title, practices in (
        ("Also part of that level, never blocking", checklist.facts),
        ("Advice for leaving this level, never blocking", checklist.advice),
    ):
        if practices:
            yield ""
            yield f"{title}:"
            yield ""
            yield from (_practice(practice) for practice in practices)


def _step(card: Scorecard, step: Step) -> Iterator[str]:
    done = "x" if step.state is State.MET else " "
    if step.state is State.MET or not step.blocking:
        name = words.key_words(step.key, card.practices, text)
        state = "" if step.state is State.MET else f": {step.state.value}, not blocking"
        yield f"- [{done}] {name}{state}"
        return
    for result in step.blocking:
        yield f"- [{done}] **{words.criterion(card, result, text)}**"


def _practice(practice: Practice) -> str:
    mark = "x" if practice.answer == "yes" else " "
    answer = f" ({practice.answer})" if practice.answer not in ("yes", None) else ""
    return f"- [{mark}] {text(practice.words)}{answer}"
