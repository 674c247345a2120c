-- Which words were taken for nothing in one part, and where?
-- Reads `part_rows`. Parameters: first_line (as rejects.sql).
-- Columns: word, fields, n, first (line).
select f.value as word, list(distinct f.field order by f.field) as fields, count(*) as n,
       min(source_line) as first
from (
  select coalesce(line, $first_line + file_row_number) as source_line, unnest(faults) as f
  from part_rows where faults is not null
)
where f.severity = 'nothing'
group by word order by n desc, first, word
