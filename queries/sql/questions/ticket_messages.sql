-- Who wrote when, on one ticket?
-- Parameters: ticket_id, source (whose id it is; NULL: anyone's). Columns: sent_at, author, agent, public, source_file, source_line.
select sent_at, author, agent, public, source_file, source_line
from messages where ticket_id = $ticket_id and ($source is null or source = $source) order by sent_at
