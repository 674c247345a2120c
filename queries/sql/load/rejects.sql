-- What could not be used, and why?
-- Columns: source_file, source_line, "column" (as the export names it), value, reason, severity.
with faults as (
  select part, coalesce(line, file_row_number) as row, line, unnest(faults) as f
  from ticket_parts where faults is not null
  union all
  select part, coalesce(line, file_row_number), line, unnest(faults) from message_parts
  where faults is not null
  union all
  select part, coalesce(line, file_row_number), line, unnest(faults) from rating_parts
  where faults is not null
)
select n.file as source_file, case when x.line is null then n.first_line + x.row else x.line end as source_line,
       coalesce(h.header, x.f.field) as "column", x.f.value as value, x.f.reason as reason,
       x.f.severity as severity
from faults x
join files n on n.part = x.part
left join headers h on h.part = x.part and h.field = x.f.field
union all
select n.file, b.line, null, b.value, b.reason, 'row'
from bad_lines b join files n on n.part = b.part
order by source_file, source_line
