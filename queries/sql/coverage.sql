-- Which hours of the week are covered, of those in which customers write?
-- Customers write in an hour of the week when they did so in at least two weeks. It is covered when in
-- at least half of the weeks in which somebody wrote then, a person replied within that hour. Without
-- messages only first responses are seen: a lower bound.
-- Parameters: by (all, channel); period_start, period_end; team, channel, agent; timezone.
-- Columns: name, hours (customers write), covered, value (share), replies (n), from_messages.
with asked as (
  select created_at as instant, case $by when 'channel' then channel else 'all' end as name
  from customer_tickets($period_start, $period_end, $team, $channel, $agent)
  union all
  select sent_at as instant, case $by when 'channel' then channel else 'all' end from messages
  where author = 'customer' and sent_at >= $period_start and sent_at < $period_end
    and ($team is null or team = $team) and ($channel is null or channel = $channel)
    and ($agent is null or ticket_agent = $agent)
),
replied as (
  select first_response_at as instant, case $by when 'channel' then channel else 'all' end as name, false as is_message
  from contacts(timestamp '0001-01-01', $period_end, $team, $channel, $agent)
  where first_response_at >= $period_start and first_response_at < $period_end
    and handled_by is distinct from 'bot'
  union all
  select sent_at as instant, case $by when 'channel' then channel else 'all' end, true from messages
  where author = 'agent' and public and sent_at >= $period_start and sent_at < $period_end
    and ($team is null or team = $team) and ($channel is null or channel = $channel)
    and ($agent is null or ticket_agent = $agent)
),
-- Every zone's hours begin on a quarter of an hour: few quarters stand for many instants.
asked_quarters as (select distinct name, quarter_hour(instant) as instant from asked where name is not null),
replied_quarters as (select distinct name, quarter_hour(instant) as instant from replied where name is not null),
asked_weeks as (
  select distinct name, hour_of_week(wall_time(instant, $timezone)) as hour,
         date_trunc('week', wall_time(instant, $timezone)) as week
  from asked_quarters
),
replied_weeks as (
  select distinct name, hour_of_week(wall_time(instant, $timezone)) as hour,
         date_trunc('week', wall_time(instant, $timezone)) as week
  from replied_quarters
),
hours as (
  select a.name, a.hour, count(*) as asked, count(r.week) as answered
  from asked_weeks a left join replied_weeks r using (name, hour, week)
  group by a.name, a.hour
),
seen as (select name, count(*) as replies, bool_or(is_message) as from_messages from replied group by name)
select h.name,
       case when max(s.replies) > 0 then count(*) filter (where h.asked >= 2) end as hours,
       case when max(s.replies) > 0
            then count(*) filter (where h.asked >= 2 and h.answered * 2 >= h.asked) end as covered,
       covered / nullif(hours, 0) as value,
       coalesce(any_value(s.replies), 0) as replies,
       coalesce(any_value(s.from_messages), false) as from_messages
from hours h left join seen s using (name)
group by h.name
order by h.name
