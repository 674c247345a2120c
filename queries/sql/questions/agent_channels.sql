-- How many of an agent's customers were answered within the bound of a level, by channel, and how many of the others'?
-- Each ticket is held against the bounds of its own channel's class; the others are persons, too. Of tickets whose fate
-- at the bound is known.
-- Parameters: agent, level. Columns: channel, channel_class; n, good (the agent's), others_n, others_good (the others'
--   of the same period), before_n, before_good (the agent's of the period before); the channel with the most first.
with known as (
  select side, channel::varchar as channel, channel_class::varchar as channel_class, agent = $agent as own, n,
         coalesce(response_within_level >= $level, false) as good
  from ticket_counts
  where (response_within_level >= $level or response_late_from <= $level)
    and is_person(agent)
)
select channel, any_value(channel_class) as channel_class,
       summed(n, side = 'now' and own) as n, summed(n, side = 'now' and own and good) as good,
       summed(n, side = 'now' and not own) as others_n, summed(n, side = 'now' and not own and good) as others_good,
       summed(n, side = 'before' and own) as before_n, summed(n, side = 'before' and own and good) as before_good
from known
group by channel
having summed(n, own) > 0
order by n desc, channel
