-- In which hours of the week arrive the tickets that are solved late?
-- Of the tickets whose fate at the bound of a level is known. Parameters: level. Columns: name (the hour of the week,
--   0 is Monday 0–1 h), n, late.
select hour_of_week(wall_time(created_at, given('timezone')))::varchar as name, count(*) as n,
       count(*) filter (where solve_late_from <= $level) as late
from ticket_cases
where side = 'now' and (solve_within_level >= $level or solve_late_from <= $level)
group by 1
order by name::integer
