-- How many physical lines do the rows of one part span?
-- Reads `raw` (line, spans), `part_rows` (line, rejected). Columns: used, rejected.
select coalesce(sum(r.spans) filter (where not p.rejected), 0)::bigint as used,
       coalesce(sum(r.spans) filter (where p.rejected), 0)::bigint as rejected
from raw r join part_rows p using (line)
