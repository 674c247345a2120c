-- Which names stand in one part of the ratings, and how often?
-- Reads `part_rows`. Columns: kind (agent), name, n.
select 'agent' as kind, agent as name, count(*) as n from part_rows where agent is not null group by agent
