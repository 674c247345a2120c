-- One narrow row a ticket, older versions left out, the first response as the messages tell it where they know better.
-- {cases} lists the parts. Nothing here depends on a period or a definition set; instants are UTC, …_us are
-- microseconds. What is decided of a ticket beside its times hangs on its kind and on whose it is: few values, each
-- packed into one number that queries/sql/cases/unpacked.sql reads.
create view packed as
select
  c.part, c.row, c.created_at,
  coalesce(h.since, c.created_at) as waiting_since,
  coalesce(date_diff('microsecond', h.since, h.replied_at), c.response_us) as response_us,
  coalesce(h.replied_at, c.created_at + to_microseconds(c.response_us)) as first_response_at,
  c.response_open_us,
  c.solve_us,
  c.created_at + to_microseconds(c.solve_us) as resolved_at,
  c.solve_open_us,
  c.assignee, c.reason, c.flags,
  c.flags
    + 262144 * (coalesce(h.knows_reply::integer, 0) + 2 * (h.replied_at is not null)::integer
                + 4 * coalesce(h.begun_by_agent::integer, 0) + 8 * coalesce(h.human_replied::integer, 0)
                + 16 * (b.code is not null)::integer)
    + (coalesce(c.excluded, 0)::bigint << 23) + (coalesce(u.code, c.channel, 0)::bigint << 40) as kind,
  coalesce(c.agent, 0) + (coalesce(c.team, 0)::bigint << 32) as who
from read_parquet({cases}) c
left join bots_of_part b on b.part = c.part and b.code = c.agent
left join told_by_messages h on h.part = c.part and h.row = c.row
left join follow_ups u on u.part = c.part and u.row = c.row
anti join superseded s on s.table_name = 'tickets' and s.part = c.part and s.row = c.row
