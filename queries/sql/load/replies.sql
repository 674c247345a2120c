-- How long did a customer wait for each reply?
-- A wait runs from the first of a run of customer messages to the next human reply.
-- Reads messages. Columns: ticket_id, part, row (the ticket's place), sent_at, wait_us, channel,
--   channel_class, team, agent (who replied).
with turns as (
  select *, lag(author) over (partition by source, ticket_id order by sent_at) as before
  from messages where author in ('customer', 'agent') and public
),
waits as (
  select *, max(case when author = 'customer' and before is distinct from 'customer' then sent_at end)
              over (partition by source, ticket_id order by sent_at) as since
  from turns
)
select ticket_id, ticket_part as part, ticket_row as row, sent_at,
       date_diff('microsecond', since, sent_at) as wait_us, channel, channel_class, team, agent
from waits
where author = 'agent' and before = 'customer'
order by sent_at
