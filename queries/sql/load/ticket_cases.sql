-- What of each ticket of one part do figures need? One narrow row a ticket.
-- Reads `part_rows`, `part_codes`. Nothing in it depends on other files or on the settings.
-- Parameters: part, response_exported, resolution_exported.
-- Columns: part, row (its place in the part, 0-based), created_at, response_us and solve_us in
--   microseconds of calendar time (…_open_us of business time, as exported), codes of names, flags.
select
  $part::bigint as part,
  p.file_row_number as row,
  p.created_at,
  round(p.first_response_s * 1e6)::bigint as response_us,
  round(p.first_response_open_s * 1e6)::bigint as response_open_us,
  epoch_us(p.resolved_at) - epoch_us(p.created_at) as solve_us,
  round(p.resolution_open_s * 1e6)::bigint as solve_open_us,
  channel.code as channel,
  agent.code as agent,
  assignee.code as assignee,
  team.code as team,
  reason.code as reason,
  excluded.code as excluded,
  packed(p.status, p.answered, p.agent_replies, p.reopens, p.transfers, p.started_by, p.handled_by, p.abandoned,
         $response_exported, $resolution_exported) as flags
from part_rows p
left join part_codes channel on channel.kind = 'channel' and channel.name = p.channel
left join part_codes agent on agent.kind = 'person' and agent.name = p.agent
left join part_codes assignee on assignee.kind = 'person' and assignee.name = p.assignee
left join part_codes team on team.kind = 'team' and team.name = p.team
left join part_codes reason on reason.kind = 'reason' and reason.name = p.reason
left join part_codes excluded on excluded.kind = 'excluded' and excluded.name = p.excluded
where not p.rejected
