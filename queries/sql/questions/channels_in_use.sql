-- On which channels do customers write, and are they answered?
-- Looks at the whole company in the $days days before the period's end, whatever part of it is chosen.
-- Columns: channel, channel_class, contacts, answered (or settled by a bot).
select channel, channel_class, count(*) as contacts,
       count(*) filter (where answered is not false or handled_by = 'bot') as answered
from settled
where created_at >= given('period_end') - to_days($days) and created_at < given('period_end')
  and excluded is null and channel_class <> 'none'
group by channel, channel_class
order by contacts desc, channel
