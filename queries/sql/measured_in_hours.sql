-- Tickets with what the clocks say, as measured.sql, with open time counted only within the team's
-- opening hours: `open_hours` holds its intervals in UTC and the open seconds before each (before_s).
-- The open time between two instants is the difference of their open seconds since the beginning.
create table measured as
with clocked as (
  select a.*,
    c.before_s + least(elapsed(c.starts_at, a.created_at), elapsed(c.starts_at, c.ends_at)) as created_clock,
    w.before_s + least(elapsed(w.starts_at, a.waiting_since), elapsed(w.starts_at, w.ends_at)) as waiting_clock,
    r.before_s + least(elapsed(r.starts_at, a.first_response_at), elapsed(r.starts_at, r.ends_at)) as response_clock,
    s.before_s + least(elapsed(s.starts_at, a.resolved_at), elapsed(s.starts_at, s.ends_at)) as solve_clock,
    d.before_s + least(elapsed(d.starts_at, a.data_end), elapsed(d.starts_at, d.ends_at)) as end_clock
  from aged a
  asof left join open_hours c on c.starts_at <= a.created_at
  asof left join open_hours w on w.starts_at <= a.waiting_since
  asof left join open_hours r on r.starts_at <= a.first_response_at
  asof left join open_hours s on s.starts_at <= a.resolved_at
  asof left join open_hours d on d.starts_at <= a.data_end
)
select * exclude (data_end, created_clock, waiting_clock, response_clock, solve_clock, end_clock),
       end_clock - created_clock as open_age_s,
       coalesce(first_response_s, case when waiting then age_s end) as response_s,
       coalesce(first_response_open_s, response_clock - waiting_clock,
                case when waiting then end_clock - created_clock end) as open_response_s,
       coalesce(resolution_s, case when unsolved then age_s end) as solve_s,
       coalesce(resolution_open_s, solve_clock - created_clock,
                case when unsolved then end_clock - created_clock end) as open_solve_s
from clocked
