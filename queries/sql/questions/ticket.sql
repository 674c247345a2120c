-- What is known of one ticket?
-- Parameters: ticket_id, source (whose id it is; NULL: anyone's). Columns: the canonical ticket; age_s, response_s and solve_s in seconds, at its age where
--   it waits or is unsolved; its last rating.
with rated as (
  select part, row, score, rated_at, comment, agent, attribution,
         row_number() over (partition by part, row order by rated_at desc) as place
  from settled_ratings where score is not null
),
found as (
  select t.*,
         greatest(elapsed(t.created_at, given('as_of')), 0) as age_s,
         t.answered = false and t.status is distinct from 'solved' and t.abandoned is not true as waiting,
         t.status in ('open', 'pending') and t.abandoned is not true and t.resolution_s is null
           and t.resolution_open_s is null as unsolved
  from tickets t where t.ticket_id = $ticket_id and ($source is null or t.source = $source)
)
select f.* exclude (part, row),
       coalesce(f.first_response_s, case when f.waiting then f.age_s end) as response_s,
       coalesce(f.resolution_s, case when f.unsolved then f.age_s end) as solve_s,
       r.score, r.rated_at, coalesce(r.comment, p.csat_comment) as comment, r.agent as rated_agent, r.attribution
from found f
join ticket_words p on p.part = f.part and p.file_row_number = f.row
left join rated r on r.part = f.part and r.row = f.row and r.place = 1
