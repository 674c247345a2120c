-- How long do customers wait for the first response?
-- Parameters: by (all, class, channel, agent); period_start, period_end; team, channel, agent;
--   clock, statistic, unanswered.
-- Columns: name; n; value (the definition set's statistic), median, mean, p80, p90 in seconds;
--   answered; unanswered, still waiting (counted at their age in at_age), oldest_unanswered in
--   seconds; closed_unanswered, which no figure here counts.
with waits as (
  select case $by when 'class' then channel_class when 'channel' then channel
                  when 'agent' then coalesce(agent, 'Unattributed') else 'all' end as name,
         case when not waiting or $unanswered = 'at_age'
              then case $clock when 'business' then open_response_s else response_s end end as seconds,
         answered, waiting, age_s, first_response_exported
  from customer_tickets($period_start, $period_end, $team, $channel, $agent)
  where handled_by is distinct from 'bot'
),
named as (
  select name, count(seconds) as n, percentiles(seconds) as places, avg(seconds) as mean,
         case when bool_or(first_response_exported)
              then count(*) filter (where answered and seconds is not null) end as answered,
         case when bool_or(first_response_exported) then count(*) filter (where waiting) end as unanswered,
         max(age_s) filter (where waiting) as oldest_unanswered,
         case when bool_or(first_response_exported)
              then count(*) filter (where not answered and not waiting and first_response_exported)
         end as closed_unanswered
  from waits
  where name is not null
  group by name
)
select name, n, chosen(places, mean, $statistic) as value, places[1] as median, mean, places[2] as p80, places[3] as p90,
       answered, unanswered, oldest_unanswered, closed_unanswered
from named
order by name
