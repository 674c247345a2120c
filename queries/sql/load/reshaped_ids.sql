-- Did a spreadsheet change how ids are written? Reads `source`, its first rows.
-- Columns: written, ticket_id (as it is read), of the first such row; none where there is none.
select ticket_id_text as written, ticket_id
from (select ticket_id_text, ticket_id from source limit 1000)
where ticket_id <> clean(ticket_id_text)
limit 1
