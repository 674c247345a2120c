-- How long until tickets are solved?
-- Parameters: by (all, class, channel, agent); period_start, period_end; team, channel, agent;
--   clock, statistic, unanswered, resolution_by (created: tickets created in the period; closed:
--   tickets closed in it).
-- Columns: name; n; value (the definition set's statistic), median, mean, p80, p90 in seconds;
--   solved; unsolved (counted at their age in at_age), oldest_unsolved in seconds.
with work as (
  select case $by when 'class' then channel_class when 'channel' then channel
                  when 'agent' then coalesce(agent, 'Unattributed') else 'all' end as name,
         case when not unsolved or $unanswered = 'at_age'
              then case $clock when 'business' then open_solve_s else solve_s end end as seconds,
         coalesce(resolution_s, resolution_open_s) is not null as solved, unsolved, age_s, resolution_exported
  from customer_tickets(
         case $resolution_by when 'closed' then timestamp '0001-01-01' else $period_start end,
         case $resolution_by when 'closed' then timestamp '9999-01-01' else $period_end end,
         $team, $channel, $agent)
  where $resolution_by <> 'closed' or (resolved_at >= $period_start and resolved_at < $period_end)
),
named as (
  select name, count(seconds) as n, percentiles(seconds) as places, avg(seconds) as mean,
         case when bool_or(resolution_exported) then count(*) filter (where solved) end as solved,
         case when bool_or(resolution_exported) then count(*) filter (where unsolved) end as unsolved,
         max(age_s) filter (where unsolved) as oldest_unsolved
  from work
  where name is not null
  group by name
)
select name, n, chosen(places, mean, $statistic) as value, places[1] as median, mean, places[2] as p80, places[3] as p90,
       solved, unsolved, oldest_unsolved
from named
order by name
