-- Which ratings stand behind a figure, the lowest first?
-- {condition} is the figure's own condition on its cases, {worst} what makes one worse, or what they are sorted by ({way}: desc, asc), {ties} which comes first of equals (asc or desc), {measured} what its value
-- is computed from.
-- Parameters: most; grouping, name (whose: a channel, an agent, all). Columns: as cases_of_tickets.sql, with
--   rated_at and comment.
with behind as (
  select *, {worst} as badness, {measured} as measured, count(*) over () as total
  from ratings_by([$grouping], 1)
  where side = 'now' and name = $name and ({condition})
  order by badness {way} nulls last, rated_at {ties}, part, row
  limit $most
)
select coalesce(p.ticket_id, b.ticket_id) as ticket_id, f.source, s.created_at, b.channel, b.agent, p.subject, s.status,
       s.response_us / 1e6 as response_s, false as waiting, s.solve_us / 1e6 as solve_s, false as unsolved,
       b.score, b.rated_at, coalesce(b.comment, p.csat_comment) as comment, b.measured, b.total
from ticket_words p
right join (settled s right join behind b on s.part = b.part and s.row = b.row)
  on p.part = b.part and p.file_row_number = b.row
left join files f on f.part = b.part
order by b.badness {way} nulls last, b.rated_at {ties}, ticket_id
