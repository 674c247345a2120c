-- The cases of a request, as views of its connection; what its figures are computed from as a table, or as a view
-- where {kind} is view: too many to keep in memory. The request's parameters are the connection's variables.
create or replace temp view ticket_cases as
from tickets_between('now', given('period_start'), given('period_end'), given('as_of'))
union all
from tickets_between('before', given('before_start'), given('before_end'), given('before_as_of'));

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
group by all;

create or replace temp {kind} rating_cases as
from ratings_between('now', given('period_start'), given('period_end'))
union all
from ratings_between('before', given('before_start'), given('before_end'));

create or replace temp {kind} reply_cases as
from replies_between('now', given('period_start'), given('period_end'))
union all
from replies_between('before', given('before_start'), given('before_end'));
