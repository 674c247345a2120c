-- Who wrote the last public human reply before each rating?
-- Reads `given_parts` (ratings inside ticket exports), surveyed, messages, people.
-- Columns: ticket_id, rated_at, agent.
with rated as (
  select distinct ticket_id, rated_at
  from (select ticket_id, rated_at from given_parts union all select ticket_id, rated_at from surveyed)
),
replies as (
  select m.ticket_id, m.sent_at, m.agent
  from messages m semi join people p on p.name = m.agent
  where m.author = 'agent' and m.public
)
select g.ticket_id, g.rated_at, r.agent
from (from rated semi join replies using (ticket_id)) g
asof join replies r on r.ticket_id = g.ticket_id and r.sent_at <= g.rated_at
