-- How many rows of one part share their ticket's id with an earlier one?
-- Reads `part_rows`.
select count(*) - count(distinct hash(ticket_id)) from part_rows where not rejected
