-- What say the latest few, where a period has too few: of each figure the last $tickets tickets (or $ratings ratings)
-- that are known, whatever the period?
-- Asked of a request over the days that may be looked back. Columns: figure, level (0 where it has none), n, value
--   (share, or mean), since (the creation, or rating, of the oldest).
with known as (
  select 'response' as figure, level, created_at as instant, part, row, (response_within >= level)::integer::double as value
  from ticket_cases cross join (values (2), (3), (4), (5)) l(level)
  where side = 'now' and (response_within >= level or response_late_from <= level)
  union all
  select 'solve', level, created_at, part, row, (solve_within_level >= level)::integer
  from ticket_cases cross join (values (2), (3), (4), (5)) l(level)
  where side = 'now' and (solve_within_level >= level or solve_late_from <= level)
  union all
  select 'answered_share', 0, created_at, part, row, answered::integer from ticket_cases
  where side = 'now' and answered is not null
  union all
  select 'abandonment_rate', 0, created_at, part, row, abandoned::integer from ticket_cases
  where side = 'now' and abandoned is not null
  union all
  select 'one_touch_rate', 0, created_at, part, row, one_touch::integer from ticket_cases
  where side = 'now' and one_touch is not null and replies_known
  union all
  select 'self_service_rate', 0, created_at, part, row, self_served::integer from ticket_cases
  where side = 'now' and self_served is not null and handled_by is not null
),
rated as (
  select score, rated_at, part, row from rating_cases
  where side = 'now' and of_team and score is not null
  order by rated_at desc, part, row limit $ratings
),
latest as (
  select *, row_number() over (partition by figure, level order by instant desc, part, row) as place from known
)
select figure, level, count(*) as n, avg(value) as value, min(instant) as since
from latest where place <= $tickets group by figure, level
union all
select 'csat_share', 0, count(*), avg((score >= 3.5)::integer), min(rated_at) from rated
union all
select 'csat_mean', 0, count(*), avg(score), min(rated_at) from rated
union all
select 'csat_3_or_more_share', 0, count(*), avg((score >= 2.5)::integer), min(rated_at) from rated
union all
select 'csat_5_share', 0, count(*), avg((score >= 4.5)::integer), min(rated_at) from rated
