"""The Scorecard as JSON: its types say what each key means."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from queries.ladder.missing import missing
from tui import words
from tui.language import ENGLISH, catalogue, say, speaking
from tui.report.json_changed import agent_name, changed_parts
from tui.report.json_month import budget_part, lost_part
from tui.report.snapshot_types import account, level, measures
from tui.report.snapshot_types.whole import Kinds, Snapshot, kinds, snapshot_schema

if TYPE_CHECKING:
    from queries.config.catalogue import Catalogue, Entry
    from queries.figures.change import Change
    from queries.figures.like_for_like import LikeForLike
    from queries.figures.measure import Figure, Measures
    from queries.figures.standings import AgentRow, ChannelRow
    from queries.ladder.criteria import Result
    from queries.ladder.overall import Assessment
    from queries.ladder.steps import Checklist, Practice
    from queries.said import Said
    from queries.scope import Filter, Period
    from queries.scorecard import DimensionRow, Scorecard, SecondLook

Json = dict[str, Any]


def json_report(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return json.dumps(snapshot(card), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def schema_report() -> str:
    """Return the JSON Schema of the snapshot."""
    return json.dumps(snapshot_schema(), ensure_ascii=False, indent=2) + "\n"


def snapshot(card: Scorecard) -> Json:
    """Return the snapshot as plain data."""
    return typed(card).model_dump(mode="json", by_alias=True)


def typed(card: Scorecard) -> Snapshot:
    """Return the snapshot; what is in words is in English, whatever language is spoken."""
    with speaking(catalogue(ENGLISH)):
        return _typed(card)


def _typed(card: Scorecard) -> Snapshot:
    made, request, figures = kinds(), card.request, card.figures
    return made.snapshot(
        version=1,
        team=card.team,
        level=_level(card.assessment, card.look),
        doubts=_doubts(card, card.look) if card.look else None,
        changed=changed_parts(card),
        dimensions=tuple(_dimension(row) for row in card.rows),
        measures=_whole(card, made),
        previous=made.measures(**_figures(card.previous, figures)) if card.previous else None,
        agents=tuple(_agent(agent, figures, made) for agent in card.agents),
        channels=tuple(_channel(channel, figures, made) for channel in card.channels),
        checklist=_checklist(card.assessment.checklist, card.slipping),
        budget=budget_part(card.budget),
        lost=lost_part(card.lost),
        practices=tuple(_answered(card, key) for key in card.practices),
        ledger=account.Ledger.model_validate(card.ledger),
        period=_period(card),
        filter=_filter(request.filter),
        definitions=made.definitions(
            name=request.definitions_name, **request.definitions.model_dump()
        ),
    )


def _level(assessment: Assessment, look: SecondLook | None) -> level.Level:
    return level.Level(
        reads=assessment.level,
        name=assessment.name or say("Not assessed"),
        next=assessment.next_level,
        provisional=assessment.provisional,
        assessed_dimensions=assessment.assessed,
        why=_said(assessment.why),
        thin=_said(assessment.thin),
        unanswered=assessment.unanswered,
        unclassified=dict(assessment.unclassified or {}),
        binding=tuple(
            level.Binding(
                dimension=binding.dimension,
                reason=_said(binding.reason),
                criterion=_criterion(binding.criterion) if binding.criterion else None,
            )
            for binding in assessment.binding
        ),
        was=look.was if look else None,
        by_definitions={one.name: one.level for one in look.readings} if look else None,
    )


def _said(told: Said | None) -> str | None:
    return words.sentence(told) or None


def _doubts(card: Scorecard, look: SecondLook) -> tuple[level.Doubt, ...]:
    return tuple(
        level.Doubt(
            key=doubt.key,
            by=doubt.entry.by if doubt.entry else "all",
            name=doubt.name,
            doubtful=doubt.k,
            of=doubt.n,
            value=doubt.value,
            others=doubt.others,
            words=words.doubt(card, doubt),
        )
        for doubt in look.doubts
    )


def _dimension(row: DimensionRow) -> level.Dimension:
    result = row.result
    return level.Dimension(
        key=result.key,
        level=result.level,
        counts=result.counts,
        ceiling=result.ceiling,
        why=_said(result.why),
        criteria=_criteria(result.criteria),
        channels=tuple(
            level.ChannelLevel(
                channel=channel.name,
                level=channel.level,
                share=channel.share,
                n=channel.graded,
            )
            for channel in result.channels
        ),
        headline=_criterion(row.headline) if row.headline else None,
        change=_change(row.change),
        trend=row.trend,
    )


def _criteria(results: tuple[Result, ...]) -> tuple[level.Criterion, ...]:
    return tuple(_criterion(result) for result in results)


def _criterion(result: Result) -> level.Criterion:
    fields: Json = {
        "key": result.key,
        "level": result.level,
        "within": result.within,
        "value": result.value,
        "unit": result.unit,
        "bound": result.bound.words if result.bound else None,
        "bound_value": result.bound.value if result.bound else None,
        "met": result.met,
        "state": result.state,
        "n": result.n,
        "measured": result.measured,
        "note": _said(result.note),
        "missing": level.Missing.model_validate(found) if (found := missing(result)) else None,
    }
    if result.parts:
        return level.AnyOf(**fields, needs=result.needs, parts=_criteria(result.parts))
    return level.Criterion(**fields)


def _change(change: Change | None) -> level.Change | None:
    return level.Change.model_validate(change) if change else None


def _checklist(checklist: Checklist, slipping: tuple[Result, ...]) -> level.Checklist:
    return level.Checklist(
        target=checklist.target,
        done=checklist.done,
        total=len(checklist.steps),
        steps=tuple(
            level.Step(
                key=step.key,
                dimension=step.dimension,
                state=step.state,
                measured=step.measured,
                blocking=bool(step.blocking),
                criteria=_criteria(step.results),
            )
            for step in checklist.steps
        ),
        slipping=_criteria(slipping),
        facts=_practices(checklist.facts),
        advice=_practices(checklist.advice),
        moves=dict(checklist.moves),
    )


def _practices(practices: tuple[Practice, ...]) -> tuple[level.Practice, ...]:
    return tuple(level.Practice.model_validate(practice) for practice in practices)


def _answered(card: Scorecard, key: str) -> level.Answered:
    found, told = card.answers.get(key), card.against.get(key)
    entry = found.entry if found else None
    return level.Answered(
        key=key,
        words=card.practices[key],
        answer=found.answer if found else None,
        source=None if found is None else "log" if entry else "settings",
        who=entry.who if entry else None,
        at=entry.at.isoformat() if entry else None,
        note=(entry.note or None) if entry else None,
        lapsed=found.lapsed.isoformat() if found and found.lapsed else None,
        was=found.was if found else None,
        against=words.against(told) if told else None,
    )


def _figure(figure: Figure, entry: Entry) -> Json:
    parts = {part: figure.parts.get(part) for part in entry.parts}
    # A count is its own n: unknown, it is no 0.
    n = figure.value if entry.value == entry.n else figure.n
    return {"n": n, "value": figure.value, **parts}


def _figures(found: Measures, figures: Catalogue) -> Json:
    """Return every figure that is written for a group; what is a part of another stands with that."""
    asked = measures.written(figures).items()
    return {
        "tickets": found["volume"].n,
        **{key: _figure(found[key], entry) for key, entry in asked},
    }


def _whole(card: Scorecard, made: Kinds) -> measures.Measures:
    """Return the figures of the period: tickets a day too, and what is promised."""
    found = _figures(card.measures, card.figures)
    found["volume"] |= {"per_day": card.per_day}
    by_promise = sorted((int(seconds), one) for seconds, one in card.measured.by("promise").items())
    for key, entry in measures.promised(card.figures).items():
        found[key] = tuple(
            {"seconds": seconds, **_figure(one[key], entry)} for seconds, one in by_promise
        )
    return made.whole(**found)


def _agent(agent: AgentRow, figures: Catalogue, made: Kinds) -> measures.Agent:
    csat = agent.csat
    return made.agent(
        agent=agent_name(agent.name),
        role=agent.role,
        rated=csat.n,
        share=csat.parts.get("share"),
        low=csat.parts.get("low"),
        high=csat.parts.get("high"),
        mean=csat.parts.get("mean"),
        shrunken=csat.parts.get("shrunken"),
        too_few=agent.too_few,
        change=_change(agent.change),
        like_for_like=_like(agent.like) if agent.like else None,
        **_figures(agent.measures, figures),
    )


def _like(like: LikeForLike) -> measures.LikeForLike:
    return measures.LikeForLike(
        csat=measures.Beside.model_validate(like.csat),
        first_in_time=measures.Beside.model_validate(like.response),
        solved_in_time=measures.Beside.model_validate(like.solve),
    )


def _channel(channel: ChannelRow, figures: Catalogue, made: Kinds) -> measures.Channel:
    hours = channel.measures["coverage"].parts
    return made.channel(
        channel=channel.name,
        channel_class=channel.channel_class,
        share=channel.measures["volume"].parts.get("share", 0.0),
        levels=dict(channel.levels),
        why=_said(channel.why),
        gap=channel.gap,
        hours_covered=hours.get("covered"),
        hours=hours.get("hours"),
        **_figures(channel.measures, figures),
    )


def _filter(chosen: Filter) -> account.Filter:
    called = None if chosen.agent is None else words.agent(chosen.agent)
    return account.Filter.model_validate(replace(chosen, agent=called))


def _period(card: Scorecard) -> account.Period:
    period, before = card.request.period, card.request.before
    return account.Period(
        **_span(period),
        timezone=period.zone,
        previous=account.Span(**_span(before)) if before else None,
        data_start=_instant(card.data_start),
        data_end=_instant(card.data_end),
    )


def _span(period: Period) -> Json:
    return {
        "name": period.name,
        "start": _instant(period.start),
        "end": _instant(period.end),
        "days": period.days,
    }


def _instant(instant: dt.datetime) -> str:
    return instant.replace(tzinfo=dt.UTC).isoformat()
