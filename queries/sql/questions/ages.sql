-- How old is what waits for a first answer, and what is open when the period ends?
-- What waits is of the period; open is every ticket created before it ends, whenever. Columns: what (waiting, open),
--   days (the least age of the band in whole days), n, oldest in seconds.
with aged as (
  select 'waiting' as what, waiting_s as age from ticket_cases where side = 'now' and response_fate = 'waiting'
  union all
  select 'open', age from open_tickets() where (select bool_or(states_known) from extent)
)
select what, case when age >= 2592000 then 30 when age >= 604800 then 7 when age >= 172800 then 2
                  when age >= 86400 then 1 else 0 end as days,
       count(*) as n, max(age) as oldest
from aged group by what, days
order by what desc, days desc
