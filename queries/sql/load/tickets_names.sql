-- Which names stand in one part of the tickets, and how often?
-- Reads `part_rows`. Columns: kind (agent, assignee, channel), name, n.
select 'agent' as kind, agent as name, count(*) as n from part_rows where agent is not null group by agent
union all
select 'assignee', assignee, count(*) from part_rows where assignee is not null group by assignee
union all
select 'channel', channel, count(*) from part_rows where channel is not null group by channel
