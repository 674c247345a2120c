"""What a lead can choose: periods, filters, and what the export is called."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from queries.scope import Filter

if TYPE_CHECKING:
    from queries.engine.port import Workspace
    from queries.scorecard import Scorecard

_FIELDS = ("team", "channel", "agent")


def written(chosen: Filter) -> str:
    """Return a filter as a choice: "channel email", "" for none."""
    return next((f"{field} {name}" for field in _FIELDS if (name := getattr(chosen, field))), "")


def parse_filter(text: str) -> Filter:
    """Return the filter that `written` wrote."""
    field, _, name = text.partition(" ")
    return Filter(**{field: name}) if field in _FIELDS else Filter()


def choices(workspace: Workspace) -> list[tuple[str, str]]:
    """Return every filter there is."""
    return [
        ("", "everything"),
        *(
            (f"{field} {name}", f"{field} {name}")
            for field in _FIELDS
            for name in workspace.values(field)
        ),
    ]


def periods(card: Scorecard) -> list[tuple[str, str]]:
    """Return the periods to choose from, told from the end of the data."""
    last = card.request.period.last
    if card.data_end < card.request.period.start or card.request.period.end < card.data_end:
        last = card.data_end.date()
    this = f"{last:%Y-%m}"
    before = f"{last.replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    quarter = f"{last.year}-Q{(last.month + 2) // 3}"
    return [
        ("7d", "the last 7 days"),
        ("28d", "the last 28 days"),
        ("90d", "the last 90 days"),
        (this, f"this month, {this}"),
        (before, f"last month, {before}"),
        (quarter, f"this quarter, {quarter}"),
        ("all", "everything"),
        ("custom", "another …"),
    ]


def shifted(card: Scorecard, steps: int) -> str | None:
    """Return the period one back or on; None where the data do not reach."""
    period = card.request.period
    if steps < 0:
        earlier = period.earlier()
        return earlier.name if earlier and earlier.end > card.data_start else None
    later = period.later()
    return later.name if later and later.start <= card.data_end else None


def file_name(card: Scorecard) -> str:
    """Return the export's file name: team, filter and period."""
    period = card.request.period
    definitions = (
        "" if card.request.definitions_name == "helpdesk" else card.request.definitions_name
    )
    chosen = [
        card.request.filter.team,
        card.request.filter.channel,
        card.request.filter.agent,
        definitions,
    ]
    parts = [
        "rung",
        card.team,
        *filter(None, chosen),
        f"{period.first}",
        f"{period.last}",
    ]
    short = (re.sub(r"[^\w]+", "-", part).strip("-").lower()[:40] for part in parts)
    return "-".join(part for part in short if part) + ".md"
