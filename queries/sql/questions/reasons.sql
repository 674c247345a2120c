-- Why do customers write, how are they served for it, and what moved? A rating is of its ticket's reason.
-- Late is a first answer not within the bound of `level`, of those whose fate at it is known.
-- Parameters: level. Columns: reason (NULL: none given); volume, before (tickets of the period before); known, late;
--   rated, good (ratings of 4 and 5); touched, once (solved; with one reply and no reopening). The most tickets first.
with came as (
  select reason::varchar as reason,
         count(*) filter (where side = 'now' and contact) as volume,
         count(*) filter (where side = 'before' and contact) as before,
         count(*) filter (where side = 'now' and (response_within_level >= $level or response_late_from <= $level)) as known,
         count(*) filter (where side = 'now' and (response_within_level >= $level or response_late_from <= $level)
                            and not coalesce(response_within_level >= $level, false)) as late,
         count(one_touch) filter (where side = 'now') as touched,
         count(*) filter (where side = 'now' and one_touch) as once
  from ticket_cases group by all
),
rated as (
  select s.reason::varchar as reason, count(*) as rated, count(*) filter (where r.score >= 3.5) as good
  from settled s join rating_cases r on s.part = r.part and s.row = r.row
  where r.side = 'now' and r.of_team and r.score is not null group by all
)
select c.reason, c.volume, c.before, c.known, c.late, coalesce(r.rated, 0) as rated, coalesce(r.good, 0) as good,
       c.touched, c.once
from came c left join rated r on r.reason is not distinct from c.reason
where c.volume > 0 or c.before > 0
order by c.volume desc, c.reason
