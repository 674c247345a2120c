-- When did a person first reply, where the messages know better than the ticket export?
-- A ticket that a bot handed over waits from the bot's last message before the first human reply; a
-- ticket whose export has no first response is answered as its messages say.
-- Fills the table first_replies: ticket_id, since, at_ (NULL: nobody replied).
insert into first_replies
select t.ticket_id, coalesce(case when t.handled_by = 'both' then c.handover_at end, t.created_at),
       c.first_human_at
from conversations c join tickets t using (ticket_id)
where (t.handled_by = 'both' and c.handover_at is not null and c.first_human_at is not null)
   or (not t.first_response_exported and c.last_person is not null)
