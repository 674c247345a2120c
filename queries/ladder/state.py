"""How a criterion stands: the one word of the ladder that every face needs, and needs early."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How a criterion stands."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"
