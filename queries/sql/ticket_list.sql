-- Which tickets stand behind a figure, the worst first?
-- Parameters: worst_by (first_response_time, resolution_time, csat, newest); most, how many at most;
--   period_start, period_end; team, channel, agent.
-- Columns: ticket_id, created_at, channel, agent, subject, status; response_s and solve_s in seconds
--   with waiting and unsolved where they still grow; score (its last rating); total, how many there are.
with rated as (
  select ticket_id, arg_max(score, rated_at) as score from ratings where score is not null group by ticket_id
),
worst as (
  select t.ticket_id, t.created_at, t.channel, t.agent, t.status,
         t.response_s, t.waiting, t.solve_s, t.unsolved, r.score,
         case $worst_by when 'first_response_time' then t.response_s
                        when 'resolution_time' then t.solve_s
                        when 'csat' then -r.score
                        else epoch(t.created_at) end as badness,
         count(*) over () as total
  from customer_tickets($period_start, $period_end, $team, $channel, $agent) t
  left join rated r using (ticket_id)
  order by badness desc nulls last, t.created_at desc, t.ticket_id
  limit $most
)
select w.ticket_id, w.created_at, w.channel, w.agent, t.subject, w.status,
       w.response_s, w.waiting, w.solve_s, w.unsolved, w.score, w.total
from worst w join tickets t using (ticket_id)
order by w.badness desc nulls last, w.created_at desc, w.ticket_id
