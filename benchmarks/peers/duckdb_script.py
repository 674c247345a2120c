"""The figures of one CSV file in plain DuckDB: one table in memory, one statement a question.

Each statement answers for the team, its channels and its agents at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from common import BOUNDS, Instants, Period, Row, main

READ = "create table export as from read_csv($path)"

EXTENT = """
select min("Created time") as first,
       greatest(max("Created time"), max("First response time"), max("Resolution time")) as last
from export
"""

TICKETS = """
create table tickets as
select "Created time" as created, lower("Source") as channel,
       if("Source" = 'Email', 'email', 'live') as class,
       coalesce("Agent Name", 'Unattributed') as agent,
       "First response time" as responded, "Resolution time" as resolved,
       "Status" in ('Closed', 'Resolved') as solved,
       "First response time" is not null or "Agent interactions" > 0 as answered,
       "Agent interactions" as replies, "Survey results" as score,
       epoch($last::timestamp - created) as age,
       not answered and not solved as waiting,
       epoch(responded - created) as responded_after,
       coalesce(responded_after, if(waiting, age, null)) as response,
       coalesce(epoch(resolved - created), if(not solved, age, null)) as solve
from export
"""

PERIOD = (
    "create or replace view period as from tickets where created >= {start} and created < {end}"
)

# Who a row is about: the whole team, one channel or one agent.
WHO = """case when grouping(channel) = 0 then 'channel ' || channel
            when grouping(agent) = 0 then 'agent ' || agent else 'all' end as who"""
FOR_EACH = "group by grouping sets ((), (channel), (agent))"

VOLUME = f"""
select {WHO}, count(*) as n, n / (select count(*) from period) as share from period {FOR_EACH}
"""

FIRST_RESPONSE = f"""
select {WHO}, count(response) as n, median(response) as median, avg(response) as mean,
       quantile_cont(response, 0.8) as p80, quantile_cont(response, 0.9) as p90,
       count(*) filter (where answered and response is not null) as answered,
       count(*) filter (where waiting) as unanswered,
       max(age) filter (where waiting) as oldest_unanswered,
       count(*) filter (where not answered and not waiting) as closed_unanswered
from period {FOR_EACH}
"""

RESOLUTION = f"""
select {WHO}, count(solve) as n, median(solve) as median, avg(solve) as mean,
       quantile_cont(solve, 0.8) as p80, quantile_cont(solve, 0.9) as p90,
       count(resolved) as solved, count(*) filter (where not solved) as unsolved,
       max(age) filter (where not solved) as oldest_unsolved
from period {FOR_EACH}
"""

ANSWERED = f"""
select {WHO}, count(*) as n, avg(answered::int) as value
from period where solved or age >= 86400 {FOR_EACH}
"""

ONE_TOUCH = f"""
select {WHO}, count(*) as n, avg((replies = 1)::int) as value from period where solved {FOR_EACH}
"""

CSAT = f"""
with rated as (
  select * from tickets
  where score is not null and coalesce(resolved, created) >= {{start}}
    and coalesce(resolved, created) < {{end}}
)
select {WHO}, count(*) as n, count(*) filter (where score >= 4) as good, good / n as share,
       (good + 1.920729410) / (n + 3.841458821) as middle,
       1.959963985 / (n + 3.841458821) * sqrt(good * (n - good) / n + 0.960364705) as half,
       greatest(0, middle - half) as low, least(1, middle + half) as high,
       (good + 20 * (select avg((score >= 4)::int) from rated)) / (n + 20) as shrunken,
       avg(score) as mean, avg((score >= 3)::int) as three_or_more, avg((score >= 5)::int) as fives
from rated {FOR_EACH}
"""

BACKLOG = """
select count(*) as n, median(epoch($last::timestamp - created)) as median_age,
       max(epoch($last::timestamp - created)) as oldest
from tickets where created < {end} and (not solved or resolved > least($last::timestamp, {end}))
"""

PROMISES = """
select seconds, count(*) as n, count(*) filter (where responded_after <= seconds) / n as value
from period cross join (values (900), (3600), (14400), (86400)) promises(seconds)
where responded is not null or (waiting and age >= seconds)
group by seconds order by seconds
"""

COVERAGE = """
with asked as (
  select distinct unnest(['all', 'channel ' || channel]) as who, date_trunc('week', created) as week,
         isodow(created) * 24 + hour(created) as hour
  from period
),
replied as (
  select distinct unnest(['all', 'channel ' || channel]) as who, date_trunc('week', responded) as week,
         isodow(responded) * 24 + hour(responded) as hour
  from tickets where responded >= {start} and responded < {end}
),
hours as (
  select who, hour, count(*) as weeks, count(r.week) as covered_weeks
  from asked left join replied r using (who, week, hour)
  group by who, hour having count(*) >= 2
)
select who, count(*) as hours, count(*) filter (where covered_weeks * 2 >= weeks) as covered
from hours group by who
"""

# What the ladder holds against each bound: tickets at least as old as the bound.
HELD = """
select channel, level, median({time}) as value, count({time}) as n
from period join (values {bounds}) bounds(class, level, seconds) using (class)
where age >= seconds
group by channel, level
"""


class Script:
    """The script's database: the whole export as one table."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self.db = duckdb.connect()
        self.db.execute(READ, {"path": str(path)})
        extent = self.rows(EXTENT)[0]
        self.instants: Instants = extent["first"], extent["last"]
        self.db.execute(TICKETS, {"last": extent["last"]})

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """Run one statement."""
        cursor = self.db.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def figures(self, period: Period) -> Row:
        """Answer every question about one period."""
        start, end = (f"timestamp '{instant}'" for instant in period)
        self.db.execute(PERIOD.format(start=start, end=end))
        by_who = {
            "volume": VOLUME,
            "first_response": FIRST_RESPONSE,
            "resolution": RESOLUTION,
            "answered": ANSWERED,
            "one_touch": ONE_TOUCH,
            "csat": CSAT.format(start=start, end=end),
            "coverage": COVERAGE.format(start=start, end=end),
        }
        return {
            **{
                name: {row.pop("who"): row for row in self.rows(sql)}
                for name, sql in by_who.items()
            },
            "backlog": self.rows(BACKLOG.format(end=end), last=self.instants[1])[0],
            "answered_within": self.rows(PROMISES),
            "held": {time: self.held(time) for time in BOUNDS},
        }

    def held(self, time: str) -> list[Row]:
        """Return the figure held against each level's bound, by channel."""
        bounds = ", ".join(
            f"('{of}', {level}, {seconds})"
            for of, listed in BOUNDS[time].items()
            for level, seconds in enumerate(listed, start=2)
        )
        return self.rows(HELD.format(time=time, bounds=bounds))


if __name__ == "__main__":
    main(Script)
