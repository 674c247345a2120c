-- Which ids stand in rows of one part that were created at different times?
-- Reads `part_rows`. Parameters: first_line. Columns: ids (how many), ticket_id (the first of them), and of its
--   first two such rows the lines and creation times.
with repeated as (
  select hash(ticket_id) as digest from part_rows where not rejected group by digest having count(*) > 1
),
several as (
  select ticket_id, min(coalesce(line, $first_line + file_row_number)) as first_line,
         arg_min(created_at, coalesce(line, $first_line + file_row_number)) as first_at
  from part_rows semi join repeated on repeated.digest = hash(ticket_id)
  where not rejected
  group by ticket_id having min(created_at) <> max(created_at)
)
select (select count(*) from several) as ids, s.ticket_id, s.first_line, s.first_at,
       coalesce(p.line, $first_line + p.file_row_number) as line, p.created_at
from several s join part_rows p on p.ticket_id = s.ticket_id and not p.rejected and p.created_at <> s.first_at
order by s.first_line, line limit 1
