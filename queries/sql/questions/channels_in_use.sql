-- On which channels do customers write, and are they answered?
-- Looks at the whole company in the $days days before the period's end, whatever part of it is chosen.
-- Columns: channel, channel_class, contacts, answered (or settled by a bot).
with found as (
  select part, kind, 0 as who, count(*) as n from packed
  where created_at >= given('period_end') - to_days($days) and created_at < given('period_end')
  group by part, kind
)
select channel, channel_class, sum(n)::bigint as contacts,
       coalesce(sum(n) filter (where answered is not false or handled_by = 'bot'), 0)::bigint as answered
from unpacked('found')
where excluded is null and channel_class <> 'none'
group by channel, channel_class
order by sum(n) desc, channel
