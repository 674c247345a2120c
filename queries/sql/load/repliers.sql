-- Who wrote the last public human reply before each rating?
-- Reads `given_parts` (ratings inside ticket exports), surveyed, messages, people.
-- Columns: part, row (the ticket's place), rated_at, agent.
with rated as (
  select distinct part, row, rated_at
  from (select part, row, rated_at from given_parts union all select part, row, rated_at from surveyed)
),
human_replies as (
  select m.ticket_part as part, m.ticket_row as row, m.sent_at, m.agent
  from messages m semi join people p on p.name = m.agent
  where m.author = 'agent' and m.public
)
select g.part, g.row, g.rated_at, r.agent
from (from rated semi join human_replies using (part, row)) g
asof join human_replies r on r.part = g.part and r.row = g.row and r.sent_at <= g.rated_at
