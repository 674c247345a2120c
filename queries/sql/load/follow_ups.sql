-- Which tickets follow up another, and on whose channel did the first of them come?
-- A follow-up by e-mail of what a chat had solved is the chat's customer again. One whose first ticket is in no
-- export keeps its own channel, and so do those that name each other in a ring.
-- Reads known_tickets, code_parts.
-- Columns: part, row, channel, channel_class, code (beyond those of its part).
with recursive above as (
  select part, row, source, follow_up_of, 1 as steps from known_tickets where follow_up_of is not null
  union all
  select a.part, a.row, a.source, t.follow_up_of, a.steps + 1
  from above a join known_tickets t on t.ticket_id = a.follow_up_of and t.source = a.source
  where t.follow_up_of is not null and a.steps < 20
),
last_codes as (
  select part, max(code) as code from code_parts where kind = 'channel' group by part
)
select a.part, a.row, first.channel, first.channel_class,
       (coalesce(l.code, 0) + dense_rank() over (partition by a.part order by first.channel, first.channel_class))::integer
         as code
from above a
join known_tickets first on first.ticket_id = a.follow_up_of and first.source = a.source and first.follow_up_of is null
left join last_codes l on l.part = a.part
