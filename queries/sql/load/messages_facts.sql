-- What does one part of the messages hold?
-- Reads `part_rows`. Columns: as tickets_facts.sql.
select count(*) as rows, 0 as excluded,
       count(*) filter (where rejected) as rejected,
       min(ticket_id) as first_id, max(ticket_id) as last_id,
       min(sent_at) as first, max(sent_at) as last,
       false as lists_unanswered,
       false as states_known
from part_rows
