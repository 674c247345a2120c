-- Settled tickets with their open time: only what lies within the team's opening hours. `open_segments` cuts
-- time into pieces (day, starts_at, ends_at in UTC), each open or closed and within one day; open_before_us are the
-- open microseconds before it. The open time between two instants is the difference of their clocks.
create macro clock_us(instant, starts_at, open_before_us, is_open) as
  open_before_us + case when is_open then date_diff('microsecond', starts_at, instant) else 0 end;

create view clocked as
select s.* replace (
         coalesce(s.response_open_us,
                  clock_us(s.first_response_at, r.starts_at, r.open_before_us, r.is_open)
                  - clock_us(s.waiting_since, w.starts_at, w.open_before_us, w.is_open)) as response_open_us,
         coalesce(s.solve_open_us,
                  clock_us(s.resolved_at, e.starts_at, e.open_before_us, e.is_open)
                  - clock_us(s.created_at, c.starts_at, c.open_before_us, c.is_open)) as solve_open_us),
       clock_us(s.created_at, c.starts_at, c.open_before_us, c.is_open) as created_clock_us
from settled s
left join open_segments c
  on c.day = s.created_at::date and s.created_at >= c.starts_at and s.created_at < c.ends_at
left join open_segments w
  on w.day = s.waiting_since::date and s.waiting_since >= w.starts_at and s.waiting_since < w.ends_at
left join open_segments r
  on r.day = s.first_response_at::date and s.first_response_at >= r.starts_at and s.first_response_at < r.ends_at
left join open_segments e
  on e.day = s.resolved_at::date and s.resolved_at >= e.starts_at and s.resolved_at < e.ends_at;

create macro open_age_us(created_at, created_clock_us, until) as
  (select clock_us(until, starts_at, open_before_us, is_open) from open_segments
   where day = until::date and until >= starts_at and until < ends_at) - created_clock_us;

-- When each wait is due in open time: `waits` names a relation (since, bound_us).
create macro due_at(waits) as table
with clocks as (
  select w.*, clock_us(w.since, s.starts_at, s.open_before_us, s.is_open) + w.bound_us as target
  from query_table(waits) w
  left join open_segments s on s.day = w.since::date and w.since >= s.starts_at and w.since < s.ends_at
)
select c.* exclude (target), o.starts_at + to_microseconds(c.target - o.open_before_us) as open_due
from clocks c asof left join (from open_segments where is_open) o on c.target > o.open_before_us;
