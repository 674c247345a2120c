-- At which hours of the day is something done? What stands at midnight sharp is a date without a time.
-- Where nobody's answers are known the customers' hours have to do.
-- Looks at all data, whatever period is chosen. Parameters: zone (whose clock counts). Columns: hour (0–23), n.
with done as (
  select false as staff, created_at as instant from packed
  union all
  select true, unnest([first_response_at, resolved_at]) from packed
),
counted as (
  select staff, hour(wall) as hour, count(*) as n from (select staff, wall_time(instant, $zone) as wall from done)
  where wall is not null and wall <> date_trunc('day', wall)
  group by all
)
select hour, n from counted where staff = (select bool_or(staff) from counted)
