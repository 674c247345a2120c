-- Which share of customers is answered within 15 minutes, 1, 4 and 24 hours?
-- A ticket still waiting counts as missed once it is older than the promise. Parameters:
--   period_start, period_end; team, channel, agent. Columns: seconds (the promise), n, value (share).
select p.seconds,
       count(*) as n,
       count(*) filter (where t.first_response_s <= p.seconds) / count(*) as value
from customer_tickets($period_start, $period_end, $team, $channel, $agent) t
cross join (values (900), (3600), (14400), (86400)) p(seconds)
where t.handled_by is distinct from 'bot'
  and (t.first_response_s is not null or (t.waiting and t.age_s >= p.seconds))
group by p.seconds
order by p.seconds
