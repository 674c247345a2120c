-- Whose rating is each one? One row a rating, the ticket's channel, team and agent beside it.
-- Ratings inside ticket exports ({ratings}) count where no survey export (`surveyed`) rates the same
-- ticket. The agent is the author of the last public human reply before the rating, else the survey's own
-- agent, else the ticket's agent at solve, else its present assignee; else NULL: shown as Unattributed.
create view ratings as
with given as (
  select g.ticket_id, g.rated_at, g.score, null::varchar as surveyed_agent, g.comment, f.two_valued,
         coalesce(c.channel, 'unknown') as channel, coalesce(c.channel_class, 'none') as channel_class, g.team,
         coalesce(a.name, g.agent) as solver, coalesce(b.name, g.assignee) as assignee, g.status,
         g.handled_by, f.file as source_file, coalesce(g.line, f.first_line + g.row) as source_line,
         f.lists_unanswered
  from read_parquet({ratings}, union_by_name = true) g
  join files f using (part)
  left join channel_names c on c.exported = g.channel
  left join agent_names a on a.spelling = g.agent
  left join agent_names b on b.spelling = g.assignee
  anti join superseded s on s.table_name = 'tickets' and s.part = g.part and s.row = g.row
  anti join (select ticket_id from surveyed where score is not null) u on u.ticket_id = g.ticket_id
),
every as (from given union all by name from surveyed)
select e.ticket_id, e.rated_at, e.score,
       coalesce(r.agent, e.surveyed_agent, e.solver, e.assignee) as agent,
       case when r.agent is not null then 'last reply'
            when e.surveyed_agent is not null then 'survey'
            when e.solver is not null then case when e.status = 'solved' then 'assignee at solve' else 'assignee' end
            when e.assignee is not null then 'assignee' end as attribution,
       coalesce(e.handled_by = 'bot', false)
         or coalesce(lower(coalesce(r.agent, e.surveyed_agent, e.solver, e.assignee)) in (from bots), false) as of_bot,
       e.comment, e.two_valued, e.channel, e.channel_class, e.team, e.source_file, e.source_line,
       e.lists_unanswered
from every e left join repliers r on r.ticket_id = e.ticket_id and r.rated_at = e.rated_at
