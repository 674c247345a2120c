-- What the kind of something and whose it is say, names in place of codes; `what` names a relation (part, kind, who …).
create macro unpacked(what) as table
with coded as (
  select *,
         (kind >> 18) & 1 = 1 as knows_reply, (kind >> 19) & 1 = 1 as replied, (kind >> 20) & 1 = 1 as begun_by_agent,
         (kind >> 21) & 1 = 1 as human_replied,
         (kind >> 22) & 1 = 1 as agent_is_bot, (kind >> 23) & 65535 as excluded_code, kind >> 40 as channel_code,
         who & 4294967295 as agent_code, who >> 32 as team_code
  from query_table(what)
)
select
  c.* exclude (knows_reply, replied, begun_by_agent, human_replied, excluded_code, channel_code, agent_code, team_code),
  coalesce(n.channels[c.channel_code], 'unknown'::case_name) as channel,
  coalesce(n.classes[c.channel_code], 'unknown'::class_name) as channel_class,
  coalesce(n.solve_classes[c.channel_code], 'unknown'::class_name) as solve_class,
  n.people[c.agent_code] as agent,
  n.teams[c.team_code] as team,
  n.exclusions[c.excluded_code] as excluded,
  status_of(c.kind) as status,
  -- Who gave up was not answered, however long they waited.
  case when abandoned_of(c.kind) then false when c.knows_reply then c.replied else answered_of(c.kind) end as answered,
  replies_of(c.kind) as agent_replies,
  reopens_of(c.kind) as reopens,
  transfers_of(c.kind) as transfers,
  case when c.begun_by_agent then 'agent'::ticket_starter
       else coalesce(started_by_of(c.kind), 'customer'::ticket_starter) end as started_by,
  handled_by_whom(handled_by_of(c.kind), replies_of(c.kind), c.agent_is_bot, c.human_replied) as handled_by,
  abandoned_of(c.kind) as abandoned,
  c.knows_reply or response_exported_of(c.kind) as response_exported,
  resolution_exported_of(c.kind) as resolution_exported
from coded c left join names_of_part n on n.part = c.part;
