-- What is known of one ticket?
-- Parameters: ticket_id. Columns: the canonical ticket, what the clocks say, its last rating.
select t.* exclude (csat, csat_sent, csat_at, csat_comment),
       m.age_s, m.waiting, m.unsolved, m.response_s, m.solve_s,
       r.score, r.rated_at, r.comment, r.agent as rated_agent, r.attribution
from tickets t
join measured m using (ticket_id)
left join (
  select ticket_id, arg_max(score, rated_at) as score, max(rated_at) as rated_at,
         arg_max(comment, rated_at) as comment, arg_max(agent, rated_at) as agent,
         arg_max(attribution, rated_at) as attribution
  from ratings where score is not null group by ticket_id
) r using (ticket_id)
where t.ticket_id = $ticket_id
