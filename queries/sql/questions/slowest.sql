-- How many of the slowest keep a mean time from a level's bound?
-- Of tickets that were answered (solved), measured by the bound of their own class; each of the k slowest reset to its
-- bound, the mean is within it, or under it where it has to be.
-- Parameters: response_level, solve_level (0: not asked); response_under, solve_under. Columns: name (response,
--   solve); k, over (how many took longer than their bound).
with ratios as (
  select 'response' as name, $response_under as under,
         by_the_bound($response_level, response_judged_us, response_calendar_s * 1e6, b.response_2, b.response_3,
                      b.response_4, b.response_5) as ratio
  from ticket_cases t left join class_bounds b on b.channel_class = t.channel_class
  where side = 'now' and response_late_from is not null
  union all
  select 'solve', $solve_under,
         by_the_bound($solve_level, solve_judged_us, solve_calendar_s * 1e6, b.solve_2, b.solve_3, b.solve_4, b.solve_5)
  from ticket_cases t left join class_bounds b on b.channel_class = t.solve_class
  where side = 'now' and solve_late_from is not null
),
whole as (
  select name, count(ratio) as n, sum(ratio) as total, count(*) filter (where ratio > 1) as over
  from ratios group by name
),
slow as (
  select name, under, row_number() over (partition by name order by ratio desc) as k,
         -- Where it has to be under its bound a wait is reset to just under it.
         sum(ratio - case when under then 1 - 1e-9 else 1 end)
           over (partition by name order by ratio desc rows unbounded preceding) as gained
  from ratios where ratio > 1
)
select name, w.over, min(s.k) filter (where case when s.under then w.total - s.gained < w.n else w.total - s.gained <= w.n end) as k
from whole w join slow s using (name)
group by name, w.over
