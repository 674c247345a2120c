-- At which hours of the day is something done? What stands at midnight sharp is a date without a time.
-- Where nobody's answers are known the customers' hours have to do.
-- Looks at all data, whatever period is chosen. Columns: hour (0–23, of the instants as they were read), n.
with done as (
  select false as staff, created_at as instant from packed
  union all
  select true, unnest([first_response_at, resolved_at]) from packed
),
counted as (
  select staff, hour(instant) as hour, count(*) as n from done
  where instant is not null and instant <> date_trunc('day', instant)
  group by all
)
select hour, n from counted where staff = (select bool_or(staff) from counted)
