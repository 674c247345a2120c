-- At which hours of the day is something done? What stands at midnight sharp is a date without a time.
-- Looks at all data, whatever period is chosen. Columns: hour (0–23, of the instants as they were read), n.
with done as (
  select unnest([first_response_at, resolved_at]) as instant from packed
  union all
  -- Where nobody's answers are known the customers' hours have to do.
  select created_at from packed where not exists (select 1 from packed where response_us is not null or solve_us is not null)
)
select hour(instant) as hour, count(*) as n from done
where instant is not null and instant <> date_trunc('day', instant)
group by all
