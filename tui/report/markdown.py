"""The Scorecard as GitHub-flavoured markdown; tables stay tables whatever an agent is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from queries.ladder import DimensionResult, Practice, State, Step
from queries.measures import Measures
from queries.scorecard import AgentRow, ChannelRow, Scorecard
from queries.text import clean
from tui import words

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
REJECTS_LISTED = 20


def text(data: str) -> str:
    """Return text from an export or a setting, harmless: every ASCII punctuation mark escaped."""
    return _PUNCTUATION.sub(r"\\\1", clean(data))


def markdown(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    assessment = card.assessment
    yield f"# {text(card.team)}: {words.level_line(card)}"
    yield ""
    yield f"{_heading(card)}  "
    yield f"Level {words.knowledge(card)}."
    yield ""
    if assessment.binding:
        target = assessment.checklist.target
        yield f"**Held down by** {_plain(words.binding(assessment.binding[0], card.practices))}" + (
            f" for level {target}." if target else ".")
        for more in assessment.binding[1:]:
            yield f"Also: {_plain(words.binding(more, card.practices))}."
        yield ""
    yield from _section("Dimensions", _table(
        ("Dimension", "Level", "Now", "For the next", "Change"), "lllll",
        (_dimension(card, row.result) for row in card.rows)))
    yield from _section("Agents", _agents(card))
    yield from _section("Channels", _table(
        ("Channel", "Class", "Tickets", "Share", "First response", "Resolution", "Answered",
         "Abandoned", "CSAT", "Level", "Hours covered"), "llrrrrrrrll",
        (_channel(row) for row in card.channels)))
    yield from _section(_next_title(card), _steps(card))
    yield from _section("Measures", _table(("Measure", "Now", "n", "Before"), "lrrr", _measures(card)))
    yield from _section("Method", _method(card))
    yield from _section("Ledger", _ledger(card))


def _heading(card: Scorecard) -> str:
    parts = [card.scope.period.words()]
    if card.previous_period:
        parts.append(f"compared with {card.previous_period.words()}")
    parts += [f"{name} {text(chosen)} only" for name, chosen in
              (("team", card.scope.team), ("channel", card.scope.channel),
               ("agent", card.scope.agent)) if chosen]
    parts.append(f"data to {words.moment(card.data_end, card.scope.period.zone)}")
    return " · ".join(parts)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def _table(head: Sequence[str], sides: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; `sides` is l or r for each column. Cells are already harmless."""
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---:" if side == "r" else "---" for side in sides) + " |"
    for row in rows:
        yield "| " + " | ".join(cell or " " for cell in row) + " |"


def _plain(sentence: str) -> str:
    """Return our own sentence that may hold a channel's name: only markup signs escaped."""
    return re.sub(r"([|<>*_`\[\]\\#~])", r"\\\1", clean(sentence))


def _dimension(card: Scorecard, result: DimensionResult) -> Sequence[str]:
    row = next(row for row in card.rows if row.result is result)
    now = needed = NOTHING = words.NOTHING
    if row.headline:
        if row.headline.bound is None:
            now = _plain(words.criterion(row.headline, card.practices))
        else:
            name = words.key_words(row.headline.key, card.practices)
            where = f" {text(row.headline.channel)}" if row.headline.channel else ""
            count = f" (n {row.headline.n:,})" if row.headline.n else ""
            now = f"{name}{where} {words.value(row.headline.value, row.headline.unit)}{count}"
            needed = _plain(words.bound(row.headline))
    level = f"{result.level} {text(card.level_names[result.level])}" if result.level else "not assessed"
    notes = [note for note, holds in ((", provisional", result.provisional),
                                      (f", {result.window}", bool(result.window)),
                                      (", counts once response and resolution are at 4",
                                       not result.counts)) if holds]
    unit = row.headline.unit if row.headline else None
    return (f"{text(result.name)}", level + "".join(notes), now,
            needed if result.level != 5 else NOTHING, words.change(row.change, unit))


def _agents(card: Scorecard) -> Iterator[str]:
    head = ("Agent", "Rated", "CSAT", "95 % interval", "Mean", "Band", "Tickets", "First response",
            "Resolution", "One-touch", "Change")
    rows = [_agent(row) for row in card.agents]
    team = card.measures
    rows.append(("**Team**", f"{team.csat.n:,}", words.share(team.csat.share), "",
                 words.value(team.csat.mean, "score"), "", f"{team.tickets:,}",
                 words.duration(team.first_response_time.value),
                 words.duration(team.resolution_time.value),
                 words.share(team.one_touch_rate.value), ""))
    yield from _table(head, "lrrlrlrrrrl", rows)


def _agent(row: AgentRow) -> tuple[str, ...]:
    interval = (f"{words.share(row.low)} – {words.share(row.high)}" if row.low is not None else "")
    ranked = row.name not in ("Unattributed", "Bots")
    band = (str(row.band) if row.band else "too few") if ranked else ""
    measures = row.measures
    return (text(row.name), f"{row.rated:,}", words.share(row.share), interval,
            words.value(row.mean, "score"), band, f"{measures.tickets:,}",
            words.duration(measures.first_response_time.value),
            words.duration(measures.resolution_time.value),
            words.share(measures.one_touch_rate.value), words.change(row.change, "share"))


def _channel(row: ChannelRow) -> tuple[str, ...]:
    if row.gap:
        return (text(row.name), row.channel_class, "0", "", "", "", "", "", "", "no tickets", "")
    measures = row.measures
    levels = [level for level in row.levels.values() if level is not None]
    covered = f"{row.coverage.covered} of {row.coverage.hours}" if row.coverage.n else words.NOTHING
    csat = measures.csat
    return (text(row.name), row.channel_class, f"{measures.tickets:,}", words.share(row.share),
            _with_n(words.duration(measures.first_response_time.value), measures.first_response_time.n),
            _with_n(words.duration(measures.resolution_time.value), measures.resolution_time.n),
            words.share(measures.answered_share.value), words.share(measures.abandonment_rate.value),
            _with_n(words.share(csat.share), csat.n),
            str(min(levels)) if levels else _plain(row.why), covered)


def _with_n(words_: str, n: int) -> str:
    return f"{words_} (n {n:,})" if n else words.NOTHING


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
    for title, practices in (("Also part of that level, never blocking", checklist.facts),
                             ("Advice for leaving this level, never blocking", checklist.advice)):
        if practices:
            yield ""
            yield f"{title}:"
            yield ""
            yield from (_practice(practice) for practice in practices)


def _step(card: Scorecard, step: Step) -> Iterator[str]:
    done = "x" if step.state is State.MET else " "
    if step.state is State.MET or not step.blocking:
        name = words.key_words(step.key, card.practices)
        state = "" if step.state is State.MET else f": {step.state.value}, not blocking"
        yield f"- [{done}] {_plain(name)}{state}"
        return
    for result in step.blocking:
        yield f"- [{done}] **{_plain(words.criterion(result, card.practices))}**"


def _practice(practice: Practice) -> str:
    mark = "x" if practice.answer == "yes" else " "
    answer = f" ({practice.answer})" if practice.answer not in ("yes", None) else ""
    return f"- [{mark}] {_plain(practice.words)}{answer}"


def _measures(card: Scorecard) -> Iterator[Sequence[str]]:
    for name, unit, pick in _MEASURES:
        number, n = pick(card.measures)
        before = pick(card.previous)[0] if card.previous else None
        yield name, words.value(number, unit), f"{n:,}", words.value(before, unit)
    team = card.team_measures
    yield "Tickets a day", f"{team.per_day:.1f}", f"{card.measures.tickets:,}", ""
    if team.backlog.n is not None:
        yield "Open at the end", f"{team.backlog.n:,}", f"{team.backlog.n:,}", ""
    coverage = team.coverage
    yield ("Hours of the week covered", f"{coverage.covered} of {coverage.hours}", f"{coverage.n:,}", "")
    yield ("Settled without a person (of recorded contacts)",
           words.share(team.self_service_rate.value), f"{team.self_service_rate.n:,}", "")
    for seconds, answered in team.speed_promise:
        yield (f"Answered within {words.duration(seconds)}", words.share(answered.value),
               f"{answered.n:,}", "")


_MEASURES: tuple[tuple[str, str, Callable[[Measures], tuple[float | None, int]]], ...] = (
    ("First response, median", "seconds",
     lambda m: (m.first_response_time.median, m.first_response_time.n)),
    ("First response, mean", "seconds", lambda m: (m.first_response_time.mean, m.first_response_time.n)),
    ("First response, p90", "seconds", lambda m: (m.first_response_time.p90, m.first_response_time.n)),
    ("Still waiting for a first response", "count",
     lambda m: (m.first_response_time.waiting, m.first_response_time.n)),
    ("Answered at all", "share", lambda m: (m.answered_share.value, m.answered_share.n)),
    ("Resolution, median", "seconds", lambda m: (m.resolution_time.median, m.resolution_time.n)),
    ("Resolution, mean", "seconds", lambda m: (m.resolution_time.mean, m.resolution_time.n)),
    ("Resolution, p90", "seconds", lambda m: (m.resolution_time.p90, m.resolution_time.n)),
    ("One-touch", "share", lambda m: (m.one_touch_rate.value, m.one_touch_rate.n)),
    ("CSAT, ratings of 4 and 5", "share", lambda m: (m.csat.share, m.csat.n)),
    ("CSAT, mean", "score", lambda m: (m.csat.mean, m.csat.n)),
    ("CSAT, response rate", "share", lambda m: (m.csat.response_rate, m.csat.asked or 0)),
    ("Abandoned, live channels", "share", lambda m: (m.abandonment_rate.value, m.abandonment_rate.n)),
)


def _method(card: Scorecard) -> Iterator[str]:
    scope, definitions = card.scope, card.definitions
    yield f"- Period: {scope.period.words()}, by creation, whole days in {scope.period.zone}."
    yield (f"- Definitions `{card.definitions_name}`: {definitions.statistic}, {definitions.clock} time, "
           f"unanswered tickets {definitions.unanswered.replace('_', ' ')}, one-touch of "
           f"{definitions.one_touch_of}, resolution by {definitions.resolution_by}.")
    if card.opening_hours:
        yield "- Levels 2 to 4 are judged in opening hours, level 5 in calendar time."
    yield ("- Each bound is held against tickets at least as old as the bound; unanswered ones count at "
           "their age, so a mean over them is a lower bound.")
    yield ("- CSAT: ratings of 4 or 5 (mapped 3.5 and up) of those answered; agents with their 95 % "
           "Wilson interval, ordered by a share drawn towards the team's.")
    left_out = card.measures.first_response_time.left_out
    if left_out:
        yield f"- Not in first response: {left_out:,} closed without a reply."
    for reason, count in card.team_measures.excluded:
        yield f"- Not counted: {count:,} {text(reason)}."
    for dimension in card.assessment.dimensions:
        if dimension.window:
            yield f"- {text(dimension.name)} has too few in the period and looks back: {dimension.window}."


def _ledger(card: Scorecard) -> Iterator[str]:
    ledger = card.ledger
    yield from _table(
        ("File", "Read as", "Rows", "Kept", "Superseded", "Excluded", "Rejected", "Values rejected"),
        "llrrrrrr",
        ((text(file.file), text(file.recognised_as), f"{file.rows:,}", f"{file.kept:,}",
          f"{file.superseded:,}", f"{file.excluded:,}", f"{file.rejected:,}", f"{file.values_rejected:,}")
         for file in ledger.files))
    if ledger.notes:
        yield ""
        yield from (f"- {_plain(note)}" for note in ledger.notes)
    if ledger.rejects_total:
        shown = ledger.rejects[:REJECTS_LISTED]
        yield ""
        yield f"Rejected ({len(shown)} of {ledger.rejects_total:,}):"
        yield ""
        yield from _table(("File", "Line", "Column", "Value", "Why", "What is dropped"), "lrllll", (
            (text(r.file), f"{r.line}", text(r.column or ""), text(r.value or ""), _plain(r.reason),
             "the row" if r.severity == "row" else "the value") for r in shown))


__all__ = ["Measures", "markdown", "text"]
