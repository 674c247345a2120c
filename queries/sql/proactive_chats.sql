-- Which share of chats does the team begin?
-- Parameters: period_start, period_end; team, channel, agent. Columns: n, begun, value (share).
select count(*) as n, count(*) filter (where started_by = 'agent') as begun,
       begun / nullif(count(*), 0) as value
from contacts($period_start, $period_end, $team, $channel, $agent)
where channel = 'chat'
