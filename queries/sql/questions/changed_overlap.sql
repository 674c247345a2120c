-- Of which channels, reasons, agents and days are the cases of a part?
-- {figure} is the figure whose cases they are, {part} the part's condition. Columns: kind (channel, reason, agent, day),
--   name, n.
with held as (
  select channel::varchar as channel, reason::varchar as reason, agent::varchar as agent, day::varchar as day
  from changed_cases where {figure} is not null and taken = 0 and p >= 0 and ({part})
)
select case when grouping(channel) = 0 then 'channel' when grouping(reason) = 0 then 'reason'
            when grouping(agent) = 0 then 'agent' else 'day' end as kind,
       coalesce(channel, reason, agent, day) as name, count(*) as n
from held group by grouping sets ((channel), (reason), (agent), (day))
