-- The words of every ticket, where its line stands; {tickets} lists the parts.
create view ticket_words as from read_parquet({tickets}, file_row_number = true, union_by_name = true);

-- The canonical tickets of kpis.md §1: one row a ticket, its words beside what is settled of it. Excluded
-- tickets stay, with the reason in `excluded`.
create view tickets as
select
  p.ticket_id, f.source, s.created_at, s.channel, s.channel_class, s.agent, s.assignee, s.team, p.brand, p.customer_id,
  s.status, s.waiting_since, s.first_response_at, s.response_us / 1e6 as first_response_s,
  s.response_open_us / 1e6 as first_response_open_s, f.first_response_basis, s.answered,
  s.resolved_at, s.solve_us / 1e6 as resolution_s, s.solve_open_us / 1e6 as resolution_open_s,
  p.agent_replies, p.customer_replies, p.reopens, p.transfers, s.started_by, s.handled_by, s.abandoned,
  p.reason, p.tags, p.subject, s.excluded,
  f.file as source_file,
  coalesce(p.line, f.first_line + p.file_row_number) as source_line,
  s.part, s.row
from settled s
join ticket_words p
  on p.part = s.part and p.file_row_number = s.row
join files f on f.part = s.part
