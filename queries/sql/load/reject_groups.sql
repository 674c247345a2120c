-- What was rejected of one part, each value of a column once?
-- Reads `reject_rows`. Parameters: most (values listed for one column and reason).
-- Columns: column, reason, arguments, values (how many different), value, n, first (line).
with grouped as (
  select "column", reason, arguments, value, count(*) as n, min(source_line) as first
  from reject_rows where severity <> 'kept' group by all
),
placed as (
  select *, count(*) over w as values, sum(n) over w as total,
         row_number() over (partition by "column", reason, arguments order by n desc, first) as place
  from grouped window w as (partition by "column", reason, arguments)
)
select "column", reason, arguments, values, value, n, first
from placed where place <= $most
order by total desc, "column" nulls last, reason, arguments, place
