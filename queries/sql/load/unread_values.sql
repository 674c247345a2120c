-- How many values of rows that are kept could not be used, in how many rows?
-- Reads `part_rows`. Columns: rows, values.
select count(*) filter (where n > 0) as rows, coalesce(sum(n), 0)::bigint as values
from (select values_in_vain(faults) as n from part_rows where faults is not null and not rejected)
