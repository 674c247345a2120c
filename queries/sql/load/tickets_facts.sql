-- What does one part of the tickets hold?
-- Reads `part_rows`. Columns: rows; excluded (of those not rejected); rejected;
--   first_id, last_id; first and last instant; lists_unanswered; states_known.
select count(*) as rows,
       count(*) filter (where not rejected and excluded is not null) as excluded,
       count(*) filter (where rejected) as rejected,
       min(ticket_id) filter (where not rejected) as first_id,
       max(ticket_id) filter (where not rejected) as last_id,
       min(created_at) filter (where not rejected) as first,
       greatest(max(created_at) filter (where not rejected),
                make_timestamp(max(epoch_us(created_at) + (first_response_s * 1e6)::bigint) filter (where not rejected)),
                max(resolved_at) filter (where not rejected)) as last,
       coalesce(bool_or(csat_sent and csat is null and excluded is null) filter (where not rejected), false) as lists_unanswered,
       coalesce(bool_or(status is not null) filter (where not rejected), false) as states_known
from part_rows
