-- Who wrote when, on one ticket?
-- Parameters: ticket_id. Columns: sent_at, author, agent, public, source_file, source_line.
select sent_at, author, agent, public, source_file, source_line
from messages where ticket_id = $ticket_id order by sent_at
