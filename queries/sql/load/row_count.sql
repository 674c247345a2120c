-- How many rows an unknown file has.
select count(*) from raw
