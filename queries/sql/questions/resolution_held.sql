-- Which resolution time is held against each bound of the ladder?
-- A ticket younger than a bound does not count for it. Levels judged in open time use the team's
-- hours, where they are set. `bounds` holds the ladder's bounds.
-- Columns: side, channel, level, clock (open, calendar), value in seconds, n.
select t.side, t.channel, b.level, b.clock,
       statistic(case b.clock when 'open' then solve_open_s else solve_calendar_s end, given('statistic')) as value,
       count(case b.clock when 'open' then solve_open_s else solve_calendar_s end) as n
from ticket_cases t
join bounds b on b.measure = 'resolution_time' and b.channel_class = t.channel_class
where case b.clock when 'open' then t.open_age_s else t.age_s end >= b.seconds
  and coalesce(solve_open_s, solve_calendar_s) is not null
group by t.side, t.channel, b.level, b.clock
order by t.side, t.channel, b.level
