"""The stages by which a database comes to hold the cases of a request, and what the request gives them."""

from __future__ import annotations

from typing import Any

from queries.config import Config
from queries.engine.port import Extent
from queries.scope import TREND_PARTS, Request

TABLES = ("cases/macros", "cases/flags", "cases/tables")
VIEWS = (
    "cases/names",
    "cases/packed",
    "cases/unpacked",
    "cases/settled",
    "cases/tickets",
    "cases/settled_ratings",
)
CASES = (
    "cases/kinds",
    "cases/open_tickets",
    "cases/ticket_cases",
    "cases/rating_cases",
    "cases/reply_cases",
    "cases/asked_cases",
)
COUNTED = "cases/counted_cases"
GROUPED = "cases/grouped"
# What only few questions read, by its macro's name: made when one of them is asked.
LATER = {"written_hours(": "cases/written_hours", "held_tickets(": "cases/late_answers"}
OPEN_SEGMENTS = (
    "create table open_segments (day date, starts_at timestamp, ends_at timestamp, "
    "open_before_us bigint, is_open boolean)"
)
TYPES = {
    **dict.fromkeys(
        (
            "period_start",
            "period_end",
            "as_of",
            "before_start",
            "before_end",
            "before_as_of",
            "data_end",
            "replied_since",
        ),
        "timestamp",
    ),
    "late_after_us": "bigint",
    "order_status": "varchar[]",
    "trend_parts": "integer",
    "reach_mean": "boolean",
}


def variables(request: Request, config: Config, extent: Extent | None) -> dict[str, Any]:
    """Return what queries/sql/cases reads as given('name')."""
    before = request.before
    return {
        "period_start": request.period.start,
        "period_end": request.period.end,
        "as_of": request.as_of,
        "before_start": before.start if before else None,
        "before_end": before.end if before else None,
        "before_as_of": request.before_as_of,
        "data_end": extent.end if extent else request.as_of,
        "replied_since": request.period.start - extent.longest_response if extent else None,
        "timezone": request.period.zone,
        "team": request.filter.team,
        "channel": request.filter.channel,
        "agent": request.filter.agent,
        "reason": request.filter.reason,
        "late_after_us": config.ladder.rules.late_after_days * 86_400_000_000,
        "trend_parts": TREND_PARTS,
        "order_status": [word.lower() for word in config.reasons.order_status],
        "reach_mean": request.definitions.reach == "mean",
        **request.definitions.model_dump(exclude={"reach"}),
    }
