-- What say the latest few ratings, where a period has too few?
-- As latest_of_tickets.sql. Parameters: least. Columns: n, value (share, or mean), scores (how many of each), since (the oldest of them).
with latest as (
  select {measured} as measured, rated_at from rating_cases
  where side = 'now' and of_team and ({condition})
  order by rated_at desc, part, row limit $least
)
select count(*) as n, avg(measured::double) as value, histogram(measured::double) as scores, min(rated_at) as since from latest
