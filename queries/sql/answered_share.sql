-- Which share of customers gets an answer from a person at all?
-- Tickets with a human reply ÷ tickets that are closed or older than 24 h; those that a bot settled
-- alone waited for nobody. Parameters: by (all, class, channel, agent); period_start, period_end;
--   team, channel, agent.
-- Columns: name, n, answered, value (share).
select case $by when 'class' then channel_class when 'channel' then channel
                when 'agent' then coalesce(agent, 'Unattributed') else 'all' end as name,
       count(*) as n,
       count(*) filter (where answered) as answered,
       count(*) filter (where answered) / count(*) as value
from customer_tickets($period_start, $period_end, $team, $channel, $agent)
where answered is not null and handled_by is distinct from 'bot'
  and (status = 'solved' or abandoned or age_s >= 24 * 3600)
group by name
having name is not null
order by name
