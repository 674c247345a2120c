-- Which rows lie alone after the end of the data?
-- Reads `instants`, files, `line_parts` (part, row, line). Parameters: last_created, last. Columns: file, line, field, instant.
select f.file, coalesce(l.line, f.first_line + i.row) as line, i.field, i.instant
from instants i join files f using (part) left join line_parts l on l.part = i.part and l.row = i.row
where i.instant > $last or (i.field = 'created_at' and i.instant > $last_created)
order by i.instant desc, f.file, line
limit 20
