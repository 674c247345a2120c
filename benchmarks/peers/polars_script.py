"""The figures of one CSV file in polars: a lazy, streaming scan of the columns needed, then group_by.

The expressions of all questions go into one aggregation for the team, one by channel and one by agent,
collected together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from common import (
    BOUNDS,
    DAY,
    PROMISES,
    SOLVED,
    Instants,
    Period,
    Row,
    by_question,
    judged,
    main,
    nested,
)

COLUMNS = {
    "created": pl.col("Created time"),
    "channel": pl.col("Source").str.to_lowercase().cast(pl.Categorical),
    "agent": pl.col("Agent Name").fill_null("Unattributed").cast(pl.Categorical),
    "responded": pl.col("First response time"),
    "resolved": pl.col("Resolution time"),
    "solved": pl.col("Status").is_in(SOLVED),
    "answered": pl.col("First response time").is_not_null() | (pl.col("Agent interactions") > 0),
    "replies": pl.col("Agent interactions"),
    "score": pl.col("Survey results"),
}
created, responded, resolved = (pl.col(time) for time in ("created", "responded", "resolved"))
solved, answered, waiting, age = (pl.col(name) for name in ("solved", "answered", "waiting", "age"))


def _times(question: str, time: str) -> Iterator[pl.Expr]:
    """Yield the statistics of a time, each under the question's name."""
    column = pl.col(time)
    yield column.count().alias(f"{question}.n")
    yield column.mean().alias(f"{question}.mean")
    for name, part in (("median", 0.5), ("p80", 0.8), ("p90", 0.9)):
        yield column.quantile(part, "linear").alias(f"{question}.{name}")


old_enough = solved | (age >= DAY)
MEASURES = [
    pl.len().alias("volume.n"),
    *_times("first_response", "response"),
    (answered & pl.col("response").is_not_null()).sum().alias("first_response.answered"),
    waiting.sum().alias("first_response.unanswered"),
    age.filter(waiting).max().alias("first_response.oldest_unanswered"),
    (~answered & ~waiting).sum().alias("first_response.closed_unanswered"),
    *_times("resolution", "solve"),
    resolved.count().alias("resolution.solved"),
    (~solved).sum().alias("resolution.unsolved"),
    age.filter(~solved).max().alias("resolution.oldest_unsolved"),
    old_enough.sum().alias("answered.n"),
    answered.filter(old_enough).mean().alias("answered.value"),
    solved.sum().alias("one_touch.n"),
    (pl.col("replies") == 1).filter(solved).mean().alias("one_touch.value"),
]
RATINGS = [
    pl.len().alias("csat.n"),
    (pl.col("score") >= 4).sum().alias("csat.good"),
    pl.col("score").mean().alias("csat.mean"),
    (pl.col("score") >= 3).mean().alias("csat.three_or_more"),
    (pl.col("score") >= 5).mean().alias("csat.fives"),
]


class Script:
    """The tickets as a data frame of the columns needed."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        tickets = pl.scan_csv(path, try_parse_dates=True).select(**COLUMNS)
        frame = tickets.collect(engine="streaming")
        last = max(frame[time].max() for time in ("created", "responded", "resolved"))
        self.instants: Instants = frame["created"].min(), last
        self.tickets = (
            frame.lazy()
            .with_columns(age=(last - created).dt.total_seconds(), waiting=~answered & ~solved)
            .with_columns(responded_after=(responded - created).dt.total_seconds())
            .with_columns(
                response=pl.coalesce("responded_after", pl.when(waiting).then(age)),
                solve=pl.coalesce(
                    (resolved - created).dt.total_seconds(), pl.when(~solved).then(age)
                ),
            )
            .collect()
        )

    def figures(self, period: Period) -> Row:
        """Answer every question about one period."""
        start, end = period
        inside = self.tickets.filter(created.is_between(start, end, closed="left"))
        rated = self.tickets.filter(
            pl.col("score").is_not_null(),
            pl.coalesce("resolved", "created").is_between(start, end, closed="left"),
        )
        measures = by_question(_by_who(inside, MEASURES))
        for row in measures["volume"].values():
            row["share"] = row["n"] / len(inside) if len(inside) else None
        return {
            **measures,
            "csat": judged(by_question(_by_who(rated, RATINGS))["csat"]),
            "coverage": self._coverage(inside, period),
            "backlog": self._backlog(end),
            "answered_within": _promises(inside),
            "held": {time: list(_held(inside, time)) for time in BOUNDS},
        }

    def _backlog(self, end: object) -> Row:
        """Return what was open at the end of the period."""
        still_open = ~solved | (resolved > min(self.instants[1], end))
        return (
            self.tickets.lazy()
            .filter(created < end, still_open)
            .select(n=pl.len(), median_age=age.median(), oldest=age.max())
            .collect()
            .row(0, named=True)
        )

    def _coverage(self, inside: pl.DataFrame, period: Period) -> dict[str, Row]:
        """Return by channel in how many hours of the week customers write, and are answered."""
        replied = self.tickets.filter(responded.is_between(*period, closed="left"))
        hours = (
            _hours(inside, created)
            .join(
                _hours(replied, responded).with_columns(reply=True),
                on=["who", "week", "hour"],
                how="left",
            )
            .group_by("who", "hour")
            .agg(weeks=pl.len(), replied=pl.col("reply").count())
            .filter(pl.col("weeks") >= 2)
        )
        found = hours.group_by("who").agg(
            hours=pl.len(), covered=(pl.col("replied") * 2 >= pl.col("weeks")).sum()
        )
        return {row.pop("who"): row for row in found.collect().iter_rows(named=True)}


def _by_who(frame: pl.DataFrame, measures: list[pl.Expr]) -> dict[str, Row]:
    """Return the measures of the whole team, each channel and each agent."""
    lazy = frame.lazy()
    groups = ("channel", "agent")
    whole, *grouped = pl.collect_all(
        [lazy.select(measures), *(lazy.group_by(name).agg(measures) for name in groups)]
    )
    found = {"all": whole.row(0, named=True)}
    for name, rows in zip(groups, grouped, strict=True):
        found |= {f"{name} {row.pop(name)}": row for row in rows.iter_rows(named=True)}
    return found


def _hours(frame: pl.DataFrame, time: pl.Expr) -> pl.LazyFrame:
    """Return each hour in which something happened, once for the team and once for the channel."""
    channels = (
        frame.lazy()
        .select(
            who=pl.lit("channel ") + pl.col("channel").cast(pl.String),
            week=time.dt.truncate("1w"),
            hour=time.dt.weekday().cast(pl.Int16) * 24 + time.dt.hour(),
        )
        .unique()
    )
    return pl.concat([channels, channels.with_columns(who=pl.lit("all")).unique()])


def _promises(inside: pl.DataFrame) -> list[Row]:
    """Return the share of first responses within each promise."""
    measures = []
    for seconds in PROMISES:
        due = responded.is_not_null() | (waiting & (age >= seconds))
        kept = (pl.col("responded_after") <= seconds).sum()
        measures += [due.sum().alias(f"{seconds}.n"), (kept / due.sum()).alias(f"{seconds}.value")]
    found = nested(inside.lazy().select(measures).collect().row(0, named=True))
    return [{"seconds": int(seconds), **row} for seconds, row in found.items()]


def _held(inside: pl.DataFrame, time: str) -> Iterator[Row]:
    """Yield by channel what is held against each level's bound: tickets at least as old as it."""
    for of, bounds in BOUNDS[time].items():
        is_email = pl.col("channel") == "email"
        measures = []
        for level, seconds in enumerate(bounds, start=2):
            old = pl.col(time).filter(age >= seconds)
            measures += [old.count().alias(f"{level}.n"), old.median().alias(f"{level}.value")]
        found = inside.lazy().filter(is_email if of == "email" else ~is_email)
        for row in found.group_by("channel").agg(measures).collect().iter_rows(named=True):
            channel = row.pop("channel")
            for level, figures in nested(row).items():
                yield {"channel": channel, "level": int(level), **figures}


if __name__ == "__main__":
    main(Script)
