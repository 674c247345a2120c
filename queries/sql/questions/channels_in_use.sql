-- On which channels do customers write?
-- Looks at the whole team, whatever part of it is chosen. Columns: channel, channel_class, contacts.
select channel, channel_class, count(*) as contacts
from settled
where created_at >= given('period_start') and created_at < given('period_end') and excluded is null
  and (given('team') is null or team = given('team'))
group by channel, channel_class
order by contacts desc, channel
