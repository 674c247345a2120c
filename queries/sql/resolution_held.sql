-- Which resolution time is held against each bound of the ladder?
-- A ticket younger than a bound does not count for it. Parameters: period_start, period_end; team,
--   channel, agent; statistic, unanswered, resolution_by. `bounds` holds the ladder's bounds.
-- Columns: channel, level, clock (open, calendar), value in seconds, n.
select t.channel, b.level, b.clock,
       statistic(case b.clock when 'open' then open_solve_s else solve_s end, $statistic) as value,
       count(case b.clock when 'open' then open_solve_s else solve_s end) as n
from customer_tickets(
       case $resolution_by when 'closed' then timestamp '0001-01-01' else $period_start end,
       case $resolution_by when 'closed' then timestamp '9999-01-01' else $period_end end,
       $team, $channel, $agent) t
join bounds b on b.measure = 'resolution_time' and b.channel_class = t.channel_class
where case b.clock when 'open' then t.open_age_s else t.age_s end >= b.seconds
  and (not t.unsolved or $unanswered = 'at_age')
  and ($resolution_by <> 'closed' or (t.resolved_at >= $period_start and t.resolved_at < $period_end))
group by t.channel, b.level, b.clock
order by t.channel, b.level
