"""The figures of one CSV file in chdb: the columns needed in one table in memory, then SQL.

Each statement answers for the team, its channels and its agents at once.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import chdb.session
from common import BOUNDS, PROMISES, SOLVED, Instants, Period, Row, main

SETTINGS = """
set output_format_json_quote_64bit_integers = 0, join_use_nulls = 1, prefer_column_name_to_alias = 1,
    session_timezone = 'UTC'
"""

EXPORT = """
create table export engine = Memory as
select "Created time" as created, lower("Source") as channel, ifNull("Agent Name", 'Unattributed') as agent,
       "First response time" as responded, "Resolution time" as resolved,
       "Status" in {solved} as solved, responded is not null or "Agent interactions" > 0 as answered,
       not answered and not solved as waiting,
       "Agent interactions" as replies, "Survey results" as score
from file({path}, 'CSVWithNames', '
  "Ticket ID" String, "Created time" DateTime, "Source" LowCardinality(String),
  "Agent Name" LowCardinality(Nullable(String)), "First response time" Nullable(DateTime),
  "Resolution time" Nullable(DateTime), "Status" String, "Agent interactions" UInt16,
  "Survey results" Nullable(UInt8), "Topic" LowCardinality(Nullable(String))')
"""

EXTENT = """
select min(created) as first, greatest(max(created), max(responded), max(resolved)) as last from export
"""

TICKETS = """
create view tickets as
select *, if(channel = 'email', 'email', 'live') as class,
       dateDiff('second', created, {last}) as age,
       dateDiff('second', created, responded) as responded_after,
       coalesce(responded_after, if(waiting, age, null)) as response,
       coalesce(dateDiff('second', created, resolved), if(not solved, age, null)) as solve
from export
"""

# Who a row is about: the whole team, one channel or one agent.
WHO = """multiIf(grouping(channel) = 0, concat('channel ', channel),
                 grouping(agent) = 0, concat('agent ', agent), 'all') as who"""
FOR_EACH = "group by grouping sets ((), (channel), (agent))"
PERIOD = "(select * from tickets where created >= {start} and created < {end})"
QUANTILES = "quantilesExactInclusive(0.5, 0.8, 0.9)"


def _time(time: str) -> str:
    """Return the statistics of a time."""
    return f"""count({time}) as n, avg({time}) as mean, {QUANTILES}({time}) as parts,
       parts[1] as median, parts[2] as p80, parts[3] as p90"""


BY_WHO = {
    "volume": f"select {WHO}, count() as n, n / (select count() from {PERIOD}) as share from {PERIOD}",
    "first_response": f"""
        select {WHO}, {_time("response")},
               countIf(answered and response is not null) as answered, countIf(waiting) as unanswered,
               maxOrNullIf(age, waiting) as oldest_unanswered,
               countIf(not answered and not waiting) as closed_unanswered
        from {PERIOD}""",
    "resolution": f"""
        select {WHO}, {_time("solve")}, count(resolved) as solved, countIf(not solved) as unsolved,
               maxOrNullIf(age, not solved) as oldest_unsolved
        from {PERIOD}""",
    "answered": f"""
        select {WHO}, count() as n, avg(answered) as value
        from {PERIOD} where solved or age >= 86400""",
    "one_touch": f"select {WHO}, count() as n, avg(replies = 1) as value from {PERIOD} where solved",
    "csat": f"""
        with rated as (
          select * from tickets
          where score is not null and coalesce(resolved, created) >= {{start}}
            and coalesce(resolved, created) < {{end}}
        )
        select {WHO}, count() as n, countIf(score >= 4) as good, good / n as share,
               (good + 1.920729410) / (n + 3.841458821) as middle,
               1.959963985 / (n + 3.841458821) * sqrt(good * (n - good) / n + 0.960364705) as half,
               greatest(0, middle - half) as low, least(1, middle + half) as high,
               (good + 20 * (select avg(score >= 4) from rated)) / (n + 20) as shrunken,
               avg(score) as mean, avg(score >= 3) as three_or_more, avg(score >= 5) as fives
        from rated""",
}

BACKLOG = """
select count() as n, quantileExactInclusiveOrNull(0.5)(age) as median_age, maxOrNull(age) as oldest
from tickets where created < {end} and (not solved or resolved > least({last}, {end}))
"""

PROMISE = """
select countIf(responded is not null or (waiting and age >= {seconds})) as n,
       countIf(responded_after <= {seconds}) / n as value
from {period}
"""

COVERAGE = f"""
with asked as (
  select distinct arrayJoin(['all', concat('channel ', channel)]) as who,
         toStartOfWeek(created, 1) as week, toDayOfWeek(created) * 24 + toHour(created) as hour
  from {PERIOD}
),
replied as (
  select distinct arrayJoin(['all', concat('channel ', channel)]) as who,
         toStartOfWeek(assumeNotNull(responded), 1) as week,
         toDayOfWeek(assumeNotNull(responded)) * 24 + toHour(assumeNotNull(responded)) as hour, 1 as reply
  from tickets where responded >= {{start}} and responded < {{end}}
),
hours as (
  select who, hour, count() as weeks, count(reply) as covered_weeks
  from asked left join replied using (who, week, hour)
  group by who, hour having weeks >= 2
)
select who, count() as hours, countIf(covered_weeks * 2 >= weeks) as covered from hours group by who
"""

# What the ladder holds against each bound: tickets at least as old as the bound.
HELD = """
select channel, {level} as level, count({time}) as n, quantileExactInclusiveOrNull(0.5)({time}) as value
from {period} where age >= {seconds} and class = '{of}' group by channel
"""


class Script:
    """The script's session: the export as one table."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self.session = chdb.session.Session()
        self.session.query(SETTINGS)
        solved = "('" + "', '".join(SOLVED) + "')"
        self.session.query(EXPORT.format(path=_text(path), solved=solved))
        extent = self.rows(EXTENT)[0]
        first, last = (dt.datetime.fromisoformat(extent[name]) for name in ("first", "last"))
        self.instants: Instants = first, last
        self.session.query(TICKETS.format(last=_instant(last)))

    def rows(self, sql: str, **words: Any) -> list[Row]:
        """Run one statement."""
        answer = self.session.query(sql.format(**words), "JSONEachRow").bytes()
        return [json.loads(line) for line in answer.splitlines()]

    def figures(self, period: Period) -> Row:
        """Answer every question about one period."""
        words = dict(zip(("start", "end"), map(_instant, period), strict=True))
        inside = PERIOD.format(**words)
        asked = {name: f"{sql} {FOR_EACH}" for name, sql in BY_WHO.items()} | {"coverage": COVERAGE}
        return {
            **{
                name: {row.pop("who"): row for row in self.rows(sql, **words)}
                for name, sql in asked.items()
            },
            "backlog": self.rows(BACKLOG, **words, last=_instant(self.instants[1]))[0],
            "answered_within": [
                {"seconds": seconds} | self.rows(PROMISE, seconds=seconds, period=inside)[0]
                for seconds in PROMISES
            ],
            "held": {
                time: [
                    row
                    for of, listed in bounds.items()
                    for level, seconds in enumerate(listed, start=2)
                    for row in self.rows(
                        HELD, time=time, of=of, level=level, seconds=seconds, period=inside
                    )
                ]
                for time, bounds in BOUNDS.items()
            },
        }


def _text(value: object) -> str:
    """Quote a text."""
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _instant(instant: dt.datetime) -> str:
    """Return an instant in SQL."""
    return f"toDateTime('{instant:%Y-%m-%d %H:%M:%S}')"


if __name__ == "__main__":
    main(Script)
