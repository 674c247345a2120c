-- How many rows have a key made of these columns, and how many different keys there are.
select count(*) filter (where key is not null),
       count(distinct key)
from (select case when {all_there} then hash({columns}) end as key from raw)
