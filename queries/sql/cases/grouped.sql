-- Cases under each grouping that a question is asked by: all, class, channel, agent, team, reason. `name` is what
-- a case is grouped under (all: 'all'), `bucket` which of `parts` equal parts of its period it lies in, 0 the
-- first; with one part every case lies in it. What was before is compared as a whole, except for ratings, and never
-- in parts.

create temp macro every_ticket_by(groupings) as table
select c.*, g.grouping,
       case g.grouping when 'class' then c.channel_class::varchar when 'channel' then c.channel::varchar
                       when 'agent' then c.agent::varchar when 'team' then c.team::varchar
                       when 'reason' then c.reason::varchar else 'all' end as name
from ticket_cases c cross join (select unnest(groupings) as grouping) g
where c.side = 'now' or g.grouping = 'all';

-- Tickets created in the period.
create temp macro tickets_by(groupings, parts) as table
select *, bucket_of(side, created_at, parts) as bucket from every_ticket_by(groupings)
where created_within and (parts = 1 or side = 'now');

-- Tickets that the resolution looks at: created in the period, or closed in it where the set says so.
create temp macro solves_by(groupings, parts) as table
select *, bucket_of(side, case given('resolution_by') when 'closed' then resolved_at else created_at end, parts)
            as bucket
from every_ticket_by(groupings)
where solve_within and (parts = 1 or side = 'now');

-- Tickets that are held against the ladder's bounds.
create temp macro reach_by(groupings, parts) as table
select *, bucket_of(side, created_at, parts) as bucket from every_ticket_by(groupings)
where (response_late_from is not null or solve_late_from is not null) and (parts = 1 or side = 'now');

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
