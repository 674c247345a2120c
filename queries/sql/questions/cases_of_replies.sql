-- Which replies stand behind a figure, the latest first?
-- {condition} is the figure's own condition on its cases, {worst} what makes one worse, or what they are sorted by ({way}: desc, asc), {ties} which comes first of equals (asc or desc), {measured} what its value
-- is computed from.
-- Parameters: most; grouping, name (whose: a channel, an agent, all). Columns: ticket_id, source, sent_at, wait_s,
--   channel, agent, subject, total.
with behind as (
  select *, {worst} as badness, {measured} as measured, count(*) over () as total
  from replies_by([$grouping], 1)
  where side = 'now' and name = $name and ({condition})
  order by badness {way} nulls last, sent_at {ties}, part, row
  limit $most
)
select b.ticket_id, f.source, b.sent_at, b.wait_s, b.channel, b.agent, p.subject, b.measured, b.total
from behind b left join ticket_words p on p.part = b.part and p.file_row_number = b.row
left join files f on f.part = b.part
order by b.badness {way} nulls last, b.sent_at {ties}, b.ticket_id
