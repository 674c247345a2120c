"""What changed, as facts: codes and counts. The words are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from queries.changed.parts import Part

Verdict = Literal[
    "mix", "part", "everywhere", "nothing", "too_few_weeks", "too_few", "counted", "unknown"
]
Dimension = Literal["channel", "week", "hours", "reason", "agent"]
DIMENSIONS: tuple[Dimension, ...] = ("channel", "week", "hours", "reason", "agent")
Measure = Literal["late", "low", "unanswered", "more", "open"]  # what is counted of a part's cases


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the cases in counts.

    `points` is its share of the whole change (0–1; of a volume of the tickets before), `n` are its cases,
    `late` those of them that are not good (late, low, unanswered), `promised` how many would be at the earlier
    pace. `before` are its cases in the period before. Of days of the period before, cases are of that period,
    and the pace is this one's. Of what is open, `points` are tickets: those that `came` less those that are
    `gone`; `n` are open when the period ends, `before` were when it began.
    """

    part: Part
    points: float
    n: int
    late: int
    promised: float
    before: int = 0
    came: int | None = None
    gone: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """A named part; `inside` holds most of it. `chance` is how likely noise alone does as much.

    `left` is the share of good ones in the period that it is a part of, without it.
    """

    slice: Slice
    chance: float
    z: float
    inside: tuple[Slice, ...] = ()
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The whole change by one dimension: the points of `slices` and the mix add up to it."""

    slices: tuple[Slice, ...]
    mix: float


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed of one figure, by `level`'s bound where it is a time.

    `verdict` is counted of what is open, which is exact, and unknown where no export says what that is. `now`
    and `before` are shares of `n_now` and `n_before` cases (of a volume: the counts, the one before at
    this period's length). The points of `causes`, with `mix` and `rest`, add up to the change. `usual` is by
    how many points weeks usually differ (0–1). `beyond`: the change as a whole is beyond the noise.
    `mix_of_channels`: the channels' part in the mix.
    """

    figure: str
    level: int | None
    counts: Measure
    verdict: Verdict
    now: float | None
    before: float | None
    n_now: int
    n_before: int
    mix: float = 0.0
    mix_of_channels: float = 0.0
    causes: tuple[Cause, ...] = ()
    rest: float = 0.0
    usual: float = 0.0
    beyond: bool = False
    tables: Mapping[Dimension, Table] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether something is told beside the noise."""
        return self.verdict in ("mix", "part", "everywhere")

    @property
    def by(self) -> float | None:
        """The change."""
        return None if self.now is None or self.before is None else self.now - self.before


def told_first(changes: Sequence[Changed]) -> Changed | None:
    """Return the one that a single sentence is about: a share before a count, the least likely by chance first.

    Where nothing is named it is the first that was judged at all; None where none was.
    """
    shares = [one for one in changes if one.named and one.counts not in ("more", "open")]
    counts = [one for one in changes if one.named and one.counts == "more"]
    judged = [one for one in changes if one.verdict == "nothing"]
    found = sorted(shares, key=lambda one: one.causes[0].chance if one.causes else 0.0)
    return next(iter((*found, *counts, *judged)), None)
