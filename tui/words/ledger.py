"""The ledger in words."""

from __future__ import annotations

SEVERITIES = {"row": "row dropped", "value": "value dropped", "kept": "kept"}


def rejects_listed(listed: int, of: int) -> str:
    """Return what stands over a list of rejects."""
    which = (
        ""
        if listed == of
        else f", the first {listed:,} of each kind"
        if listed > 1
        else ", the first"
    )
    return f"Rejected or doubtful, {of:,} in all{which}:"
