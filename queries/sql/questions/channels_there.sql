-- Which channels are there, and which share of what was solved was solved at once?
-- Looks at all data, whatever period is chosen. Parameters: at_once (seconds).
-- Tickets without a channel are left out. Columns: name, channel_class; n (tickets), solved, at_once (of these).
with found as (
  select part, kind, 0 as who, created_at, solve_us from packed
)
select channel::varchar as name, channel_class::varchar as channel_class, count(*) as n,
       count(solve_us) as solved, count(*) filter (where solve_us between 0 and $at_once * 1e6) as at_once
from unpacked('found')
where excluded is null and not (channel = 'unknown' and channel_class = 'unknown')
group by all
order by n desc, name
