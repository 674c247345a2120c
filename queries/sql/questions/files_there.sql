-- When do the tickets of each file begin and end?
-- Columns: file; first and last creation, in the team's zone.
select f.file, wall_time(min(p.created_at), given('timezone')) as first,
       wall_time(max(p.created_at), given('timezone')) as last
from packed p join files f using (part) group by f.file
