-- Which names stand in one part of the tickets, and how often?
-- Reads `part_rows`. Columns: kind (agent, assignee, channel, team, reason, excluded), name, n.
select 'agent' as kind, agent as name, count(*) as n from part_rows where agent is not null group by agent
union all
select 'assignee', assignee, count(*) from part_rows where assignee is not null group by assignee
union all
select 'channel', channel, count(*) from part_rows where channel is not null group by channel
union all
select 'team', team, count(*) from part_rows where team is not null group by team
union all
select 'reason', reason, count(*) from part_rows where reason is not null group by reason
union all
select 'excluded', excluded, count(*) from part_rows where excluded is not null group by excluded
