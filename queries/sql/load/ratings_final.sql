-- Whose rating is each one?
-- Ratings inside ticket exports count where no survey export rates the same ticket. The agent is the
-- author of the last public human reply before the rating, else the survey's own agent, else the
-- ticket's agent at solve, else its present assignee; else NULL: shown as Unattributed.
-- Parameters: bots. Columns: ratings of kpis.md §1, with the ticket's channel and team; of_bot.
with surveyed as (
  select r.ticket_id, r.rated_at, r.score, r.agent, r.comment, r.two_valued,
         t.channel, t.channel_class, t.team, t.agent as solver, t.assignee, t.status, t.handled_by,
         f.file as source_file, coalesce(r.line, f.first_line + r.file_row_number) as source_line
  from rating_parts r join files f using (part)
  left join tickets t on t.ticket_id = r.ticket_id
  anti join superseded s on s.table_name = 'ratings' and s.part = r.part and s.row = r.file_row_number
  where not r.rejected and r.excluded is null
),
given as (
  from surveyed
  union all
  select t.ticket_id, coalesce(t.csat_at, t.resolved_at, t.created_at), t.csat, null, t.csat_comment,
         t.two_valued, t.channel, t.channel_class, t.team, t.agent, t.assignee, t.status, t.handled_by,
         t.source_file, t.source_line
  from tickets t anti join surveyed s on s.ticket_id = t.ticket_id and s.score is not null
  where (t.csat is not null or t.csat_sent) and t.excluded is null
),
known as (select distinct agent from tickets where agent is not null),
replies as (
  select m.ticket_id, m.sent_at, m.agent
  from messages m semi join known k on k.agent = m.agent
  where m.author = 'agent' and m.public
),
-- Most ratings have no messages beside them: only the others are ordered by time.
answered as (
  select g.*, r.agent as replier
  from (from given semi join replies using (ticket_id)) g
  asof left join replies r on r.ticket_id = g.ticket_id and r.sent_at <= g.rated_at
),
attributed as (
  select g.*, n.name as surveyed
  from (from answered union all select *, null from given anti join replies using (ticket_id)) g
  left join agent_names n on n.spelling = g.agent
)
select
  ticket_id, rated_at, score,
  coalesce(replier, surveyed, agent, solver, assignee) as agent,
  case when replier is not null then 'last reply'
       when agent is not null then 'survey'
       when solver is not null then case when status = 'solved' then 'assignee at solve' else 'assignee' end
       when assignee is not null then 'assignee' end as attribution,
  coalesce(handled_by = 'bot', false)
    or coalesce(list_contains($bots, lower(coalesce(replier, agent, solver, assignee))), false) as of_bot,
  comment, two_valued, channel, channel_class, team, source_file, source_line
from attributed
