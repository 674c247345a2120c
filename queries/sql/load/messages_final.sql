-- Who wrote each message, to which ticket, on which channel?
-- A bot's name is a bot whatever the export says of its role. An author that the export does not name follows from
-- the ticket: its customer's address, else a person of the team. Reads known_tickets, ambiguous_ids, bots.
-- Columns: messages of kpis.md §1, with the ticket's place (part, row), channel, team and agent.
select
  m.ticket_id,
  coalesce(t.source, f.source) as source,
  m.sent_at,
  case when lower(name_of(m.agent)) in (from bots) then 'bot'
       when m.author is not null then m.author
       when t.ticket_id is null or m.sender_address is null then null
       when m.sender_address = t.customer_id then 'customer'
       else 'agent' end as author,
  coalesce(a.name, m.agent) as agent,
  coalesce(t.channel, m.channel) as channel,
  t.channel_class,
  t.team,
  t.agent as ticket_agent,
  t.created_at as ticket_created_at,
  t.part as ticket_part,
  t.row as ticket_row,
  m.public,
  f.file as source_file,
  coalesce(m.line, f.first_line + m.file_row_number) as source_line
from message_parts m
join files f on f.part = m.part
left join ambiguous_ids x on x.ticket_id = m.ticket_id
left join known_tickets t on t.ticket_id = m.ticket_id
  and (t.source = f.source or f.source = '' and x.ticket_id is null)
left join agent_names a on a.spelling = m.agent
anti join superseded s on s.table_name = 'messages' and s.part = m.part and s.row = m.file_row_number
where not m.rejected
order by m.ticket_id, m.sent_at
