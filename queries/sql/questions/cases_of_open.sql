-- Which tickets are open when the period ends, the oldest first?
-- {condition} is what else is asked of them, {worst} what makes one worse, or what they are sorted by ({way}: desc, asc), {ties} which comes first of equals (asc or
-- desc), {measured} what their value is computed from.
-- Parameters: most; grouping, name (whose: a channel, an agent, all). Columns: as cases_of_tickets.sql; waiting: without
--   a first answer.
with behind as (
  select *, {worst} as badness, {measured} as measured, count(*) over () as total from open_tickets()
  where ({condition})
    and case $grouping when 'channel' then channel::varchar when 'agent' then agent::varchar else 'all' end = $name
  order by badness {way} nulls last, created_at {ties}, part, row
  limit $most
)
select p.ticket_id, f.source, b.created_at, b.channel, b.agent, p.subject, s.status,
       coalesce(s.response_us / 1e6, b.age) as response_s, s.response_us is null as waiting,
       b.age as solve_s, true as unsolved, null::double as score, b.measured, b.total
from behind b
join settled s on s.part = b.part and s.row = b.row
join ticket_words p on p.part = b.part and p.file_row_number = b.row
join files f on f.part = b.part
order by b.badness {way} nulls last, b.created_at {ties}, p.ticket_id
