"""What changed against the period before: figure by figure, in parts that add up."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from queries.figures.measure import Role
from tui.report.snapshot_types.base import LevelNumber, Number, Part

_DAY = "null: it is no run of days."


class ChangedPart(Part):
    """One part of the cases, and what it counts for in the change."""

    kind: Literal[
        "everywhere", "channel", "reason", "agent", "hours", "days", "days_before", "absence"
    ] = Field(description="What makes it a part; days_before are days of the period before.")
    name: str | None = Field(
        description="The channel, the reason, the agent, or who was away; null: none is given, or it has none."
    )
    role: Role | None = Field(
        description="Whose, of an agent: an agent's, nobody's, bots'; null: it is of no agent."
    )
    first: str | None = Field(description=f"Its first local day (ISO); {_DAY}")
    past: str | None = Field(description=f"The local day after its last (ISO); {_DAY}")
    weekdays: Literal["every day", "Mon–Fri", "Sat–Sun", "Sat", "Sun"] = Field(
        description="Its weekdays."
    )
    hour: int = Field(description="The hour of the day with which it begins (0–23).")
    hours: int = Field(description="How many hours it has; 24: the whole day.")
    points: Number = Field(
        description="Its share of the whole change (a share, −1–1; of tickets: of those before); of what is "
        "open: so many tickets."
    )
    n: int = Field(description="How many cases it has.")
    late: int = Field(description="How many of them are late, low or not answered.")
    promised: Number = Field(
        description="How many would be at the earlier pace; of tickets: how many would have come."
    )
    before: int = Field(
        description="How many cases it has in the period before; of what is open: when the period began."
    )
    came: int | None = Field(description="Of what is open: how many came; null: of another figure.")
    gone: int | None = Field(
        description="Of what is open: how many were closed; null: of another figure."
    )


class Cause(ChangedPart):
    """A part that stands out beyond the noise."""

    chance: Number = Field(description="How likely noise alone stands out as much (0–1).")
    left: Number | None = Field(
        description="The share of good cases without it (0–1); null: there are no others, or it is a count."
    )
    inside: tuple[ChangedPart, ...] = Field(description="What holds most of it, or is new in it.")


class ChangedTable(Part):
    """The whole change by one dimension."""

    parts: tuple[ChangedPart, ...] = Field(
        description="Its parts; their points and the mix add up to the change."
    )
    mix: Number = Field(description="What another mix of what came in makes of the change (−1–1).")


class Changed(Part):
    """What changed of one figure."""

    figure: str = Field(description="The key of the figure.")
    level: LevelNumber | None = Field(
        description="The level within whose bound it is held; null: it is no time."
    )
    verdict: Literal[
        "mix", "part", "everywhere", "nothing", "too_few_weeks", "too_few", "counted", "unknown"
    ] = Field(
        description="What is told: the mix, a part, everywhere, nothing beyond the noise, that cases or weeks "
        "are too few; of what is open counted, for it is exact, or unknown where no export says it."
    )
    now: Number | None = Field(description="The share of good cases (0–1), or a count; null: none.")
    before: Number | None = Field(
        description="The same of the period before, a count at this period's length; null: no cases."
    )
    n_now: int = Field(description="How many cases it has.")
    n_before: int = Field(description="How many cases the period before has.")
    mix: Number = Field(description="What another mix of what came in makes of the change (−1–1).")
    causes: tuple[Cause, ...] = Field(
        description="What is named, the first one first; with mix and rest their points are the change."
    )
    rest: Number = Field(description="What is left of the change (−1–1).")
    usual: Number = Field(description="By how much weeks usually differ (0–1).")
    beyond: bool = Field(description="Whether the change as a whole is beyond the noise.")
    tables: dict[str, ChangedTable] = Field(
        description="The change by channel, week, hours, reason and agent, as far as they are known."
    )
    words: str = Field(description="What changed in a few sentences.")
