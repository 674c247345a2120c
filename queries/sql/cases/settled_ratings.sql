-- Whose rating is each one? One row a rating, its ticket's channel and team beside it; {ratings} lists those
-- inside ticket exports, which count where no survey export (`surveyed`) rates the same ticket.
-- The agent is the author of the last public human reply before the rating, else the survey's own
-- agent, else the ticket's agent at solve, else its present assignee; else NULL.
create view settled_ratings as
with given as (
  select g.part, g.row, g.rated_at, g.score, null::varchar as surveyed_agent,
         coalesce(n.channels[g.channel], 'unknown'::case_name) as channel,
         coalesce(n.classes[g.channel], 'unknown'::class_name) as channel_class,
         n.teams[g.team] as team, n.people[g.agent] as solver, n.people[g.assignee] as assignee,
         status_of(g.flags) as status,
         handled_by_whom(handled_by_of(g.flags), replies_of(g.flags), b.code is not null, h.human_replied) as handled_by,
         f.two_valued, f.lists_unanswered, null::varchar as comment,
         null::varchar as survey_file, null::bigint as survey_line, null::varchar as ticket_id
  from read_parquet({ratings}) g
  join files f on f.part = g.part
  left join names_of_part n on n.part = g.part
  left join bots_of_part b on b.part = g.part and b.code = g.agent
  left join told_by_messages h on h.part = g.part and h.row = g.row
  anti join superseded s on s.table_name = 'tickets' and s.part = g.part and s.row = g.row
  anti join (select part, row from surveyed where score is not null) u on u.part = g.part and u.row = g.row
),
every as (
  from given
  union all by name
  select part, row, rated_at, score, surveyed_agent, channel, channel_class, team, solver, assignee, status,
         case when agent_is_bot and solver is not null then 'bot' else handled_by end as handled_by,
         two_valued, lists_unanswered, comment, source_file as survey_file,
         source_line as survey_line, ticket_id
  from surveyed
)
select e.* exclude (surveyed_agent, solver, assignee, status, handled_by),
       coalesce(r.agent, e.surveyed_agent, e.solver, e.assignee) as agent,
       case when r.agent is not null then 'last reply'
            when e.surveyed_agent is not null then 'survey'
            when e.solver is not null then case when e.status = 'solved' then 'assignee at solve' else 'assignee' end
            when e.assignee is not null then 'assignee' end as attribution,
       coalesce(e.handled_by = 'bot', false)
         or coalesce(lower(coalesce(r.agent, e.surveyed_agent, e.solver, e.assignee)) in (from bots), false) as of_bot
from every e left join repliers r on r.part = e.part and r.row = e.row and r.rated_at = e.rated_at;

-- Ratings with the contact reason of their ticket; NULL where none is given, or no ticket is found. `ratings` names a
-- relation (part, row …).
create macro with_reason(ratings) as table
select r.*, n.reasons[p.reason] as reason
from packed p
right join query_table(ratings) r on p.part = r.part and p.row = r.row
left join names_of_part n on n.part = r.part;

-- Whether a ticket came for a reason; NULL: for none that is given.
create macro came_for(ticket_part, ticket_row, wanted) as
  coalesce((ticket_part, ticket_row) in (
    select (s.part, s.row) from settled s
    where case when wanted is null then s.reason is not null else s.reason::varchar = wanted end
  ), false) <> (wanted is null);
