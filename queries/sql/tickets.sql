-- One row a ticket: names unified, older versions left out, and the first response as the messages tell
-- it where they know better (load/first_replies.sql). Excluded tickets stay, with the reason in
-- `excluded`. {tickets} lists the parts.
create view tickets as
select
  p.ticket_id, p.created_at,
  coalesce(c.channel, 'unknown') as channel,
  coalesce(c.channel_class, 'none') as channel_class,
  coalesce(a.name, p.agent) as agent,
  coalesce(b.name, p.assignee) as assignee,
  p.team, p.brand, p.customer_id, p.status,
  coalesce(h.since, p.created_at) as waiting_since,
  coalesce(h.at_, p.created_at + to_microseconds((p.first_response_s * 1e6)::bigint)) as first_response_at,
  coalesce(elapsed(h.since, h.at_), p.first_response_s) as first_response_s,
  p.first_response_open_s, f.first_response_basis,
  f.first_response_exported or h.ticket_id is not null as first_response_exported,
  case when h.ticket_id is not null then h.at_ is not null else p.answered end as answered,
  p.resolved_at, elapsed(p.created_at, p.resolved_at) as resolution_s, p.resolution_open_s, f.resolution_exported,
  p.agent_replies, p.customer_replies, p.reopens, p.transfers,
  coalesce(p.started_by, 'customer') as started_by, p.handled_by, p.abandoned,
  p.reason, p.tags, p.subject, p.excluded,
  p.csat, p.csat_sent, p.csat_at, p.csat_comment, f.two_valued,
  f.file as source_file,
  coalesce(p.line, f.first_line + p.file_row_number) as source_line
from read_parquet({tickets}, file_row_number = true, union_by_name = true) p
join files f on f.part = p.part
left join channel_names c on c.exported = p.channel
left join agent_names a on a.spelling = p.agent
left join agent_names b on b.spelling = p.assignee
left join first_replies h on h.ticket_id = p.ticket_id
anti join superseded s on s.table_name = 'tickets' and s.part = p.part and s.row = p.file_row_number
where not p.rejected
