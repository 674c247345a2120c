-- What is open when the period ends, and how old is it?
-- Looks at the whole: every ticket created before the period ends.
-- Columns: side, grouping, name, bucket; n, median_age, oldest in seconds; n is NULL where no export says what is solved.
with open_rows as (
  select part, kind, who, created_at from packed
  where created_at < given('period_end')
    and (is_open_of(flags)
         or resolved_at > least(given('period_end'), given('as_of')) and given('period_end') < given('data_end'))
    and is_of_reason(part, row)
),
open_then as (
  select created_at from unpacked('open_rows')
  where excluded is null and abandoned is not true and is_chosen(team, channel, whose(agent, agent_is_bot))
),
aged as (
  select elapsed(created_at, least(given('period_end'), given('as_of'))) as age from open_then
)
select 'now' as side, 'all' as grouping, 'all' as name, 0 as bucket,
       case when (select bool_or(states_known) from extent) then count(age) end as n,
       percentile(age, 0.5) as median_age, max(age) as oldest
from aged
