-- The cases of a request: tickets as a view of its connection, ratings and replies as tables, or as views where {kind}
-- is view: too many to keep in memory. The request's parameters are the connection's variables.
create or replace temp view ticket_cases as
from tickets_between('now', given('period_start'), given('period_end'), given('as_of'))
union all
from tickets_between('before', given('before_start'), given('before_end'), given('before_as_of'));

create or replace temp {kind} rating_cases as
from ratings_between('now', given('period_start'), given('period_end'))
union all
from ratings_between('before', given('before_start'), given('before_end'));

create or replace temp {kind} reply_cases as
from replies_between('now', given('period_start'), given('period_end'))
union all
from replies_between('before', given('before_start'), given('before_end'));

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
