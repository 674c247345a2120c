-- When in the week do customers write, how many of them were answered late, and who was there?
-- {known} is the condition of the tickets whose fate at a bound is known, {good} of those within it.
-- Columns: day (1 is Monday), hour (even: two hours each), volume (tickets that came), n (of these known at the bound),
--   late; replies (of persons, sent then).
with came as (
  select isodow(wall) as day, hour(wall) // 2 * 2 as hour, count(*) filter (where contact) as volume,
         count(*) filter (where known) as n, count(*) filter (where known and not good) as late
  from (select wall_time(created_at, given('timezone')) as wall, contact, ({known}) as known, ({good}) as good
        from ticket_cases where side = 'now')
  group by all
),
sent as (
  select isodow(wall) as day, hour(wall) // 2 * 2 as hour, count(*) as replies
  from (select wall_time(sent_at, given('timezone')) as wall from messages
        where author = 'agent' and public and sent_at >= given('period_start') and sent_at < given('period_end')
          and is_chosen(team, channel, coalesce(ticket_agent, of_nobody())) and is_of_reason(ticket_part, ticket_row)
        union all
        select wall_time(created_at + to_microseconds((response_calendar_s * 1e6)::bigint), given('timezone'))
        from ticket_cases
        where side = 'now' and response_fate = 'answered' and not exists (select 1 from messages))
  group by all
)
select coalesce(c.day, s.day) as day, coalesce(c.hour, s.hour) as hour, coalesce(c.volume, 0) as volume,
       coalesce(c.n, 0) as n, coalesce(c.late, 0) as late, coalesce(s.replies, 0) as replies
from came c full join sent s on s.day = c.day and s.hour = c.hour
order by day, hour
