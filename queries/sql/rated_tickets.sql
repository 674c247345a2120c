-- Which ratings stand behind the CSAT, the lowest first?
-- Parameters: most; period_start, period_end (by rating time); team, channel, agent ("Bots" for
--   ratings of bots). Columns: as ticket_list.sql, with rated_at and comment.
select r.ticket_id, m.created_at, r.channel, r.agent, t.subject, t.status,
       m.response_s, m.waiting, m.solve_s, m.unsolved, r.score, r.rated_at, r.comment,
       count(*) over () as total
from ratings r left join measured m using (ticket_id) left join tickets t using (ticket_id)
where r.score is not null and r.rated_at >= $period_start and r.rated_at < $period_end
  and ($team is null or r.team = $team) and ($channel is null or r.channel = $channel)
  and case when $agent is null then not r.of_bot
           when r.of_bot then $agent = 'Bots'
           else coalesce(r.agent, 'Unattributed') = $agent end
order by r.score, r.rated_at desc, r.ticket_id
limit $most
