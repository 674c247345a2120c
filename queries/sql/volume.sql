-- How many tickets come in?
-- Parameters: by (all, class, channel, agent, reason, day, hour_of_week); period_start, period_end;
--   team, channel, agent; timezone.
-- Columns: name (day: ISO date; hour_of_week: 0 = Monday 0–1 h), n, share of all.
select case $by when 'class' then channel_class when 'channel' then channel when 'agent' then coalesce(agent, 'Unattributed')
                when 'reason' then coalesce(reason, 'no reason')
                when 'day' then wall_time(created_at, $timezone)::date::varchar
                when 'hour_of_week' then hour_of_week(wall_time(created_at, $timezone))::varchar
                else 'all' end as name,
       count(*) as n,
       count(*) / sum(count(*)) over () as share
from contacts($period_start, $period_end, $team, $channel, $agent)
group by name
having name is not null
order by n desc, name
