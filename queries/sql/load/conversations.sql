-- What do the messages tell about each ticket?
-- Columns: part, row (the ticket's place); ticket_id; human_replies; first_human_at; handover_at (the bot's last
--   message before it); last_at; last_person (author of the last message that no bot wrote); first_author (of the
--   first public one).
with first_human as (
  select ticket_part, ticket_row, min(sent_at) as first_human_at
  from messages where author = 'agent' and public and sent_at >= ticket_created_at
  group by ticket_part, ticket_row
)
select
  m.ticket_part as part,
  m.ticket_row as row,
  any_value(m.ticket_id) as ticket_id,
  count(*) filter (where m.author = 'agent' and m.public) as human_replies,
  any_value(h.first_human_at) as first_human_at,
  max(m.sent_at) filter (where m.author = 'bot' and m.sent_at < h.first_human_at) as handover_at,
  max(m.sent_at) as last_at,
  arg_max(m.author, m.sent_at) filter (where m.author <> 'bot') as last_person,
  arg_min(m.author, m.sent_at) filter (where m.public and m.author is not null) as first_author
from messages m left join first_human h using (ticket_part, ticket_row)
where m.ticket_part is not null
group by m.ticket_part, m.ticket_row
