"""The running month's budget and where late first answers were lost, as parts of the JSON snapshot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tui.report.snapshot_types import month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.figures.budget import Budget, Line
    from queries.figures.lost import LateOf, Lost


def budget_part(budget: Budget | None) -> month.Budget | None:
    """Return the budget; None where nobody looked."""
    if budget is None:
        return None
    lines = tuple(_line(budget, line) for line in budget.lines)
    return month.Budget(first=budget.first, last=budget.last, ends=budget.ends, lines=lines)


def _line(budget: Budget, line: Line) -> month.Left:
    result, so_far, left = line.result, line.so_far, line.left
    return month.Left(
        dimension=result.dimension,
        key=result.key,
        level=result.level,
        within=result.within,
        n=so_far.n,
        late=so_far.late,
        young=so_far.young,
        to_come=so_far.to_come,
        allowed=left.allowed,
        left=left.left,
        fewer=left.fewer,
        fate=left.fate,
        needs=left.needs,
        out_of_reach_on=budget.last + dt.timedelta(days=left.day) if left.day else None,
    )


def lost_part(lost: Lost | None) -> month.Lost | None:
    """Return where late first answers were lost; None where nobody looked."""
    if lost is None:
        return None
    return month.Lost(
        level=lost.level,
        n=lost.n,
        late=lost.late,
        to=month.LostTo.model_validate(dict(lost.to)),
        ceiling=lost.ceiling,
        from_messages=lost.from_messages,
        agent_hours=lost.agent_hours,
        busy_from=lost.busy_from,
        hours=_late(lost.by["hour"]),
        channels=_late(lost.by["channel"]),
        reasons=_late(lost.by["reason"]),
        agents=_late(lost.by["agent"]),
        solve_level=lost.solve_level,
        solves=_late(lost.solves),
    )


def _late(groups: Iterable[LateOf]) -> tuple[month.LateOf, ...]:
    return tuple(month.LateOf.model_validate(one) for one in groups)
