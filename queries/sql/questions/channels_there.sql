-- Which channels are there, and which share of what was solved was solved at once?
-- Looks at all data, whatever period is chosen. Parameters: at_once (seconds).
-- Columns: channel, channel_class; n (tickets), solved, at_once (of these).
with found as (
  select part, kind, 0 as who, created_at, solve_us from packed
)
select channel::varchar as channel, channel_class::varchar as channel_class, count(*) as n,
       count(solve_us) as solved, count(*) filter (where solve_us between 0 and $at_once * 1e6) as at_once
from unpacked('found')
where excluded is null
group by all
order by n desc, channel
