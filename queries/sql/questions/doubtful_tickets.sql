-- Whose tickets are doubtful in one way, and how many of them?
-- {by} is who is doubted, {among} which tickets are looked at, {doubtful} which of these are doubtful, {measured} what
-- is shown of them.
-- Parameters: least, share: how many it takes, and of what share of those looked at; than_others: or, where it is
--   given, by how many times the rest are rarer among them than among the others'.
-- Columns: name; k (doubtful), n (looked at), value (the median of what is shown), others (the share of the rest among
--   the others' tickets).
with looked_at as (
  select {by} as name, coalesce({doubtful}, false) as is_doubtful, {measured} as measured
  from ticket_cases where side = 'now' and ({among})
),
counted as (
  select name::varchar as name, count(*) as n, count(*) filter (where is_doubtful) as k,
         percentile(case when is_doubtful then measured end, 0.5) as value
  from looked_at group by name
),
beside as (
  select *, share_of(sum(n - k) over () - (n - k), sum(n) over () - n) as others from counted
)
select name, k, n, value, others from beside
where k >= $least and k >= $share * n
  and ($than_others::double is null or (others * n >= $least and (n - k) * $than_others < others * n))
order by k desc, name
