-- What the figures of a request are computed from: its tickets, and how many of them are alike. {kind} as in
-- asked_cases.sql.
--
-- bucket: which of TREND_PARTS equal parts of its period a ticket was created in; solve_bucket: in which its
-- resolution is counted.
create or replace temp {kind} measured_tickets as
select side, bucket_of(side, created_at, given('trend_parts')) as bucket,
       bucket_of(side, case given('resolution_by') when 'closed' then resolved_at else created_at end,
                 given('trend_parts')) as solve_bucket,
       channel, channel_class, agent, team, excluded, started_by, handled_by, replies_known, created_within,
       solve_within, contact, response_s, response_fate, response_calendar_s, waiting_s, response_within_level,
       response_late_from, answered, solve_s, solve_fate, unsolved_s, solve_within_level, solve_late_from, one_touch,
       abandoned, self_served, begun_by_team, response_undated, coalesce(solve_hidden, false) as solve_hidden
from ticket_cases;

-- The same counted: n of each combination of what has few values.
create or replace temp table ticket_counts as
select side, bucket, channel, channel_class, agent, team, excluded, started_by, handled_by, replies_known,
       created_within, contact, response_within_level, response_late_from, solve_within_level, solve_late_from,
       answered, one_touch, abandoned, self_served, begun_by_team, response_undated, solve_hidden, count(*) as n
from measured_tickets
group by all
