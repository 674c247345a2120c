-- What does one part of the ratings hold?
-- Reads `part_rows`. Columns: as tickets_facts.sql.
select count(*) as rows, count(*) filter (where not rejected and excluded is not null) as excluded,
       count(*) filter (where rejected) as rejected,
       min(ticket_id) as first_id, max(ticket_id) as last_id,
       min(rated_at) as first, max(rated_at) as last,
       coalesce(bool_or(score is null and excluded is null) filter (where not rejected), false) as lists_unanswered,
       false as states_known
from part_rows
