-- Which ids are of tickets of several sources?
-- Reads known_tickets. Columns: ticket_id.
select ticket_id from known_tickets group by ticket_id having count(distinct source) > 1
