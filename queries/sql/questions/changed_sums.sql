-- By how much do cases lie above or below what their channel and part of the week promised?
-- A case counts for how far it lies above (good: 1 − promise) or below (−promise) the share of good ones that the other
-- period has in its channel and part of the week; where that has fewer than 20 cases, in its busy or quiet hours, on its
-- channel, or at all. Added up by anything these are the change, but for what came in otherwise (the mix).
-- {among} says which cases are looked at. Columns: grouping (all, channel, reason, agent, day, hour, taken,
--   agent_day), p, name, day, weekday, hour, taken; n, good; against the period before r_0 (the sum of what they count
--   for), v_0 (its variance by chance) and x_0 (the sum of their channel's own share); against this one r_1, v_1, x_1.
with placed as (
  select *, part_of_week(weekday, hour) as week_part from changed_cases where {among}
),
cells as (
  select channel, week_part, week_part in (0, 4, 5, 6) as quiet,
         count(*) filter (where p = 0) as n_0, coalesce(sum(good) filter (where p = 0), 0) as k_0,
         count(*) filter (where p = 1) as n_1, coalesce(sum(good) filter (where p = 1), 0) as k_1
  from placed group by channel, week_part
),
promises as (
  select channel, week_part,
         case when n_0 >= 20 then k_0 / n_0
              when sum(n_0) over halves >= 20 then sum(k_0) over halves / sum(n_0) over halves
              when sum(n_0) over channels >= 20 then sum(k_0) over channels / sum(n_0) over channels
              else sum(k_0) over () / nullif(sum(n_0) over (), 0) end as q_0,
         case when n_1 >= 20 then k_1 / n_1
              when sum(n_1) over halves >= 20 then sum(k_1) over halves / sum(n_1) over halves
              when sum(n_1) over channels >= 20 then sum(k_1) over channels / sum(n_1) over channels
              else sum(k_1) over () / nullif(sum(n_1) over (), 0) end as q_1,
         coalesce(sum(k_0) over channels / nullif(sum(n_0) over channels, 0),
                  sum(k_0) over () / nullif(sum(n_0) over (), 0)) as x_0,
         coalesce(sum(k_1) over channels / nullif(sum(n_1) over channels, 0),
                  sum(k_1) over () / nullif(sum(n_1) over (), 0)) as x_1
  from cells
  window halves as (partition by channel, quiet), channels as (partition by channel)
),
held as (
  select c.p, c.day, c.weekday, c.hour, c.channel, c.reason, c.agent, c.good, c.taken, q.q_0, q.q_1, q.x_0, q.x_1
  from placed c join promises q on q.channel = c.channel and q.week_part = c.week_part
)
select case when grouping(taken) = 0 then 'taken'
            when grouping(agent) = 0 and grouping(day) = 0 then 'agent_day'
            when grouping(channel) = 0 then 'channel' when grouping(reason) = 0 then 'reason'
            when grouping(agent) = 0 then 'agent' when grouping(day) = 0 then 'day'
            when grouping(hour) = 0 then 'hour' else 'all' end as grouping,
       p, coalesce(channel::varchar, reason::varchar, agent::varchar) as name, day, weekday, hour, taken,
       count(*) as n, sum(good) as good,
       sum(good - q_0) as r_0, sum(greatest(q_0 * (1 - q_0), 0.02)) as v_0, sum(x_0) as x_0,
       sum(good - q_1) as r_1, sum(greatest(q_1 * (1 - q_1), 0.02)) as v_1, sum(x_1) as x_1
from held
group by grouping sets ((p), (p, channel), (p, reason), (p, agent), (p, day), (p, weekday, hour), (p, taken),
                        (p, agent, day))
having p >= 0 or grouping(day) = 0 and grouping(agent) = 1
