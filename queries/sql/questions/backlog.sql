-- What is open when the period ends, and how old is it?
-- Looks at the whole: every ticket created before the period ends.
-- Columns: side, grouping, name, bucket; n, median_age, oldest in seconds; n is NULL where no export says what is solved.
with open_then as (
  select created_at from settled
  where created_at < given('period_end') and status in ('open', 'pending')
    and excluded is null and abandoned is not true
    and (given('team') is null or team = given('team')) and (given('channel') is null or channel = given('channel'))
    and (given('agent') is null or coalesce(agent, 'Unattributed'::agent_name) = given('agent'))
  union all
  select created_at from settled
  where created_at < given('period_end') and status is distinct from 'open' and status is distinct from 'pending'
    and resolved_at > least(given('period_end'), given('as_of')) and given('period_end') < given('data_end')
    and excluded is null and abandoned is not true
    and (given('team') is null or team = given('team')) and (given('channel') is null or channel = given('channel'))
    and (given('agent') is null or coalesce(agent, 'Unattributed'::agent_name) = given('agent'))
),
aged as (
  select elapsed(created_at, least(given('period_end'), given('as_of'))) as age from open_then
)
select 'now' as side, 'all' as grouping, 'all' as name, 0 as bucket,
       case when (select bool_or(states_known) from extent) then count(age) end as n,
       percentile(age, 0.5) as median_age, max(age) as oldest
from aged
