"""The Scorecard as JSON: its types say what each key means."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui import words
from tui.language import ENGLISH, catalogue, speaking
from tui.report.json_changed import agent_name, changed_parts
from tui.report.json_level import (
    answered_part,
    change_part,
    checklist_part,
    dimension_part,
    doubts_part,
    in_words,
    level_part,
)
from tui.report.json_month import budget_part, lost_part
from tui.report.snapshot_types import account, measures
from tui.report.snapshot_types.whole import Kinds, Snapshot, kinds, snapshot_schema

if TYPE_CHECKING:
    from queries.config.catalogue import Catalogue, Entry
    from queries.figures.like_for_like import LikeForLike
    from queries.figures.measure import Figure, Measures
    from queries.figures.standings import AgentRow, ChannelRow
    from queries.scope import Filter, Period
    from queries.scorecard import Scorecard

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
        level=level_part(card.assessment, card.look),
        doubts=doubts_part(card, card.look) if card.look else None,
        changed=changed_parts(card),
        dimensions=tuple(dimension_part(row) for row in card.rows),
        measures=_whole(card, made),
        previous=made.measures(**_figures(card.previous, figures)) if card.previous else None,
        agents=tuple(_agent(agent, figures, made) for agent in card.agents),
        channels=tuple(_channel(channel, figures, made) for channel in card.channels),
        checklist=checklist_part(card.assessment.checklist, card.slipping),
        budget=budget_part(card.budget),
        lost=lost_part(card.lost),
        practices=tuple(answered_part(card, key) for key in card.practices),
        ledger=account.Ledger.model_validate(card.ledger),
        period=_period(card),
        filter=_filter(request.filter),
        definitions=made.definitions(
            name=request.definitions_name, **request.definitions.model_dump()
        ),
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
        change=change_part(agent.change),
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
        why=in_words(channel.why),
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
