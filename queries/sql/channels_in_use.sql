-- On which channels do customers write, and how much of the work is each?
-- Parameters: period_start, period_end; team, channel, agent. Columns: channel, channel_class,
--   contacts, share.
select channel, channel_class, count(*) as contacts, count(*) / sum(count(*)) over () as share
from contacts($period_start, $period_end, $team, $channel, $agent)
group by channel, channel_class
order by contacts desc, channel
