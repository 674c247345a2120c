-- How many contacts on live channels are left before anyone solved them?
-- From `abandoned` where the export says so; else from the messages: solved or idle for 24 h, no human
-- reply, the last person to write the customer, not settled by a bot. A customer who falls silent
-- after a reply is not seen: a lower bound. Where neither is known the contact is not in n.
-- Parameters: by (all, channel, agent); period_start, period_end; team, channel, agent; data_end.
-- Columns: name, n, abandoned, value (share).
with judged as (
  select case $by when 'channel' then t.channel when 'agent' then coalesce(t.agent, 'Unattributed') else 'all' end as name,
         coalesce(t.abandoned,
                  case when c.last_person is not null
                       then coalesce(c.human_replies = 0 and c.last_person = 'customer'
                            and t.handled_by is distinct from 'bot'
                            and (t.status = 'solved' or c.last_at <= $data_end - interval 24 hour), false)
                  end) as gone
  from customer_tickets($period_start, $period_end, $team, $channel, $agent) t
  left join conversations c using (ticket_id)
  where t.channel_class = 'live'
)
select name, count(gone) as n, count(*) filter (where gone) as abandoned,
       count(*) filter (where gone) / count(gone) as value
from judged
where name is not null
group by name
having count(gone) > 0
order by name
