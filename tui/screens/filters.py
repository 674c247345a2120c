"""What a lead can choose: periods, filters, and what the export is called."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.scope import FILTERS, Filter
from tui import words
from tui.language import count, mark, say

if TYPE_CHECKING:
    from queries.engine.port import Workspace
    from queries.scorecard import Scorecard

FORMS = mark("or type 7d, 2026-10, 2026-Q3, 2026-10-01..2026-10-31")


def turned(now: Filter, choice: str) -> Filter:
    """Return the filter with a choice turned on, or off where it is on; "" shows everything.

    Filters combine: a team's chats, one agent's emails.
    """
    field, _, name = choice.partition(" ")
    if field not in FILTERS:
        return Filter()
    return replace(now, **{field: None if getattr(now, field) == name else name})


def choices(workspace: Workspace, now: Filter) -> list[tuple[str, str]]:
    """Return every filter there is; what is on first, which a choice turns off."""
    every = [f"{field} {name}" for field in FILTERS for name in workspace.values(field)]
    on = [choice for choice in every if turned(now, choice) != now and _is_on(now, choice)]
    return [
        ("", say("everything")),
        *((choice, f"{_told(choice)}  ✓ ({say('enter takes it away')})") for choice in on),
        *((choice, _told(choice)) for choice in every if choice not in on),
    ]


def _told(choice: str) -> str:
    field, _, name = choice.partition(" ")
    return words.chosen(field, name)


def _is_on(now: Filter, choice: str) -> bool:
    field, _, name = choice.partition(" ")
    return getattr(now, field, None) == name


def periods(card: Scorecard) -> list[tuple[str, str]]:
    """Return the periods to choose from, told from the end of the data."""
    last = card.request.period.last
    if card.data_end < card.request.period.start or card.request.period.end < card.data_end:
        last = card.data_end.date()
    this = f"{last:%Y-%m}"
    before = f"{last.replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    quarter = f"{last.year}-Q{(last.month + 2) // 3}"
    return [
        *((f"{n}d", count("the last day", "the last {n} days", n)) for n in (7, 28, 90)),
        (this, say("this month, {month}", month=this)),
        (before, say("last month, {month}", month=before)),
        (quarter, say("this quarter, {quarter}", quarter=quarter)),
        ("all", say("everything")),
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
        (whose := card.request.filter.agent) and words.agent(whose),
        card.request.filter.reason,
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
