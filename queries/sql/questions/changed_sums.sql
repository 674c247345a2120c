-- By how much do a figure's cases lie above or below what their channel and part of the week promised?
-- A case counts for how far it lies above (good: 1 − promise) or below (−promise) the share of good ones that the other
-- period has in its channel and part of the week; where that has fewer than 20 cases, in its busy or quiet hours, on its
-- channel, or at all. Added up by anything these are the change, but for what came in otherwise (the mix).
-- Reads changed_counts; {figure} is the figure. Columns: grouping (all, channel, reason, agent, day, hour, taken,
--   agent_day), p, name, day, weekday, hour, taken; n, good; against the period before r_0 (the sum of what they count
--   for), v_0 (its variance by chance) and x_0 (the sum of their channel's own share); against this one r_1, v_1, x_1.
--   Of agent_day, who was there on which day, n alone says something.
with counted as (
  select grouping, p, channel, week_part, name, day, weekday, hour, taken, n_{figure} as n, {figure} as good
  from changed_counts where n_{figure} > 0
),
cells as (
  select channel, week_part, week_part in (0, 4, 5, 6) as quiet,
         summed(n, p = 0) as n_0, summed(good, p = 0) as k_0, summed(n, p = 1) as n_1, summed(good, p = 1) as k_1
  from counted where grouping = 'channel' group by channel, week_part
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
  select c.* exclude (name, channel, week_part), case when c.grouping = 'channel' then c.channel::varchar else c.name end as name,
         q.q_0, q.q_1, q.x_0, q.x_1
  from counted c join promises q on q.channel = c.channel and q.week_part = c.week_part
  union all by name
  select 'all' as grouping, c.p, c.n, c.good, q.q_0, q.q_1, q.x_0, q.x_1
  from counted c join promises q on q.channel = c.channel and q.week_part = c.week_part where c.grouping = 'channel'
  union all by name
  select grouping, p, name, day, n, good, 0 as q_0, 0 as q_1, 0 as x_0, 0 as x_1
  from counted where grouping = 'agent_day'
)
select grouping, p, name, day, weekday, hour, taken, sum(n)::bigint as n, sum(good)::bigint as good,
       sum(good - n * q_0) as r_0, sum(n * greatest(q_0 * (1 - q_0), 0.02)) as v_0, sum(n * x_0) as x_0,
       sum(good - n * q_1) as r_1, sum(n * greatest(q_1 * (1 - q_1), 0.02)) as v_1, sum(n * x_1) as x_1
from held
group by grouping, p, name, day, weekday, hour, taken
