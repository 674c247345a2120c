-- What must be known of each ticket to bring messages and surveys to it? {tickets} lists the parts.
-- A view: the ticket's place (part, row), what a message needs of it, names unified, older versions out.
create or replace temp view known_tickets as
select
  p.part, p.file_row_number as row, p.ticket_id, p.created_at, p.customer_id, p.status,
  coalesce(c.channel, 'unknown') as channel,
  coalesce(c.channel_class, 'unknown') as channel_class,
  coalesce(a.name, p.agent) as agent,
  coalesce(b.name, p.assignee) as assignee,
  p.team,
  p.handled_by,
  coalesce(lower(name_of(p.agent)) in (from bots), false) as agent_is_bot,
  f.first_response_exported,
  f.source,
  p.follow_up_of
from read_parquet({tickets}, file_row_number = true, union_by_name = true) p
join files f on f.part = p.part
left join channel_names c on c.exported = p.channel
left join agent_names a on a.spelling = p.agent
left join agent_names b on b.spelling = p.assignee
anti join superseded s on s.table_name = 'tickets' and s.part = p.part and s.row = p.file_row_number
where not p.rejected
