-- Which ratings stand inside one part of the tickets?
-- Reads `part_rows`, `part_codes`. Parameters: part. Columns: part, row (the ticket's place in the part,
--   0-based), rated_at, score (NULL: asked, not answered), codes of the ticket's names, flags (status and
--   handled_by alone).
select
  $part::bigint as part,
  p.file_row_number as row,
  coalesce(p.csat_at, p.resolved_at, p.created_at) as rated_at,
  p.csat as score,
  channel.code as channel,
  agent.code as agent,
  assignee.code as assignee,
  team.code as team,
  packed(p.status, null, p.agent_replies, null, null, null, p.handled_by, null, false, false) as flags
from part_rows p
left join part_codes channel on channel.kind = 'channel' and channel.name = p.channel
left join part_codes agent on agent.kind = 'person' and agent.name = p.agent
left join part_codes assignee on assignee.kind = 'person' and assignee.name = p.assignee
left join part_codes team on team.kind = 'team' and team.name = p.team
where (p.csat is not null or p.csat_sent) and p.excluded is null and not p.rejected
