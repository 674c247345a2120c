"""The Scorecard as JSON: durations in seconds, shares 0–1, unknown is null."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from queries.scope import Period
from tui import words

if TYPE_CHECKING:
    from queries.config.catalogue import Catalogue, Entry
    from queries.doubts import Doubt
    from queries.figures.change import Change
    from queries.figures.like_for_like import LikeForLike
    from queries.figures.measure import Figure, Measures
    from queries.figures.standings import AgentRow, ChannelRow
    from queries.ladder.criteria import Result
    from queries.ladder.dimensions import DimensionResult
    from queries.ladder.overall import Binding
    from queries.ladder.steps import Practice, Step
    from queries.scorecard import Scorecard

Json = dict[str, Any]


def json_report(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return json.dumps(snapshot(card), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def snapshot(card: Scorecard) -> Json:
    """Return the snapshot as plain data."""
    assessment, request = card.assessment, card.request
    within = card.figures["answered_within"]
    return {
        "team": card.team,
        "level": {
            "reads": assessment.level,
            "name": assessment.name,
            "next": assessment.next_level,
            "provisional": assessment.provisional,
            "assessed_dimensions": assessment.assessed,
            "why": assessment.why or None,
            "thin": assessment.thin or None,
            "unanswered": list(assessment.unanswered),
            "unclassified": dict(assessment.unclassified or {}),
            "binding": [_binding(binding) for binding in assessment.binding],
            "was": card.look.was if card.look else None,
            "by_definitions": {one.name: one.level for one in card.look.readings}
            if card.look
            else None,
        },
        "doubts": [_doubt(card, doubt) for doubt in card.look.doubts] if card.look else None,
        "dimensions": [
            {
                **_dimension(row.result),
                "headline": _criterion(row.headline),
                "change": _change(row.change),
                "trend": list(row.trend),
            }
            for row in card.rows
        ],
        "measures": {
            **_measures(card.measures, card.figures),
            "volume": {
                **_figure(card.measures["volume"], card.figures["volume"]),
                "per_day": card.per_day,
            },
            "answered_within": [
                {"seconds": int(seconds), **_figure(measures["answered_within"], within)}
                for seconds, measures in sorted(
                    card.measured.by("promise").items(), key=lambda item: int(item[0])
                )
            ],
        },
        "previous": _measures(card.previous, card.figures) if card.previous else None,
        "agents": [_agent(agent, card.figures) for agent in card.agents],
        "channels": [_channel(channel, card.figures) for channel in card.channels],
        "checklist": {
            "target": assessment.checklist.target,
            "done": assessment.checklist.done,
            "total": len(assessment.checklist.steps),
            "steps": [_step(step) for step in assessment.checklist.steps],
            "facts": [_practice(practice) for practice in assessment.checklist.facts],
            "advice": [_practice(practice) for practice in assessment.checklist.advice],
            "moves": {key: list(advice) for key, advice in assessment.checklist.moves.items()},
        },
        "ledger": _ledger(card),
        "period": {
            **_period(request.period),
            "timezone": request.period.zone,
            "previous": _period(request.before) if request.before else None,
            "data_start": _instant(card.data_start),
            "data_end": _instant(card.data_end),
        },
        "filter": {
            "team": request.filter.team,
            "channel": request.filter.channel,
            "agent": request.filter.agent,
        },
        "definitions": {"name": request.definitions_name, **request.definitions.model_dump()},
    }


def _doubt(card: Scorecard, doubt: Doubt) -> Json:
    return {
        "key": doubt.key,
        "by": doubt.entry.by if doubt.entry else "all",
        "name": doubt.name,
        "doubtful": doubt.k,
        "of": doubt.n,
        "value": doubt.value,
        "others": doubt.others,
        "words": words.doubt(card, doubt),
    }


def _instant(instant: dt.datetime) -> str:
    return instant.replace(tzinfo=dt.UTC).isoformat()


def _period(period: Period) -> Json:
    return {
        "name": period.name,
        "start": _instant(period.start),
        "end": _instant(period.end),
        "days": period.days,
    }


def _binding(binding: Binding) -> Json:
    return {
        "dimension": binding.dimension,
        "reason": binding.reason or None,
        "criterion": _criterion(binding.criterion),
    }


def _dimension(result: DimensionResult) -> Json:
    return {
        "key": result.key,
        "level": result.level,
        "counts": result.counts,
        "ceiling": result.ceiling,
        "why": result.why or None,
        "criteria": [_criterion(criterion) for criterion in result.criteria],
        "channels": [
            {
                "channel": c.name,
                "level": c.level,
                "share": c.share,
                "n": c.graded,
            }
            for c in result.channels
        ],
    }


def _criterion(result: Result | None) -> Json | None:
    if result is None:
        return None
    return {
        "key": result.key,
        "level": result.level,
        "within": result.within,
        "value": result.value,
        "unit": result.unit,
        "bound": result.bound.words if result.bound else None,
        "bound_value": result.bound.value if result.bound else None,
        "met": result.met,
        "state": result.state.value,
        "n": result.n,
        "measured": result.measured,
        "note": result.note or None,
        **(
            {"needs": result.needs, "parts": [_criterion(part) for part in result.parts]}
            if result.parts
            else {}
        ),
    }


def _figure(figure: Figure, entry: Entry) -> Json:
    parts = {part: figure.parts.get(part) for part in entry.parts}
    # A count is its own n: unknown, it is no 0.
    n = figure.value if entry.value == entry.n else figure.n
    return {"n": n, "value": figure.value, **parts}


def _measures(measures: Measures, figures: Catalogue) -> Json:
    """Return every figure that was asked; what is a part of another stands with that."""
    return {
        "tickets": measures["volume"].n,
        **{
            key: _figure(measures[key], entry)
            for key, entry in figures.items()
            if entry.question and not entry.part_of and "promise" not in entry.by
        },
    }


def _change(change: Change | None) -> Json | None:
    return {"by": change.by, "better": change.better} if change else None


def _agent(agent: AgentRow, figures: Catalogue) -> Json:
    csat = agent.csat
    return {
        "agent": agent.name,
        "rated": csat.n,
        **{key: csat.parts.get(key) for key in ("share", "low", "high", "mean", "shrunken")},
        "too_few": agent.too_few,
        "change": _change(agent.change),
        "like_for_like": _like(agent.like) if agent.like else None,
        **_measures(agent.measures, figures),
    }


def _like(like: LikeForLike) -> Json:
    """Return an agent beside the team on the same channels: shares of csat, first answers, solves in time."""
    return {
        key: {**asdict(beside), "difference": beside.difference}
        for key, beside in (
            ("csat", like.csat),
            ("first_in_time", like.response),
            ("solved_in_time", like.solve),
        )
    }


def _channel(channel: ChannelRow, figures: Catalogue) -> Json:
    hours = channel.measures["coverage"].parts
    return {
        "channel": channel.name,
        "class": channel.channel_class,
        "share": channel.measures["volume"].parts.get("share", 0.0),
        "levels": dict(channel.levels),
        "why": channel.why or None,
        "gap": channel.gap,
        "hours_covered": hours.get("covered"),
        "hours": hours.get("hours"),
        **_measures(channel.measures, figures),
    }


def _step(step: Step) -> Json:
    return {
        "key": step.key,
        "dimension": step.dimension,
        "state": step.state.value,
        "measured": step.measured,
        "blocking": bool(step.blocking),
        "criteria": [_criterion(result) for result in step.results],
    }


def _practice(practice: Practice) -> Json:
    return {"key": practice.key, "words": practice.words, "answer": practice.answer}


def _ledger(card: Scorecard) -> Json:
    ledger = card.ledger
    return {
        "files": [
            {
                "file": file.file,
                "recognised_as": file.recognised_as,
                "table": file.table,
                "lines": asdict(file.lines) if file.lines else None,
                "rows": file.rows,
                "kept": file.kept,
                "superseded": file.superseded,
                "excluded": file.excluded,
                "rejected": file.rejected,
                "values_rejected": file.values_rejected,
                "doubtful": file.doubtful,
                "notes": list(file.notes),
            }
            for file in ledger.files
        ],
        "rejects": [
            {
                "file": r.file,
                "line": r.line,
                "column": r.column,
                "value": r.value,
                "reason": r.reason,
                "severity": r.severity,
            }
            for r in ledger.rejects
        ],
        "rejects_total": ledger.rejects_total,
        "warnings": list(ledger.warnings),
        "notes": list(ledger.notes),
    }
