"""The level and what led to it: criteria, dimensions, the checklist, the doubts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from queries.ladder.state import State
from tui.report.snapshot_types.base import Instant, LevelNumber, Number, Part


class Missing(Part):
    """What a criterion lacks, or has to spare, in whole pieces."""

    of: Literal["cases", "ratings", "slowest", "hours", "channels"] = Field(
        description="What the pieces are: cases of a share, ratings of a mean, the slowest of a mean time, "
        "hours of the week, channels."
    )
    k: int = Field(
        description="How many have to be made good for it to hold; of ratings: turned to 5. 0: it holds."
    )
    bad: int = Field(description="How many there are to be made good.")
    n: int = Field(description="Of how many.")
    counted: int | None = Field(
        description="How many count now; of ratings the stars lost; null: it is no count."
    )
    asked: int | None = Field(
        description="The least, or most, of these with which it holds; null: it is no count."
    )
    room: int | None = Field(
        description="How many may still go; of ratings how many stars; null: it is no count."
    )


class Criterion(Part):
    """One criterion of one level, judged."""

    key: str = Field(
        description='The figure or practice that it asks about; of several, joined by " or ".'
    )
    level: LevelNumber = Field(description="The level that asks it.")
    within: LevelNumber | None = Field(
        description="The level whose bound a share of customers had to be within; null: no share is judged."
    )
    value: Number | None = Field(description="The figure in `unit`; null: unknown, or a practice.")
    unit: Literal["seconds", "share", "score", "count", "ratio"] | None = Field(
        description="The unit of the figure: a share is 0–1, a score 1–5, a ratio that of a mean to its bound; "
        "null: a practice."
    )
    bound: str | None = Field(description="The bound as the ladder writes it; null: a practice.")
    bound_value: Number | None = Field(
        description="The bound in seconds, as a share 0–1, a score 1–5 or a count; null: a practice."
    )
    met: bool | None = Field(description="Whether it is met; null: unknown, or it does not apply.")
    state: State = Field(description="How it stands.")
    n: int | None = Field(
        description="How many cases the figure has; null: unknown, or a practice."
    )
    measured: bool = Field(description="Whether the exports tell it; else the lead's answer does.")
    note: str | None = Field(description="What is to be known of it, in words; null: nothing.")
    missing: Missing | None = Field(
        description="What it lacks or has to spare; null: an answer, or unknown, or not counted."
    )


class AnyOf(Criterion):
    """A criterion that some of several fulfil."""

    needs: int = Field(description="How many of `parts` have to be met.")
    parts: tuple[AnyOf | Criterion, ...] = Field(description="The criteria to choose from.")


class Binding(Part):
    """One thing that holds the level down."""

    dimension: str = Field(description="The key of the dimension that it belongs to.")
    reason: str | None = Field(description="Why, in words, where no criterion says it; else null.")
    criterion: AnyOf | Criterion | None = Field(
        description="The criterion that is not met; null: `reason` says what holds the level down."
    )


class Level(Part):
    """The level that the team is on."""

    reads: LevelNumber | None = Field(description="The level; null: too little is known for any.")
    name: str = Field(description="What the level is called.")
    next: LevelNumber = Field(description="The level after it; at 5, the one to keep.")
    provisional: bool = Field(
        description="Whether open answers would change it, or a core dimension stands on few tickets."
    )
    assessed_dimensions: int = Field(description="On how many dimensions something is known.")
    why: str | None = Field(description="Why there is no level, in words; null: there is one.")
    thin: str | None = Field(
        description="What stands on few tickets, in words; null: nothing does."
    )
    unanswered: tuple[str, ...] = Field(description="The keys of the practices without an answer.")
    unclassified: dict[str, Number] = Field(
        description="Channels that nobody gave a class, by name, with their share of tickets (0–1)."
    )
    binding: tuple[Binding, ...] = Field(description="What holds the level down.")
    was: LevelNumber | None = Field(
        description="The level of the period before as it stood then; null: none, or nobody looked."
    )
    by_definitions: dict[str, LevelNumber | None] | None = Field(
        description="The level by each definition set, null where that has none; null: nobody looked."
    )


class Doubt(Part):
    """One thing in the data, the settings or the definitions that makes the level doubtful."""

    key: str = Field(description="Which doubt.")
    by: Literal["all", "agent", "channel"] = Field(description="What `name` is a name of.")
    name: str = Field(description="The agent or channel that it is about; all: everybody.")
    doubtful: int = Field(description="How many of the tickets looked at are doubtful.")
    of: int = Field(description="How many tickets were looked at.")
    value: Number | None = Field(
        description="The median of their times in seconds; null: it is not about times."
    )
    others: Number | None = Field(
        description="The share (0–1) of the others that is not doubtful, where they are compared; else null."
    )
    words: str = Field(description="The doubt in one or two sentences.")


class Change(Part):
    """How a figure changed against the period before."""

    by: Number = Field(
        description="The change in the figure's own unit: seconds, a share, a score or a count."
    )
    better: bool | None = Field(description="Whether it is better; null: it is inside the noise.")


class ChannelLevel(Part):
    """One channel's own level on a dimension."""

    channel: str = Field(description="The channel.")
    level: LevelNumber | None = Field(description="Its own level; null: unknown.")
    share: Number = Field(description="Its share of tickets (0–1).")
    n: int = Field(description="How many of its tickets could be judged.")


class Dimension(Part):
    """One dimension of the ladder."""

    key: str = Field(description="Which dimension.")
    level: LevelNumber | None = Field(description="What it reads; null: not assessed.")
    counts: bool = Field(description="Whether it bears on the level yet.")
    ceiling: LevelNumber = Field(description="The highest level that nothing known rules out.")
    why: str | None = Field(description="Why it is not assessed, in words; null: it is.")
    criteria: tuple[AnyOf | Criterion, ...] = Field(description="All it asks, level by level.")
    channels: tuple[ChannelLevel, ...] = Field(
        description="Each channel's own level by the dimension's time."
    )
    headline: AnyOf | Criterion | None = Field(
        description="The criterion that says most about it now; null: nothing applies."
    )
    change: Change | None = Field(
        description="How the headline's figure changed; null: it cannot be compared."
    )
    trend: tuple[Number | None, ...] = Field(
        description="The headline's figure in equal parts of the period, in its own unit, null where one has "
        "no cases."
    )


class Step(Part):
    """One thing that the next level needs."""

    key: str = Field(description="The figure or practice.")
    dimension: str = Field(description="The key of the dimension that asks it.")
    state: State = Field(description="How it stands.")
    measured: bool = Field(description="Whether the exports tell it; else the lead's answer does.")
    blocking: bool = Field(description="Whether the next level hangs on it.")
    criteria: tuple[AnyOf | Criterion, ...] = Field(description="What it has to meet.")


class Practice(Part):
    """A practice that is listed and never blocks."""

    key: str = Field(description="Which practice.")
    words: str = Field(description="The practice in words.")
    answer: str | None = Field(
        description="What the lead answered: yes, no or not applicable; null: nothing yet."
    )


class Answered(Part):
    """One practice and the lead's answer in force."""

    key: str = Field(description="Which practice.")
    words: str = Field(description="The practice in words.")
    answer: str | None = Field(
        description="Yes, no or not applicable; null: not answered, taken back, or lapsed."
    )
    source: Literal["log", "settings"] | None = Field(
        description="Where the answer stands: in the log of answers, or undated in the settings; null: nowhere."
    )
    who: str | None = Field(description="Who answered; null: the log does not say so.")
    at: Instant | None = Field(description="When it was answered; null: the log does not say so.")
    note: str | None = Field(description="What was noted beside it; null: nothing.")
    lapsed: str | None = Field(
        description="The day (YYYY-MM-DD) from which on it counts as unanswered; null: it has not lapsed."
    )
    was: str | None = Field(description="What a lapsed answer was; null: it has not lapsed.")
    against: str | None = Field(
        description="What the data say against the answer, in words; null: nothing."
    )


class Checklist(Part):
    """What the next level takes."""

    target: LevelNumber | None = Field(description="The level; null: there is no level yet.")
    done: int = Field(description="How many steps are met.")
    total: int = Field(description="How many steps there are.")
    steps: tuple[Step, ...] = Field(description="The steps, in the guide's order.")
    slipping: tuple[AnyOf | Criterion, ...] = Field(
        description="The criteria that hold with little room."
    )
    facts: tuple[Practice, ...] = Field(description="What else teams of that level do.")
    advice: tuple[Practice, ...] = Field(description="The guide's advice for leaving this level.")
    moves: dict[str, tuple[str, ...]] = Field(
        description="The guide's advice, by the figure or practice that is missed."
    )
