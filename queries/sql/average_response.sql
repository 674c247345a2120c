-- How long does a customer wait for each reply?
-- A wait runs from the first of a run of customer messages to the next human reply. Per reply it is the
-- mean of the waits, per ticket (guide) their sum ÷ tickets. Needs messages.
-- Parameters: by (all, channel, agent); period_start, period_end (by the reply's time); team, channel,
--   agent; response_per. Columns: name, n (replies or tickets), value in seconds.
with turns as (
  select *, lag(author) over (partition by ticket_id order by sent_at) as before
  from messages where author in ('customer', 'agent') and public
),
waits as (
  select *, max(case when author = 'customer' and before is distinct from 'customer' then sent_at end)
              over (partition by ticket_id order by sent_at) as since
  from turns
)
select case $by when 'channel' then channel when 'agent' then coalesce(agent, 'Unattributed') else 'all' end as name,
       case $response_per when 'ticket' then count(distinct ticket_id) else count(*) end as n,
       sum(elapsed(since, sent_at)) / n as value
from waits
where author = 'agent' and before = 'customer' and sent_at >= $period_start and sent_at < $period_end
  and ($team is null or team = $team) and ($channel is null or channel = $channel)
  and ($agent is null or coalesce(ticket_agent, 'Unattributed') = $agent)
group by name
having name is not null
order by name
