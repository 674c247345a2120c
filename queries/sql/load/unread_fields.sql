-- How many values of each field could not be used, and why most of them?
-- Reads `part_rows`. A row of a survey is its score. Columns: field, n, reason.
select f.field, count(*) as n, mode(f.reason) as reason
from (select unnest(faults) as f, rejected from part_rows where faults is not null)
where (f.severity = 'value' and not rejected) or (f.field = 'score' and f.severity = 'row')
group by f.field order by f.field
