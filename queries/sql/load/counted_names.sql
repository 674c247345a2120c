-- Which names stand in one column of a part, and how often? {kind} is the column's name as a text.
-- Reads `part_rows`. Columns: kind, name, n.
select {kind} as kind, {name} as name, count(*) as n from part_rows where {name} is not null group by {name}
