-- How many rows of one part share their id with an earlier one?
-- Reads `part_rows`. {id} is the table's.
select count(*) - count(distinct hash({id})) from part_rows where not rejected
