-- Which cases of the figures are held against each other, and which of them are good?
-- {of} names the cases, {at} the instant that places one. Of each figure {figure} stands for its own condition on them
-- (false: it has no such cases), {figure_good} for what makes one good. p: 1 this period, 0 the period before, −1 the
-- days before that, from which only the noise is taken. A figure's column is NULL where it has no case, else 1 of a good
-- one.
-- Parameters: before_start; origin, the local day that is counted from. Columns: Count.
create or replace temp table changed_cases as
with placed as (
  select case when side = 'now' then 1 when {at} >= $before_start then 0 else -1 end::tinyint as p,
         {at} as instant, wall_time({at}, given('timezone')) as wall, channel, agent, reason,
         case when {first_response_time} then ({first_response_time_good})::utinyint end as first_response_time,
         case when {resolution_time} then ({resolution_time_good})::utinyint end as resolution_time,
         case when {csat} then ({csat_good})::utinyint end as csat,
         case when {answered_share} then ({answered_share_good})::utinyint end as answered_share,
         case when {volume} then ({volume_good})::utinyint end as volume
  from {of}
)
select p, instant, date_diff('day', $origin::date, wall::date)::integer as day, (isodow(wall) - 1)::utinyint as weekday,
       hour(wall)::utinyint as hour, channel, agent, reason, 0::utinyint as taken,
       first_response_time, resolution_time, csat, answered_share, volume
from placed
