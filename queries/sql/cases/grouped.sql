-- Cases under each grouping that a question is asked by: all, class, channel, agent, team, reason. `name` is what
-- a case is grouped under (all: 'all'), `bucket` which of `parts` equal parts of its period it lies in, 0 the
-- first; with one part every case lies in it. What was before is compared as a whole, except for ratings, and never
-- in parts.

-- `parts` of TREND_PARTS parts: 1, or a number that divides them.
create temp macro coarser(bucket, parts) as case when parts = 1 then 0 else bucket * parts // given('trend_parts') end;

create temp macro every_ticket_by(groupings) as table
select *, 'all' as grouping, 'all'::case_name as name from measured_tickets where 'all' in groupings
union all
select *, 'class', channel_class::varchar::case_name from measured_tickets where 'class' in groupings and side = 'now'
union all
select *, 'channel', channel from measured_tickets where 'channel' in groupings and side = 'now'
union all
select *, 'agent', agent from measured_tickets where 'agent' in groupings and side = 'now'
union all
select *, 'team', team from measured_tickets where 'team' in groupings and side = 'now';

-- Tickets created in the period.
create temp macro tickets_by(groupings, parts) as table
select * replace (coarser(bucket, parts) as bucket) from every_ticket_by(groupings)
where created_within and (parts = 1 or side = 'now');

-- Tickets that the resolution looks at: created in the period, or closed in it where the set says so.
create temp macro solves_by(groupings, parts) as table
select * replace (coarser(solve_bucket, parts) as bucket) from every_ticket_by(groupings)
where solve_within and (parts = 1 or side = 'now');

-- The tickets counted: each row stands for n of them.
create temp macro counted_by(groupings, parts) as table
select c.* replace (coarser(bucket, parts) as bucket), g.grouping,
       case g.grouping when 'class' then c.channel_class::varchar::case_name when 'channel' then c.channel
                       when 'agent' then c.agent when 'team' then c.team else 'all'::case_name end as name
from ticket_counts c cross join (select unnest(groupings) as grouping) g
where g.grouping <> 'reason' and (c.side = 'now' or g.grouping = 'all' and parts = 1);

-- The same by reason: these are too many to be counted beside the rest.
create temp macro counted_by_reason(groupings, parts) as table
select *, coarser(bucket_of(side, created_at, given('trend_parts')), parts) as bucket, 1 as n,
       'reason' as grouping, reason as name
from ticket_cases where 'reason' in groupings and side = 'now';

create temp macro ratings_by(groupings, parts) as table
select c.*, g.grouping,
       case g.grouping when 'class' then c.channel_class when 'channel' then c.channel when 'agent' then c.agent
                       when 'team' then c.team else 'all' end as name,
       bucket_of(c.side, c.rated_at, parts) as bucket
from rating_cases c cross join (select unnest(groupings) as grouping) g
where g.grouping = 'agent' or c.of_team;

create temp macro replies_by(groupings, parts) as table
select c.*, g.grouping,
       case g.grouping when 'class' then c.channel_class when 'channel' then c.channel when 'agent' then c.agent
                       when 'team' then c.team else 'all' end as name,
       bucket_of(c.side, c.sent_at, parts) as bucket
from reply_cases c cross join (select unnest(groupings) as grouping) g;
