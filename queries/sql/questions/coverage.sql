-- Which hours of the week are covered, of those in which customers write?
-- Customers write in an hour of the week when they did so in at least two weeks. It is covered when in
-- at least half of the weeks in which somebody wrote then, a person replied within that hour. Without
-- messages only first responses are seen: a lower bound. Looks at replies to tickets of any time.
-- Parameters: by (all, channel); whole: whatever part of the company is chosen. Columns: side, grouping, name, bucket; hours (customers write), covered, value (of the week's 168
--   hours), replies (n), from_messages; written, the hours: which each is (0: Monday 0–1 h), in how many
--   weeks customers wrote then, in how many of these a person replied, whether it is covered.
-- Every zone's hours begin on a quarter of an hour: few quarters stand for many instants, and few kinds for many
-- tickets.
with asked_kinds as (
  select distinct part, kind, asked_of(who, $whole) as who, quarter_hour(created_at) as instant from packed
  where created_at >= given('period_start') and created_at < given('period_end')
    and ($whole or is_of_reason(part, row))
),
replied_kinds as (
  select part, kind, asked_of(who, $whole) as who, quarter_hour(first_response_at) as instant, count(*) as n
  from packed
  where created_at >= given('replied_since') and created_at < given('period_end')
    and first_response_at >= given('period_start') and first_response_at < given('period_end')
    and ($whole or is_of_reason(part, row))
  group by all
),
asked_quarters as (
  select channel, instant from unpacked('asked_kinds')
  where excluded is null and channel_class <> 'none' and started_by = 'customer'
    and ($whole or is_chosen(team, channel, whose(agent, agent_is_bot)))
  union
  select channel, quarter_hour(sent_at) from messages
  where author = 'customer' and sent_at >= given('period_start') and sent_at < given('period_end')
    and ($whole or is_chosen(team, channel, coalesce(ticket_agent, of_nobody())) and is_of_reason(ticket_part, ticket_row))
    and channel is not null
),
replied_quarters as (
  select channel, instant, n, false as is_message from unpacked('replied_kinds')
  where excluded is null and handled_by is distinct from 'bot'
    and ($whole or is_chosen(team, channel, whose(agent, agent_is_bot)))
  union all
  select channel, quarter_hour(sent_at), count(*), true from messages
  where author = 'agent' and public and sent_at >= given('period_start') and sent_at < given('period_end')
    and ($whole or is_chosen(team, channel, coalesce(ticket_agent, of_nobody())) and is_of_reason(ticket_part, ticket_row))
    and channel is not null
  group by channel, quarter_hour(sent_at)
),
groupings as (select unnest($by) as grouping),
asked_weeks as (
  select distinct grouping, case grouping when 'channel' then channel else 'all' end as name,
         hour_of_week(wall_time(instant, given('timezone'))) as hour,
         date_trunc('week', wall_time(instant, given('timezone'))) as week
  from asked_quarters cross join groupings
),
replied_weeks as (
  select distinct grouping, case grouping when 'channel' then channel else 'all' end as name,
         hour_of_week(wall_time(instant, given('timezone'))) as hour,
         date_trunc('week', wall_time(instant, given('timezone'))) as week
  from replied_quarters cross join groupings
),
hours as (
  select a.grouping, a.name, a.hour, count(*) as asked, count(r.week) as answered
  from asked_weeks a left join replied_weeks r using (grouping, name, hour, week)
  group by a.grouping, a.name, a.hour
),
counted as (
  select grouping, name, count(*) filter (where asked >= 2) as hours,
         count(*) filter (where asked >= 2 and answered * 2 >= asked) as covered,
         list({hour: hour, weeks: asked, answered: answered, covered: answered * 2 >= asked} order by hour)
           filter (where asked >= 2) as written
  from hours group by grouping, name
),
seen as (
  select grouping, case grouping when 'channel' then channel else 'all' end as name, sum(n) as replies,
         bool_or(is_message) as from_messages
  from replied_quarters cross join groupings group by all
)
select 'now' as side, grouping, name, 0 as bucket,
       case when s.replies > 0 then h.hours end as hours,
       case when s.replies > 0 then h.covered end as covered,
       case when s.replies > 0 then h.covered / 168.0 end as value,
       coalesce(s.replies, 0)::bigint as replies,
       coalesce(s.from_messages, false) as from_messages,
       h.written
from counted h left join seen s using (grouping, name)
