-- What do the messages know better than the ticket export: when a person first replied, and who began?
-- A ticket that a bot handed over waits from the bot's last message before the first human reply; a
-- ticket whose export has no first response is answered as its messages say. A ticket whose first public message is
-- an agent's was begun by the team.
-- Reads conversations, known_tickets. Columns: part, row (the ticket's place); since, replied_at (NULL: nobody
--   replied) and knows_reply; begun_by_agent; human_replied.
with known as (
  select t.part, t.row, t.created_at, c.handover_at, c.first_human_at,
         (t.agent_is_bot or t.handled_by in ('bot', 'both')) and c.handover_at is not null
           and c.first_human_at is not null as handed_over,
         coalesce((t.agent_is_bot or t.handled_by in ('bot', 'both')) and c.handover_at is not null
                  and c.first_human_at is not null, false)
           or (not t.first_response_exported and c.last_person is not null) as knows_reply,
         coalesce(c.first_author = 'agent', false) as begun_by_agent
  from conversations c join known_tickets t on t.part = c.part and t.row = c.row
)
select part, row,
       case when knows_reply then coalesce(case when handed_over then handover_at end, created_at) end as since,
       case when knows_reply then first_human_at end as replied_at,
       knows_reply, begun_by_agent, first_human_at is not null as human_replied
from known
where knows_reply or begun_by_agent or first_human_at is not null
