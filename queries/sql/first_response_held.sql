-- Which first response time is held against each bound of the ladder?
-- A ticket younger than a bound does not count for it. Levels judged in open time use the team's
-- hours, where they are set. Parameters: period_start, period_end; team, channel, agent; statistic,
--   unanswered. `bounds` holds the ladder's bounds.
-- Columns: channel, level, clock (open, calendar), value in seconds, n.
select t.channel, b.level, b.clock,
       statistic(case b.clock when 'open' then open_response_s else response_s end, $statistic) as value,
       count(case b.clock when 'open' then open_response_s else response_s end) as n
from customer_tickets($period_start, $period_end, $team, $channel, $agent) t
join bounds b on b.measure = 'first_response_time' and b.channel_class = t.channel_class
where t.handled_by is distinct from 'bot'
  and case b.clock when 'open' then t.open_age_s else t.age_s end >= b.seconds
  and (not t.waiting or $unanswered = 'at_age')
group by t.channel, b.level, b.clock
order by t.channel, b.level
