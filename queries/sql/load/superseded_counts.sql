-- How many rows of each part are superseded?
-- Columns: part, n, excluded (those of them that would not count anyway).
select part, count(*) as n, count(*) filter (where excluded) as excluded from superseded group by part
