-- Who was late at a bound, by what, and of how many?
-- {known} is the condition of the tickets whose fate at the bound is known, {good} of those within it.
-- Columns: grouping (all, channel, agent, reason, hours), name, late, n. Hours are the parts of the week of the macro
--   part_of_week, local time.
with judged as (
  select channel::varchar as channel, agent::varchar as agent, reason::varchar as reason,
         part_of_week(isodow(wall) - 1, hour(wall))::varchar as hours, ({good}) as good
  from (select *, wall_time(created_at, given('timezone')) as wall from ticket_cases
        where side = 'now' and ({known}))
)
select case grouping_id(channel, agent, reason, hours)
         when 7 then 'channel' when 11 then 'agent' when 13 then 'reason' when 14 then 'hours' else 'all' end as grouping,
       coalesce(channel, agent, reason, hours) as name,
       count(*) filter (where not good) as late, count(*) as n
from judged
group by grouping sets ((channel), (agent), (reason), (hours), ())
order by grouping, late desc, n desc, name
