-- How long did a person take to answer once a bot had handed over?
-- Fills the table handovers: ticket_id, seconds.
insert into handovers
select t.ticket_id, elapsed(c.handover_at, c.first_human_at)
from conversations c join tickets t using (ticket_id)
where t.handled_by = 'both' and c.handover_at is not null
