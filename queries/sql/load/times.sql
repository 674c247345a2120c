-- When did the rows of a table happen? {time} is its time in queries/config/tables.yaml, {rows} are its parts.
-- Reads {rows}, files. Columns: as ticket_instants.sql.
select p.part, p.file_row_number as row, {field} as field, p.{time} as instant, f.read_until
from {rows} p join files f using (part) where not p.rejected and p.{time} is not null
