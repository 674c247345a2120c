-- How long did customers wait, measured by the bound of each level of their own channel's class: 1 is the bound?
-- Of tickets that were answered (solved). Parameters: by (all, channel). Columns: side, grouping, name, bucket; for response
--   and solve: …_n, and for each level …_ratio_N.
select side, grouping, case grouping when 'channel' then channel::varchar else 'all' end as name, 0 as bucket,
       count(response_judged_us) as response_n,
       avg(response_judged_us / b.response_2) as response_ratio_2,
       avg(response_judged_us / b.response_3) as response_ratio_3,
       avg(response_judged_us / b.response_4) as response_ratio_4,
       avg(coalesce(response_calendar_s * 1e6, response_judged_us) / b.response_5) as response_ratio_5,
       count(solve_judged_us) as solve_n,
       avg(solve_judged_us / s.solve_2) as solve_ratio_2,
       avg(solve_judged_us / s.solve_3) as solve_ratio_3,
       avg(solve_judged_us / s.solve_4) as solve_ratio_4,
       avg(solve_judged_us / s.solve_5) as solve_ratio_5
from ticket_cases t cross join (select unnest($by) as grouping)
left join class_bounds b on b.channel_class = t.channel_class
left join class_bounds s on s.channel_class = t.solve_class
where (side = 'now' or grouping = 'all')
  and (response_late_from is not null or solve_late_from is not null)
group by side, grouping, name
