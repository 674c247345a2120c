-- Whose tickets are doubtful in one way, and how many of them? Read by doubtful_tickets.sql.
-- {by} is who is doubted, {among} which tickets are looked at, {doubtful} which of these are doubtful, {measured} what
-- is shown of them.
-- Parameters: doubt: its name; least, share: how many it takes, and of what share of those looked at; than_others: or,
--   where it is given, by how many times the rest are rarer among them than among the others'.
-- Columns: those of doubtful_tickets.sql.
select $doubt as doubt, name, k, n, value, others
from (
  select *, share_of(sum(n - k) over () - (n - k), sum(n) over () - n) as others
  from (
    select name::varchar as name, count(*) as n, count(*) filter (where is_doubtful) as k,
           percentile(case when is_doubtful then measured end, 0.5) as value
    from (
      select {by} as name, coalesce({doubtful}, false) as is_doubtful, {measured} as measured
      from asked_now ticket_cases where {among}
    )
    group by name
  )
)
where k >= $least and k >= $share * n
  and ($than_others::double is null or (others * n >= $least and (n - k) * $than_others < others * n))
