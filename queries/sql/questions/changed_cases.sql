-- Which cases of a figure are held against each other, and which of them are good?
-- {of} names the cases, {where} is the figure's own condition on them, {good} what makes one good, {at} the instant that
-- places one, {reason} its contact reason. p: 1 this period, 0 the period before, −1 the days before that, from which
-- only the noise is taken.
-- Parameters: before_start; origin, the local day that is counted from. Columns: Count.
create or replace temp table changed_cases as
with placed as (
  select case when side = 'now' then 1 when {at} >= $before_start then 0 else -1 end as p,
         {at} as instant, wall_time({at}, given('timezone')) as wall, channel, agent, {reason} as reason,
         ({good})::integer as good
  from {of} where {where}
)
select p, instant, date_diff('day', $origin::date, wall::date) as day, isodow(wall) - 1 as weekday, hour(wall) as hour,
       channel, agent, reason, good, 0 as taken
from placed
