-- Who was late at a bound, by what, and of how many?
-- {known} is the condition of the tickets whose fate at the bound is known, {good} of those within it.
-- Columns: grouping (all, channel, agent, reason, hours), name, late, n. Hours are parts of the week, local time: sat,
-- sun, and of Monday to Friday by the hour each begins: 0, 8, 12, 16, 20.
with judged as (
  select channel::varchar as channel, agent::varchar as agent, reason::varchar as reason,
         week_part(wall_time(created_at, given('timezone'))) as hours, ({good}) as good
  from ticket_cases where side = 'now' and ({known})
)
select case grouping_id(channel, agent, reason, hours)
         when 7 then 'channel' when 11 then 'agent' when 13 then 'reason' when 14 then 'hours' else 'all' end as grouping,
       coalesce(channel, agent, reason, hours) as name,
       count(*) filter (where not good) as late, count(*) as n
from judged
group by grouping sets ((channel), (agent), (reason), (hours), ())
order by grouping, late desc, n desc, name
