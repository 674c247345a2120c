-- When do the tickets of each file begin and end?
-- Columns: file; first and last instant of creation.
select f.file, min(p.created_at) as first, max(p.created_at) as last
from packed p join files f using (part) group by f.file
