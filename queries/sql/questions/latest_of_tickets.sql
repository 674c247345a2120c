-- What say the latest few tickets, where a period has too few?
-- {condition} is the figure's own condition on its cases, {measured} what its value is computed from. Asked of a
-- request over the days that may be looked back. Parameters: least. Columns: n, value (share, or mean), scores (how many of each), since (the
--   creation of the oldest).
with latest as (
  select {measured} as measured, created_at from ticket_cases
  where side = 'now' and ({condition})
  order by created_at desc, part, row limit $least
)
select count(*) as n, avg(measured::double) as value, histogram(measured::double) as scores, min(created_at) as since from latest
