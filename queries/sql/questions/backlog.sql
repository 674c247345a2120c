-- What is open when the period ends, and how old is it?
-- Looks at the whole: every ticket created before the period ends.
-- Columns: side, grouping, name, bucket; n, median_age, oldest in seconds; n is NULL where no export says what is solved.
select 'now' as side, 'all' as grouping, 'all' as name, 0 as bucket,
       case when (select bool_or(states_known) from extent) then count(age) end as n,
       percentile(age, 0.5) as median_age, max(age) as oldest
from open_tickets()
