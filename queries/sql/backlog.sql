-- What is open when the period ends, and how old is it?
-- Parameters: period_end, data_end; team, channel, agent. Columns: n, median_age, oldest in seconds;
--   n is NULL where no export says what is solved.
with unsolved as (
  select elapsed(created_at, least($period_end, $data_end)) as age
  from contacts(timestamp '0001-01-01', $period_end, $team, $channel, $agent)
  where (status in ('open', 'pending') or resolved_at > least($period_end, $data_end))
    and abandoned is not true
),
known as (select count(*) as n from tickets where status is not null)
select case when (select n from known) > 0 then count(age) end as n,
       percentile(age, 0.5) as median_age, max(age) as oldest
from unsolved
