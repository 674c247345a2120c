-- Where were first answers lost: when, on which channel, for what reason, with whom, and was anybody there?
-- Of the tickets whose fate at the bound of a level is known (queries/sql/cases/late_answers.sql).
-- Parameters: level. Columns: grouping (all, hour, channel, reason, agent), name (hour: of the week, 0 is Monday
--   0–1 h); n, late; nobody, free, busy, unknown (of the late); from_messages, agent_hours, busy_from.
with held as materialized (from held_tickets($level)),
named as (
  select 'all' as grouping, 'all' as name, * from held
  union all select 'hour', hour_of_week(arrived)::varchar, * from held
  union all select 'channel', channel::varchar, * from held
  union all select 'reason', reason::varchar, * from held
  union all select 'agent', agent::varchar, * from held
)
select grouping, name, count(*) as n, count(lost) as late,
       count(*) filter (where lost = 'nobody') as nobody, count(*) filter (where lost = 'free') as free,
       count(*) filter (where lost = 'busy') as busy, count(*) filter (where lost = 'unknown') as unknown,
       any_value(from_messages) as from_messages, any_value(agent_hours) as agent_hours, any_value(busy_from) as busy_from
from named
group by grouping, name
order by grouping, name
