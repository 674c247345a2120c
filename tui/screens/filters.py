"""What a lead can choose: periods, filters, and what the export is called."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from queries.period import Period, previous

if TYPE_CHECKING:
    from queries.scorecard import Scorecard
    from queries.workspace import Workspace

_FIELDS = ("team", "channel", "agent")


@dataclass(frozen=True, slots=True)
class Filter:
    """At most one of team, channel and agent; written as "channel email", "" for none."""

    team: str | None = None
    channel: str | None = None
    agent: str | None = None

    def __str__(self) -> str:
        return next(
            (f"{field} {chosen}" for field in _FIELDS if (chosen := getattr(self, field))), ""
        )

    @classmethod
    def parse(cls, text: str) -> Filter:
        """Return the filter that `str` wrote."""
        field, _, name = text.partition(" ")
        return cls(**{field: name}) if field in _FIELDS else cls()


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
    last = card.scope.period.past - dt.timedelta(days=1)
    if card.data_end < card.scope.period.start or card.scope.period.end < card.data_end:
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
    period = card.scope.period
    if period.text == "all":
        return None
    if steps < 0:
        earlier = previous(period)
        return _text(earlier, period) if earlier and earlier.end > card.data_start else None
    later = _after(period)
    return _text(later, period) if later.start <= card.data_end else None


def _after(period: Period) -> Period:
    if re.fullmatch(r"\d{4}-(\d\d|[Qq]\d)", period.text):
        months = 3 if "Q" in period.text.upper() else 1
        index = period.past.year * 12 + period.past.month - 1 + months
        return Period(
            period.text, period.past, dt.date(index // 12, index % 12 + 1, 1), period.zone
        )
    return Period(
        period.text, period.past, period.past + dt.timedelta(days=period.days), period.zone
    )


def _text(period: Period, like: Period) -> str:
    """Return the words for a shifted period, a month as a month and a quarter as a quarter."""
    if re.fullmatch(r"\d{4}-\d\d", like.text):
        return f"{period.first:%Y-%m}"
    if re.fullmatch(r"\d{4}-[Qq]\d", like.text):
        return f"{period.first.year}-Q{(period.first.month + 2) // 3}"
    return f"{period.first}..{period.past - dt.timedelta(days=1)}"


def file_name(card: Scorecard) -> str:
    """Return the export's file name: team, filter and period."""
    period = card.scope.period
    definitions = "" if card.definitions_name == "helpdesk" else card.definitions_name
    chosen = [card.scope.team, card.scope.channel, card.scope.agent, definitions]
    parts = [
        "rung",
        card.team,
        *filter(None, chosen),
        f"{period.first}",
        f"{period.past - dt.timedelta(days=1)}",
    ]
    short = (re.sub(r"[^\w]+", "-", part).strip("-").lower()[:40] for part in parts)
    return "-".join(part for part in short if part) + ".md"
