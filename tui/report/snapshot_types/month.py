"""The running month's budget, and where late first answers were lost."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from tui.report.snapshot_types.base import LevelNumber, Number, Part


class Left(Part):
    """What one criterion may still lose in the month."""

    dimension: str = Field(description="The key of the dimension that asks it.")
    key: str = Field(description="The figure that it asks about.")
    level: LevelNumber = Field(description="The level that asks it.")
    within: LevelNumber | None = Field(
        description="The level whose bound a share of customers has to be within; null: no share is judged."
    )
    n: int = Field(description="How many of the month are decided.")
    late: int = Field(
        description="How many of them were late; of a mean of ratings the stars lost."
    )
    young: int = Field(description="How many have come and are not decided yet.")
    to_come: int = Field(
        description="How many more will come, by the weekdays of the last 28 days."
    )
    allowed: int = Field(description="How many of the whole month may be late, or stars be lost.")
    left: int = Field(description="How many more may be; negative: it is out of reach by so many.")
    fewer: int = Field(description="The same where a fifth fewer come.")
    fate: Literal["open", "out_of_reach", "holds", "too_few"] = Field(
        description="Whether it is still open, cannot be reached, holds whatever comes, or says too little."
    )
    needs: int | None = Field(
        description="How many more than will come would make it possible again; null: it is, or none would."
    )
    out_of_reach_on: dt.date | None = Field(
        description="The day on which it is out of reach at the present pace; null: not this month."
    )


class Budget(Part):
    """The calendar month in which the data end."""

    first: dt.date = Field(description="Its first day.")
    last: dt.date = Field(description="The last day of the data.")
    ends: dt.date = Field(description="Its last day.")
    lines: tuple[Left, ...] = Field(description="What is left, by criterion.")


class LateOf(Part):
    """The late ones of one hour of the week, channel, reason or agent."""

    name: str | None = Field(
        description="Its name; of an hour 0–167, 0 is Monday 0–1 h; null: not known."
    )
    n: int = Field(description="How many there are.")
    late: int = Field(description="How many of them were late.")


class LostTo(Part):
    """How the late ones were lost: each is exactly one of these."""

    nobody: int = Field(description="Nobody was at work from arrival to deadline.")
    free: int = Field(description="Somebody at work was free.")
    busy: int = Field(description="Everybody at work was busy.")
    unknown: int = Field(description="It cannot be told.")


class Lost(Part):
    """Where late first answers were lost."""

    level: LevelNumber = Field(description="The level at whose bound they were late.")
    n: int = Field(description="How many could be judged.")
    late: int = Field(description="How many of them were late.")
    to: LostTo = Field(description="How they were lost.")
    ceiling: Number = Field(
        description="The share (0–1) that nobody passes with the hours in which people are at work now."
    )
    from_messages: bool = Field(
        description="Whether messages show who was at work; else first replies alone do."
    )
    agent_hours: int = Field(description="In how many hours a single agent was at work.")
    busy_from: int | None = Field(
        description="From how many replies and solves on an hour is a busy one; null: nobody was at work."
    )
    hours: tuple[LateOf, ...] = Field(description="By hour of the week of arrival.")
    channels: tuple[LateOf, ...] = Field(description="By channel.")
    reasons: tuple[LateOf, ...] = Field(description="By contact reason.")
    agents: tuple[LateOf, ...] = Field(
        description="By agent, in the order of their names: no ranking."
    )
    solve_level: LevelNumber = Field(description="The level at whose bound `solves` were late.")
    solves: tuple[LateOf, ...] = Field(
        description="Solves that were late at that level's bound, by hour of the week of arrival."
    )
