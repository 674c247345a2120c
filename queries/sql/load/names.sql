-- What does each code of each part stand for? Names unified, channels with their class.
-- Reads `code_parts`, channel_names, agent_names, follow_ups. Columns: part, kind, code, name, channel_class.
select
  p.part, p.kind, p.code,
  case p.kind when 'channel' then c.channel when 'person' then coalesce(a.name, p.name) else p.name end as name,
  c.channel_class
from code_parts p
left join channel_names c on p.kind = 'channel' and c.exported = p.name
left join agent_names a on p.kind = 'person' and a.spelling = p.name
union all
select distinct part, 'channel', code, channel, channel_class from follow_ups
