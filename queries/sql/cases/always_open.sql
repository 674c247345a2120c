-- Settled tickets with their open time: calendar time, since no opening hours are set.
create view clocked as
select * replace (coalesce(response_open_us, response_us) as response_open_us,
                  coalesce(solve_open_us, solve_us) as solve_open_us),
       0 as created_clock_us
from settled;

-- The open microseconds between a ticket's creation and a later instant.
create macro open_age_us(created_at, created_clock_us, until) as date_diff('microsecond', created_at, until);

-- When each wait is due: `waits` names a relation (since, bound_us).
create macro due_at(waits) as table
select *, since + to_microseconds(bound_us) as open_due from query_table(waits);
