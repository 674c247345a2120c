-- How many rows has each year?
-- Reads `dated_rows` (happened_at). Columns: year, n.
select year(happened_at) as year, count(*) as n from dated_rows where happened_at is not null
group by all order by all
