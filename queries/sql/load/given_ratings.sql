-- Which ratings stand inside one part of the tickets?
-- Reads `part_rows`. Columns: what queries/sql/ratings.sql needs of the ticket's row beside its rating;
--   row is the ticket's place in the part (0-based).
select part, file_row_number as row, line, ticket_id,
       coalesce(csat_at, resolved_at, created_at) as rated_at, csat as score, csat_comment as comment,
       channel, team, agent, assignee, status, handled_by
from part_rows
where (csat is not null or csat_sent) and excluded is null and not rejected
