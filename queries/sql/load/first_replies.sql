-- When did a person first reply, where the messages know better than the ticket export?
-- A ticket that a bot handed over waits from the bot's last message before the first human reply; a
-- ticket whose export has no first response is answered as its messages say.
-- Columns: part, row (the ticket's place), since, replied_at (NULL: nobody replied).
select t.part, t.row, coalesce(case when t.handled_by = 'both' then c.handover_at end, t.created_at) as since,
       c.first_human_at as replied_at
from conversations c join known_tickets t on t.part = c.part and t.row = c.row
where (t.handled_by = 'both' and c.handover_at is not null and c.first_human_at is not null)
   or (not t.first_response_exported and c.last_person is not null)
