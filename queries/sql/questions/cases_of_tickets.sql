-- Which tickets stand behind a figure, the worst first?
-- {condition} is the figure's own condition on its cases, {worst} what makes one worse, or what they are sorted by ({way}: desc, asc), {ties} which comes first of equals (asc or desc), {measured} what its value
-- is computed from.
-- Parameters: most, how many at most; grouping, name (whose: a channel, an agent, all).
-- Columns: ticket_id, source (whose id it is), created_at, channel, agent, subject, status; response_s and solve_s in seconds,
--   the age so far with waiting and unsolved where they still grow; score (its last rating); measured, what the figure is
--   computed from; total, how many there are.
with behind as (
  select part, row, created_at, channel, agent, status, coalesce(response_s, waiting_s) as response_s,
         response_fate, coalesce(solve_s, unsolved_s) as solve_s, solve_fate,
         {worst} as badness, {measured} as measured, count(*) over () as total
  from ticket_cases
  where side = 'now' and ({condition})
    and case $grouping when 'class' then channel_class::varchar when 'channel' then channel::varchar
                       when 'agent' then agent::varchar when 'team' then team::varchar
                       when 'reason' then reason::varchar else 'all' end = $name
  order by badness {way} nulls last, created_at {ties}, part, row
  limit $most
),
rated as (
  select part, row, arg_max(score, rated_at) as score from settled_ratings
  where score is not null group by part, row
)
select p.ticket_id, f.source, b.created_at, b.channel, b.agent, p.subject, b.status,
       b.response_s, coalesce(b.response_fate = 'waiting', false) as waiting,
       b.solve_s, coalesce(b.solve_fate = 'unsolved', false) as unsolved, r.score, b.measured, b.total
from ticket_words p
join behind b on p.part = b.part and p.file_row_number = b.row
join files f on f.part = b.part
left join rated r on r.part = b.part and r.row = b.row
order by b.badness {way} nulls last, b.created_at {ties}, p.ticket_id
