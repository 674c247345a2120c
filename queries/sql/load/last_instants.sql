-- When do the data end, if a few rows that lie alone do not count?
-- Alone are at most 3 rows, or 0.1 % where that is more, that lie more than two weeks after all others, or after the
-- day their file was read; where more rows lie after it, the clock is wrong and that rule is not applied.
-- Reads `instants`. Parameters: created (only creation times, or all). Columns: last.
with chosen as (select instant, read_until from instants where not $created or field = 'created_at'),
few as (
  -- Of a handful of rows none is alone: the others are twenty times as many.
  select least(greatest(3, floor(count(*) * 0.001)), floor(count(*) / 21)) as n,
         count(*) filter (where instant >= read_until) as late
  from chosen
),
top as (
  select instant from chosen
  where (select late > n from few) or instant < read_until
  order by instant desc limit (select n + 1 from few)
),
gaps as (
  select instant, lead(instant) over (order by instant desc) as following,
         row_number() over (order by instant desc) as place
  from top
)
select coalesce(
  (select min(following) from gaps where instant - following > interval 14 day and place <= (select n from few)),
  (select max(instant) from top)
) as last
