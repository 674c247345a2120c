-- Do the ids of one part rise from row to row, so that none stands twice?
-- Reads `part_rows`. {id} is the table's.
select not exists (
  from (select {id} <= lag({id}) over () as falls from part_rows where not rejected) where falls
)
