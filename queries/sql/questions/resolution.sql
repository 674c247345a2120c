-- How long until tickets are solved?
-- Of tickets created in the period, or of those closed in it where the definition set says so.
-- Parameters: by, parts. Columns: side, grouping, name, bucket; n; value (the definition set's statistic), median,
--   mean, p80, p90 in seconds; solved; unsolved (counted at their age where the set says at_age),
--   oldest_unsolved in seconds.
with work as (
  select side, grouping, name, bucket,
         count(solve_s) as n, percentiles(solve_s) as places, avg(solve_s) as mean,
         count(solve_fate) as known,
         count(*) filter (where solve_fate = 'solved') as solved,
         count(*) filter (where solve_fate = 'unsolved') as unsolved,
         max(unsolved_s) as oldest_unsolved
  from solves_by($by, $parts)
  group by side, grouping, name, bucket
)
select side, grouping, name::varchar as name, bucket, n, chosen(places, mean, given('statistic')) as value,
       places[1] as median, mean, places[2] as p80, places[3] as p90,
       case when known > 0 then solved end as solved,
       case when known > 0 then unsolved end as unsolved,
       oldest_unsolved
from work
