"""Each agent beside the team on the same channels: who takes the hard channel is not last for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.engine.port import Asking, Row


@dataclass(frozen=True, slots=True)
class Beside:
    """A share of an agent's `n` cases, and what the team has on the same channels; None: no cases."""

    n: int = 0
    share: float | None = None
    expected: float | None = None

    @property
    def difference(self) -> float | None:
        """By how much the agent's share is above the team's on the same channels."""
        if self.share is None or self.expected is None:
            return None
        return self.share - self.expected


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """One agent: of the ratings the 4s and 5s, of first answers and solves those within a level's bound."""

    csat: Beside = Beside()
    response: Beside = Beside()
    solve: Beside = Beside()


def like_for_like(asking: Asking, level: int) -> Mapping[str, LikeForLike]:
    """Return each agent beside the team; first answers and solves are held against the bounds of `level`."""
    return {
        row["agent"]: LikeForLike(
            _beside(row, "csat"), _beside(row, "response"), _beside(row, "solve")
        )
        for row in asking.ask("like_for_like", level=level)
    }


def _beside(row: Row, figure: str) -> Beside:
    n = int(row[f"{figure}_n"])
    return Beside(n, row[f"{figure}_share"], row[f"{figure}_expected"]) if n else Beside()
