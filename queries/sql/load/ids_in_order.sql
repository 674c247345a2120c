-- Do the ids of one part rise from row to row, so that none stands twice?
-- Reads `part_rows`.
select not exists (
  from (select ticket_id <= lag(ticket_id) over () as falls from part_rows where not rejected) where falls
)
