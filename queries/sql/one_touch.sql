-- How often does one reply settle it?
-- Solved tickets with exactly one agent reply and no reopening ÷ solved tickets (guide: ÷ all).
-- Parameters: by (all, class, channel, agent); period_start, period_end; team, channel, agent;
--   one_touch_of. Columns: name, n (the denominator), one_touch, value (share).
select case $by when 'class' then channel_class when 'channel' then channel
                when 'agent' then coalesce(agent, 'Unattributed') else 'all' end as name,
       count(*) as n,
       count(*) filter (where status = 'solved' and agent_replies = 1 and coalesce(reopens, 0) = 0) as one_touch,
       one_touch / count(*) as value
from customer_tickets($period_start, $period_end, $team, $channel, $agent)
where status is not null and (agent_replies is not null and status = 'solved' or $one_touch_of = 'all')
group by name
having name is not null and count(agent_replies) > 0
order by name
