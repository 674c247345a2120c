"""The Scorecard as GitHub-flavoured markdown; tables stay tables whatever an agent is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from queries.changed.facts import told_first
from queries.ladder.missing import missing
from queries.ladder.state import State
from tui import words
from tui.language import number, say
from tui.report.changes import changed_columns, changed_rows
from tui.report.columns import markdown_table
from tui.report.gfm import section, sentence, table, text
from tui.report.ladder_columns import DIMENSIONS, Standing
from tui.report.method import ledger_lines, measure_rows, method_lines
from tui.report.standing_columns import AGENTS, CHANNELS, team_row

if TYPE_CHECKING:
    from queries.ladder.steps import Practice, Step
    from queries.scorecard import Scorecard


def markdown(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    yield f"# {text(card.team)}: {words.level_line(card)}"
    yield ""
    yield f"{_heading(card)}  "
    yield f"{words.knowledge(card)}."
    if before := words.as_before(card):
        yield f"{before[0].upper()}{before[1:]}."
    if elsewhere := words.levels_by_definitions(card, others=True):
        yield say("Other definitions: {levels}", levels=elsewhere) + "."
    yield ""
    if card.ledger.warnings:
        careful = f"**{say('Careful')}**"
        told = map(words.sentence, card.ledger.warnings)
        yield from (f"{careful}: {sentence(warning)}." for warning in told)
        yield ""
    if not card.measures["volume"].n:
        yield words.no_tickets(card)
        yield ""
    yield from _held_down(card)
    if card.changed:
        yield from section(say("What changed"), _changed(card))
    standing = [Standing(card, row) for row in card.rows]
    dimensions = table(*markdown_table(DIMENSIONS, standing, text))
    yield from section(say("Dimensions"), dimensions)
    yield from section(say("Agents"), _agents(card))
    yield from section(say("Channels"), table(*markdown_table(CHANNELS, card.channels, text)))
    yield from section(words.checklist_title(card, text), _steps(card))
    if month := list(words.month_lines(card, text)):
        yield from section(month[0], (f"- {line}" for line in month[1:]))
    if card.lost and card.lost.late:
        yield from section(words.lost_heading(card.lost), _lost(card))
    if card.answers:
        yield from section(say("Answers"), _answers(card))
    yield from section(
        say("Measures"),
        table((say("Measure"), say("Now"), say("n"), say("Before")), "lrrr", measure_rows(card)),
    )
    yield from section(say("Method"), method_lines(card))
    if card.look:
        yield from section(say("Doubts"), _doubts(card))
    yield from section(say("Ledger"), ledger_lines(card))


def _changed(card: Scorecard) -> Iterator[str]:
    """Yield a sentence a figure, and where something is named the table that shows it."""
    for one in card.changed or ():
        head, sentence = (
            text(words.changed_head(card, one)),
            words.changed_sentence(card, one, text),
        )
        yield f"- {head}. {sentence}"
    told = told_first(card.changed or ())
    if told is not None and told.named and told.tables:
        dimension = words.shown_first(told)
        rows = changed_rows(card, told, dimension)
        yield ""
        yield text(words.changed_head(card, told)) + ":"
        yield ""
        yield from table(*markdown_table(changed_columns(told, dimension), rows, text))


def _held_down(card: Scorecard) -> Iterator[str]:
    """Yield what holds the level down."""
    assessment = card.assessment
    if assessment.binding:
        target = assessment.checklist.target
        first, *others = words.binding(card, text)
        plain = assessment.binding[0].criterion is not None and first.endswith(")")
        if assessment.level and target and plain:
            yield say("**Held down by** {what} for level {level}.", what=first, level=target)
        elif assessment.level:
            yield say("**Held down by** {what}.", what=first)
        else:
            yield say("**No level because of** {what}.", what=first)
        yield from (say("Also: {what}.", what=other) for other in others)
        yield ""


def _doubts(card: Scorecard) -> Iterator[str]:
    """Yield what to read before the level is shown upward."""
    if card.look and card.look.doubts:
        yield from (f"- {words.doubt(card, doubt, text)}" for doubt in card.look.doubts)
    else:
        yield words.doubts_line(card)


def _heading(card: Scorecard) -> str:
    request = card.request
    parts = [words.whole_days(request.period)]
    if request.before:
        parts.append(say("compared with {period}", period=words.whole_days(request.before)))
    chosen = request.filter
    if chosen.team:
        parts.append(say("team {name} only", name=text(chosen.team)))
    if chosen.channel:
        parts.append(say("channel {name} only", name=text(chosen.channel)))
    if chosen.agent:
        parts.append(say("agent {name} only", name=words.agent(chosen.agent, text)))
    if chosen.reason:
        parts.append(say("reason {name} only", name=text(chosen.reason)))
    parts.append(say("definitions {name}", name=text(request.definitions_name)))
    parts.append(say("data to {moment}", moment=words.moment(card.data_end, request.period.zone)))
    return " · ".join(parts)


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
                text(say(name)),
                text(words.answered(card, key)),
                text(words.answered_by(card, key)),
                text(card.answers[key].note),
                text(words.against(card.against[key])) if key in card.against else "",
            )
            for key, name in card.practices.items()
            if key in card.answers
        ),
    )


def _steps(card: Scorecard) -> Iterator[str]:
    checklist = card.assessment.checklist
    for step in checklist.steps:
        yield from _step(card, step)
    yield from _slipping(card)
    for key, advice in checklist.moves.items():
        yield ""
        yield say("What moves {name}", name=words.key_words(key, card.practices, text)) + ":"
        yield ""
        yield from (f"- {sentence(say(line))}" for line in advice)
    for title, practices in (
        (say("Also part of that level, never blocking"), checklist.facts),
        (say("Advice for leaving this level, never blocking"), checklist.advice),
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
        if step.state is not State.MET:
            name = say("{name}: {state}, not blocking", name=name, state=words.state(step.state))
        yield f"- [{done}] {name}"
        return
    for result in step.blocking:
        lacking = words.lacking(result.key, missing(result))
        told = f": {text(lacking)}" if lacking else ""
        yield f"- [{done}] **{words.criterion(card, result, text)}**{told}"


def _slipping(card: Scorecard) -> Iterator[str]:
    """Yield what holds with little room."""
    if card.slipping:
        yield from ("", f"{say('Close to slipping')}:", "")
    for result in card.slipping:
        if (found := missing(result)) is not None:
            room = say("room for {n}", n=number(found.room or 0))
            name = words.named(card, result, text)
            yield f"- {name}: {words.counted(found)}, {words.room_asked(result, found)}, {room}"


def _lost(card: Scorecard) -> Iterator[str]:
    """Yield where late first answers were lost."""
    lost = card.lost
    if lost is None:
        return
    yield from (f"- {text(words.lost_to(lost, to))}" for to in lost.to)
    yield ""
    yield words.ceiling(card, lost)
    yield words.presence(lost)
    yield ""
    yield from (f"- {by}: {groups}" for by, groups in words.lost_by(lost, text))
    if lost.solves:
        yield f"- {words.late_solves(card, lost)}"


def _practice(practice: Practice) -> str:
    mark = "x" if practice.answer == "yes" else " "
    told = text(say(practice.words))
    if practice.answer not in ("yes", None):
        told = f"{told} ({words.answer(practice.answer)})"
    return f"- [{mark}] {told}"
