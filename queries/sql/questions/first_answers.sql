-- Who gives first answers, how many, and how evenly? Calls are left out: whoever picks up at once is no machine.
-- Where a ticket has messages they tell who answered it first, else the ticket export does.
-- Looks at all data, whatever period is chosen.
-- Columns: name, live (whether on a live channel), n, median and p90 in seconds.
with found as (
  select part, row, kind, who, response_us from packed
),
in_messages as (
  select arg_min(agent, sent_at)::varchar as name, any_value(channel_class) = 'live' as live,
         elapsed(any_value(ticket_created_at), min(sent_at)) as response_s
  from messages
  where author = 'agent' and public and sent_at >= ticket_created_at and channel <> 'phone'
  group by ticket_part, ticket_row
),
in_tickets as (
  select agent::varchar as name, channel_class = 'live' as live, response_us / 1e6 as response_s
  from unpacked('found') t
  anti join conversations c on c.part = t.part and c.row = t.row
  where channel <> 'phone' and response_us >= 0 and excluded is null
)
select name, live, count(*) as n, percentile(response_s, 0.5) as median, percentile(response_s, 0.9) as p90
from (from in_messages union all from in_tickets)
where name is not null
group by name, live
order by n desc, name
