-- What does one part of a table hold? The names in braces come from its entry in queries/config/tables.yaml.
-- Reads `part_rows`. Columns: rows; excluded (of those not rejected); rejected;
--   first_id, last_id; first and last instant; lists_unanswered; states_known.
select count(*) as rows,
       count(*) filter (where not rejected and excluded is not null) as excluded,
       count(*) filter (where rejected) as rejected,
       (min({id}) filter (where not rejected))::varchar as first_id,
       (max({id}) filter (where not rejected))::varchar as last_id,
       min({time}) filter (where not rejected) as first,
       max(greatest({instants})) filter (where not rejected) as last,
       coalesce(bool_or(({unanswered}) and excluded is null) filter (where not rejected), false) as lists_unanswered,
       coalesce(bool_or({state_known}) filter (where not rejected), false) as states_known
from part_rows
