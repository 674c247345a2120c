-- Which rows of a table give way to another, by one rule under superseded in queries/config/tables.yaml?
-- The names in braces come from there: {rows} are its parts, {same} what makes rows the same (within a source),
-- {newest} what decides between them, {rank} whether one row stands (row_number) or those of one file (dense_rank).
-- Few rows share what makes them the same, so only those are put in order.
-- Reads {rows}, files. Columns: table_name, part, row (0-based in its part), excluded (it would not count anyway).
select {table} as table_name, part, row, excluded
from (
  select p.part, p.file_row_number as row, p.excluded is not null as excluded,
         {rank}() over (partition by f.ids_of, {same} order by {newest}) as nth_newest
  from {rows} p join files f using (part)
  semi join (
    select hash({same}) as digest from {rows} where not rejected and ({where}) group by digest having count(*) > 1
  ) repeated on repeated.digest = hash({same})
  where not p.rejected and ({where})
)
where nth_newest > 1
