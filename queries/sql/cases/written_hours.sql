-- In which hours of the week customers wrote on the tickets of the period: where each began, and where more followed.
-- Columns: part, row, hour.
create or replace temp macro written_hours() as table
select part, row, hour_of_week(wall_time(created_at, given('timezone'))) as hour from ticket_cases
where side = 'now' and contact and started_by = 'customer'
union
select c.part, c.row, hour_of_week(wall_time(m.sent_at, given('timezone')))
from messages m join ticket_cases c on c.part = m.ticket_part and c.row = m.ticket_row
where c.side = 'now' and c.contact and m.author = 'customer'
  and m.sent_at >= given('period_start') and m.sent_at < given('period_end');
