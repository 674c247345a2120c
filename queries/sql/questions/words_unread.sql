-- Which words of which column could not be read, how often, and how many of these tickets have a time of solving?
-- Columns: file, column (as the export names it), word; n; stand (of these, not older versions of a ticket), solved
--   (of those that stand).
with lines as (
  select f.file, coalesce(w.line, f.first_line + w.file_row_number) as line, w.resolved_at
  from ticket_words w join files f using (part)
  anti join superseded s on s.table_name = 'tickets' and s.part = w.part and s.row = w.file_row_number
)
select r.source_file as file, r."column", r.value as word, count(*) as n, count(l.line) as stand,
       count(l.resolved_at) as solved
from rejects r left join lines l on l.file = r.source_file and l.line = r.source_line
where r.severity = 'value' and r.value is not null
group by all
order by n desc, word
