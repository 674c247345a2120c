-- Which fields of one part hold values whose form could not be read?
-- Reads `part_rows`. Columns: field.
select distinct f.field
from (select unnest(faults) as f from part_rows where faults is not null)
where f.value is not null
  and f.reason in ('no_date_and_time', 'no_duration', 'no_count', 'off_scale')
order by f.field
