-- How many cases of each figure are there, and how many good ones, by all that could be named?
-- One pass for all figures: what a case counts for hangs on its channel and part of the week alone, so these counts
-- are enough. {among} says which cases are looked at. Parameters: those of {among}. Columns: Count.
create or replace temp table changed_counts as
select case when grouping(taken) = 0 then 'taken'
            when grouping(agent) = 0 and grouping(day) = 0 then 'agent_day'
            when grouping(reason) = 0 then 'reason' when grouping(agent) = 0 then 'agent'
            when grouping(day) = 0 then 'day' when grouping(hour) = 0 then 'hour' else 'channel' end as grouping,
       p, channel, coalesce(week_part, part_of_week(weekday, hour)) as week_part,
       coalesce(reason::varchar, agent::varchar) as name, day, weekday, hour, taken,
       count(first_response_time) as n_first_response_time, sum(first_response_time) as first_response_time,
       count(resolution_time) as n_resolution_time, sum(resolution_time) as resolution_time,
       count(csat) as n_csat, sum(csat) as csat,
       count(answered_share) as n_answered_share, sum(answered_share) as answered_share,
       count(volume) as n_volume, sum(volume) as volume
from (select *, part_of_week(weekday, hour) as week_part from changed_cases where {among})
group by grouping sets ((p, channel, week_part), (p, channel, week_part, reason), (p, channel, week_part, agent),
                        (p, channel, week_part, day), (p, channel, weekday, hour), (p, channel, week_part, taken),
                        (p, agent, day))
having p >= 0 or grouping(day) = 0 and grouping(agent) = 1
