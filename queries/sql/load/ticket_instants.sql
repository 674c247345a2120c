-- Which instants do tickets have, of what, and when was each file read?
-- Reads `case_parts`, files.
-- Columns: part, row, field, instant, read_until (the end of the day on which its file was read).
select c.part, c.row, 'created_at' as field, c.created_at as instant, f.read_until from case_parts c join files f using (part)
union all
select c.part, c.row, 'first_response_at', c.created_at + to_microseconds(c.response_us), f.read_until
from case_parts c join files f using (part) where c.response_us is not null
union all
select c.part, c.row, 'resolved_at', c.created_at + to_microseconds(c.solve_us), f.read_until
from case_parts c join files f using (part) where c.solve_us is not null
