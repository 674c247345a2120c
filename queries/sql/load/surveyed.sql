-- What do the survey exports say, each rating beside its ticket?
-- Reads `rating_parts`, known_tickets, ambiguous_ids. Columns: a rating before it is known whose it is
--   (queries/sql/cases/settled_ratings.sql); part, row: the ticket's place, NULL where none is found.
select t.part, t.row, r.ticket_id, r.rated_at, r.score, coalesce(n.name, r.agent) as surveyed_agent, r.comment,
       f.two_valued, t.channel, t.channel_class, t.team, t.agent as solver, t.assignee, t.status, t.handled_by, t.agent_is_bot,
       f.file as source_file, coalesce(r.line, f.first_line + r.file_row_number) as source_line,
       f.lists_unanswered
from rating_parts r join files f on f.part = r.part
left join ambiguous_ids x on x.ticket_id = r.ticket_id
left join known_tickets t on t.ticket_id = r.ticket_id
  and (t.source = f.source or f.source = '' and x.ticket_id is null)
left join agent_names n on n.spelling = r.agent
anti join superseded s on s.table_name = 'ratings' and s.part = r.part and s.row = r.file_row_number
where not r.rejected and r.excluded is null
