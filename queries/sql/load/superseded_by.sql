-- By which row is each older version of a ticket superseded?
-- Reads superseded, `ticket_candidates`, files. Parameters: most. Columns: file, line, ticket_id, by_file, by_line;
--   total, how many there are.
with placed as (
  select p.part, p.file_row_number as row, p.ticket_id, f.source, f.file,
         coalesce(p.line, f.first_line + p.file_row_number) as line, s.part is not null as old
  from ticket_candidates p join files f using (part)
  left join superseded s on s.table_name = 'tickets' and s.part = p.part and s.row = p.file_row_number
  where not p.rejected
),
older as (
  select *, count(*) over () as total from placed where old order by file, line limit $most
)
select o.file, o.line, o.ticket_id, n.file as by_file, n.line as by_line, o.total
from older o join placed n on n.source = o.source and n.ticket_id = o.ticket_id and not n.old
order by o.file, o.line
