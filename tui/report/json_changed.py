"""What changed, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.figures.measure import role_of
from tui import words
from tui.report.snapshot_types import changed

if TYPE_CHECKING:
    from queries.changed.facts import Cause, Changed, Slice
    from queries.scorecard import Scorecard


def changed_parts(card: Scorecard) -> tuple[changed.Changed, ...] | None:
    """Return what changed of each figure; None until it was asked."""
    return None if card.changed is None else tuple(_changed(card, one) for one in card.changed)


def agent_name(name: str) -> str:
    """Return an agent's name as it is, else what the role is called: the role stands beside it."""
    return name if role_of(name) == "agent" else words.agent(name)


def _changed(card: Scorecard, one: Changed) -> changed.Changed:
    return changed.Changed(
        figure=one.figure,
        level=one.level,
        verdict=one.verdict,
        now=one.now,
        before=one.before,
        n_now=one.n_now,
        n_before=one.n_before,
        mix=one.mix,
        causes=tuple(_cause(cause) for cause in one.causes),
        rest=one.rest,
        usual=one.usual,
        beyond=one.beyond,
        tables={
            dimension: changed.ChangedTable(
                parts=tuple(changed.ChangedPart(**_part(part)) for part in table.slices),
                mix=table.mix,
            )
            for dimension, table in one.tables.items()
        },
        words=words.changed_sentence(card, one),
    )


def _cause(cause: Cause) -> changed.Cause:
    return changed.Cause(
        **_part(cause.slice),
        chance=cause.chance,
        left=cause.left,
        inside=tuple(changed.ChangedPart(**_part(part)) for part in cause.inside),
    )


def _part(found: Slice) -> dict[str, Any]:
    part = found.part
    whose = {"name": part.name or None, "role": None}
    if part.name and part.kind in ("agent", "absence"):
        whose = {"name": agent_name(part.name), "role": role_of(part.name)}
    return {
        "kind": part.kind,
        **whose,
        "first": part.first.isoformat() if part.first else None,
        "past": part.past.isoformat() if part.past else None,
        "weekdays": part.weekdays,
        "hour": part.hour,
        "hours": part.hours,
        "points": found.points,
        "n": found.n,
        "late": found.late,
        "promised": found.promised,
        "before": found.before,
        "came": found.came,
        "gone": found.gone,
    }
