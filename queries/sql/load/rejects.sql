-- What of one part could not be used, or not as it stands, and why?
-- Reads `part_rows`, `headers` (field, header), `bad_lines` (line, value, reason, arguments).
-- Parameters: part, first_line (the physical line of the first row where rows have none).
-- Columns: part, source_line, "column" (as the export names it), value, reason (a code), arguments (JSON, of its sentence), severity ('row': the row
--   is out, 'value': the value is, 'kept': read, but doubtful).
with faults as (
  select coalesce(line, $first_line + file_row_number) as source_line, rejected, unnest(faults) as f,
         unnest(range(len(faults))) as place
  from part_rows where faults is not null
),
listed as (
  select source_line, place, coalesce(h.header, x.f.field) as "column", x.f.value as value,
         case when x.f.field = 'created_at' and x.f.value = h.header then 'header_again'
              else x.f.reason end as reason, null::varchar as arguments,
         x.f.severity as severity
  from faults x left join headers h on h.field = x.f.field
  -- Of a row that is out, the first reason says enough.
  where x.f.severity <> 'nothing' and (not rejected or x.f.severity = 'row')
  qualify not rejected or row_number() over (partition by source_line order by place) = 1
  union all
  select line, 0, null, value, reason, arguments, 'row' from bad_lines
)
select $part::bigint as part, * exclude (place) from listed order by source_line, place
