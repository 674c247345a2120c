"""The Scorecard as JSON: durations in seconds, shares 0–1, unknown is null."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from queries.period import Period

if TYPE_CHECKING:
    from queries.change import Change
    from queries.ladder.criteria import Result
    from queries.ladder.dimensions import DimensionResult
    from queries.ladder.overall import Binding
    from queries.ladder.steps import Practice, Step
    from queries.measures import Measures, Share, Times
    from queries.scorecard import Scorecard
    from queries.standings import AgentRow, ChannelRow

Json = dict[str, Any]


def json_report(card: Scorecard) -> str:
    """Return the whole snapshot."""
    return json.dumps(snapshot(card), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def snapshot(card: Scorecard) -> Json:
    """Return the snapshot as plain data."""
    assessment, team = card.assessment, card.team_measures
    return {
        "team": card.team,
        "level": {
            "reads": assessment.level,
            "name": assessment.name,
            "provisional": assessment.provisional,
            "assessed_dimensions": assessment.assessed,
            "unanswered": list(assessment.unanswered),
            "binding": [_binding(binding) for binding in assessment.binding],
        },
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
            **_measures(card.measures),
            "volume": {"n": card.measures.tickets, "per_day": team.per_day},
            "backlog": {
                "n": team.backlog.n,
                "median_age": team.backlog.median_age,
                "oldest": team.backlog.oldest,
            },
            "coverage": {
                "n": team.coverage.n,
                "hours": team.coverage.hours,
                "covered": team.coverage.covered,
                "value": team.coverage.value,
            },
            "self_service_rate": _share(team.self_service_rate),
            "proactive_chat_share": _share(team.proactive_chat_share),
            "answered_within": [
                {"seconds": seconds, **_share(answered)} for seconds, answered in team.speed_promise
            ],
        },
        "previous": _measures(card.previous) if card.previous else None,
        "agents": [_agent(agent) for agent in card.agents],
        "channels": [_channel(channel) for channel in card.channels],
        "checklist": {
            "target": assessment.checklist.target,
            "done": assessment.checklist.done,
            "total": len(assessment.checklist.steps),
            "steps": [_step(step) for step in assessment.checklist.steps],
            "facts": [_practice(practice) for practice in assessment.checklist.facts],
            "advice": [_practice(practice) for practice in assessment.checklist.advice],
        },
        "ledger": _ledger(card),
        "period": {
            **_period(card.scope.period),
            "timezone": card.scope.period.zone,
            "previous": _period(card.previous_period) if card.previous_period else None,
            "data_start": _instant(card.data_start),
            "data_end": _instant(card.data_end),
        },
        "filter": {
            "team": card.scope.team,
            "channel": card.scope.channel,
            "agent": card.scope.agent,
        },
        "definitions": {"name": card.definitions_name, **card.definitions.model_dump()},
    }


def _instant(instant: dt.datetime) -> str:
    return instant.replace(tzinfo=dt.UTC).isoformat()


def _period(period: Period) -> Json:
    return {
        "name": period.text,
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
        "provisional": result.provisional,
        "counts": result.counts,
        "window": result.window or None,
        "criteria": [_criterion(criterion) for criterion in result.criteria],
        "channels": [
            {
                "channel": c.name,
                "level": c.level,
                "share": c.share,
                "n": c.graded,
                "why": c.why or None,
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
        "channel": result.channel,
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


def _times(times: Times, waiting: str, finished: str) -> Json:
    return {
        "n": times.n,
        "value": times.value,
        "median": times.median,
        "mean": times.mean,
        "p80": times.p80,
        "p90": times.p90,
        finished: times.finished,
        waiting: times.waiting,
        f"oldest_{waiting}": times.oldest_waiting,
    }


def _share(of: Share) -> Json:
    return {"n": of.n, "value": of.value}


def _measures(measures: Measures) -> Json:
    csat = measures.csat
    return {
        "tickets": measures.tickets,
        "first_response_time": {
            **_times(measures.first_response_time, "unanswered", "answered"),
            "closed_unanswered": measures.first_response_time.left_out,
        },
        "average_response_time": _share(measures.average_response_time),
        "resolution_time": _times(measures.resolution_time, "unsolved", "solved"),
        "answered_share": _share(measures.answered_share),
        "one_touch_rate": _share(measures.one_touch_rate),
        "csat": {
            "n": csat.n,
            "share": csat.share,
            "mean": csat.mean,
            "asked": csat.asked,
            "response_rate": csat.response_rate,
            "share_of_3_and_up": csat.three_or_more,
            "share_of_5": csat.fives,
        },
        "abandonment_rate": _share(measures.abandonment_rate),
    }


def _change(change: Change | None) -> Json | None:
    return {"by": change.by, "better": change.better} if change else None


def _agent(agent: AgentRow) -> Json:
    return {
        "agent": agent.name,
        "rated": agent.rated,
        "share": agent.share,
        "low": agent.low,
        "high": agent.high,
        "mean": agent.mean,
        "shrunken": agent.shrunken,
        "too_few": agent.too_few,
        "band": agent.band,
        "change": _change(agent.change),
        **_measures(agent.measures),
    }


def _channel(channel: ChannelRow) -> Json:
    return {
        "channel": channel.name,
        "class": channel.channel_class,
        "share": channel.share,
        "levels": dict(channel.levels),
        "why": channel.why or None,
        "gap": channel.gap,
        "hours_covered": channel.coverage.covered,
        "hours": channel.coverage.hours,
        **_measures(channel.measures),
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
        "notes": list(ledger.notes),
    }
