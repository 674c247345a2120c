-- What does each row of a ticket export say?
-- Reads `source`: the fields of kpis.md §1, each `x` beside `x_text`, the words it was read from
-- (and for times `x_read`, what they say before the years are checked, and `x_doubt`, where a change
-- of the clocks leaves one). A duration of business hours stays apart from calendar time, and no
-- instant follows from it.
-- Parameters: part, first_response_exported, resolution_exported, status_exported,
--   handled_by_exported, first_response_basis, resolution_basis,
--   longest (seconds a ticket can last).
-- Columns: the canonical ticket, the rating inside it (csat …), `faults` (NULL where there are none).
with timed as (
  select *,
         coalesce(elapsed(created_at, first_response_at),
                  case when $first_response_basis = 'calendar' then first_response end) as response_elapsed,
         case when $first_response_basis = 'business' then first_response end as response_open,
         coalesce(elapsed(created_at, resolved_at),
                  case when $resolution_basis = 'calendar' then resolution end) as solve_elapsed,
         case when $resolution_basis = 'business' then resolution end as solve_open
  from source
),
told as (
  select *,
         -- Nobody answers a ticket in 0 s with 0 replies: some exports write "no reply" so.
         coalesce(response_elapsed, response_open) is not null
           and not coalesce(first_response = 0 and agent_replies = 0, false) as has_first_response,
         coalesce(solve_elapsed, solve_open) is not null as has_resolution,
         response_elapsed < 0 or response_elapsed > $longest as impossible_response,
         response_open < 0 or response_open > $longest as impossible_open_response,
         solve_elapsed < 0 or solve_elapsed > $longest as impossible_solve,
         solve_open < 0 or solve_open > $longest as impossible_open_solve,
         unread(first_response_at, first_response_at_text)
           or unread(first_response, first_response_text) as unread_response,
         unread(resolved_at, resolved_at_text) or unread(resolution, resolution_text) as unread_solve
  from timed
)
select
  $part::bigint as part,
  line,
  ticket_id,
  created_at,
  channel,
  case when agent is not null then person(agent, agent_id) else person(assignee, assignee_id) end as agent,
  person(assignee, assignee_id) as assignee,
  team,
  brand,
  customer_id,
  case when $status_exported then status
       when $resolution_exported and not unread_solve then case when has_resolution then 'solved' else 'open' end
  end as status,
  case when has_first_response and not impossible_response then response_elapsed end as first_response_s,
  case when has_first_response and not impossible_open_response then response_open end as first_response_open_s,
  case when has_first_response or agent_replies > 0 then true
       when ($first_response_exported and not unread_response) or agent_replies = 0 then false end as answered,
  case when not impossible_solve
       then coalesce(resolved_at, created_at + to_microseconds((solve_elapsed * 1e6)::bigint)) end as resolved_at,
  case when not impossible_open_solve then solve_open end as resolution_open_s,
  agent_replies,
  customer_replies,
  reopens,
  transfers,
  started_by,
  case when $handled_by_exported then coalesce(handled_by, 'human') end as handled_by,
  abandoned,
  reason,
  tags,
  subject,
  coalesce(excluded, case when status is null then excluded_state(status_text) end) as excluded,
  follow_up_of,
  updated_at,
  version,
  csat,
  csat_sent,
  csat_at,
  csat_comment,
  ticket_id is null or created_at is null or rounded_id(ticket_id) as rejected,
  case when ticket_id is null or created_at is null or rounded_id(ticket_id) or impossible_response or impossible_solve
            or impossible_open_response or impossible_open_solve
            or created_at_doubt is not null or updated_at_doubt is not null or first_response_at_doubt is not null
            or resolved_at_doubt is not null or csat_at_doubt is not null
            or unread(first_response_at, first_response_at_text)
            or unread(first_response, first_response_text)
            or unread(resolved_at, resolved_at_text) or unread(resolution, resolution_text)
            or unread(agent_replies, agent_replies_text)
            or unread(customer_replies, customer_replies_text)
            or unread(reopens, reopens_text) or unread(transfers, transfers_text)
            or unread(updated_at, updated_at_text) or unread(version, version_text)
            or unread(coalesce(status, excluded_state(status_text)), status_text) or unread(started_by, started_by_text)
            or unread(handled_by, handled_by_text) or unread(abandoned, abandoned_text)
            or unread(csat, csat_text) or unread(csat_at, csat_at_text) or nothings is not null
  then faults_of(nothings, [
    case when ticket_id is null then fault('ticket_id', ticket_id, 'no_ticket_id', 'row')
         when rounded_id(ticket_id)
           then fault('ticket_id', ticket_id, 'id_rounded', 'row') end,
    case when created_at_text is null then fault('created_at', created_at_text, 'no_creation_time', 'row')
         when created_at is null
           then fault('created_at', created_at_text, why_no_instant(created_at_read), 'row')
         when created_at_doubt is not null
           then clock_fault('created_at', created_at_text, created_at_doubt) end,
    case when unread(first_response_at, first_response_at_text)
         then value_fault('first_response_at', first_response_at_text, why_no_instant(first_response_at_read))
         when first_response_at_doubt is not null and impossible_response is not true
         then clock_fault('first_response_at', first_response_at_text, first_response_at_doubt) end,
    case when unread(first_response, first_response_text)
         then value_fault('first_response', first_response_text, 'no_duration') end,
    case when impossible_response
         then value_fault(case when first_response_at is null then 'first_response' else 'first_response_at' end,
                          coalesce(first_response_at_text, first_response_text),
                          case when response_elapsed < 0 then 'response_before_creation'
                               else 'response_years_after_creation' end) end,
    case when impossible_open_response
         then value_fault('first_response', first_response_text,
                          case when response_open < 0 then 'less_than_no_time'
                               else 'response_years_after_creation' end) end,
    case when unread(resolved_at, resolved_at_text)
         then value_fault('resolved_at', resolved_at_text, why_no_instant(resolved_at_read))
         when resolved_at_doubt is not null and impossible_solve is not true
         then clock_fault('resolved_at', resolved_at_text, resolved_at_doubt) end,
    case when unread(resolution, resolution_text)
         then value_fault('resolution', resolution_text, 'no_duration') end,
    case when impossible_solve
         then value_fault(case when resolved_at is null then 'resolution' else 'resolved_at' end,
                          coalesce(resolved_at_text, resolution_text),
                          case when solve_elapsed < 0 then 'solved_before_creation'
                               else 'solved_years_after_creation' end) end,
    case when impossible_open_solve
         then value_fault('resolution', resolution_text,
                          case when solve_open < 0 then 'less_than_no_time'
                               else 'solved_years_after_creation' end) end,
    case when unread(agent_replies, agent_replies_text)
         then value_fault('agent_replies', agent_replies_text, 'no_count') end,
    case when unread(customer_replies, customer_replies_text)
         then value_fault('customer_replies', customer_replies_text, 'no_count') end,
    case when unread(reopens, reopens_text) then value_fault('reopens', reopens_text, 'no_count') end,
    case when unread(transfers, transfers_text)
         then value_fault('transfers', transfers_text, 'no_count') end,
    case when unread(updated_at, updated_at_text)
         then value_fault('updated_at', updated_at_text, why_no_instant(updated_at_read))
         when updated_at_doubt is not null then clock_fault('updated_at', updated_at_text, updated_at_doubt) end,
    case when unread(version, version_text) then value_fault('version', version_text, 'no_count') end,
    case when unread(coalesce(status, excluded_state(status_text)), status_text)
         then value_fault('status', status_text, 'state_unexplained') end,
    case when unread(started_by, started_by_text)
         then value_fault('started_by', started_by_text, 'none_of_authors') end,
    case when unread(handled_by, handled_by_text)
         then value_fault('handled_by', handled_by_text, 'none_of_handlers') end,
    case when unread(abandoned, abandoned_text)
         then value_fault('abandoned', abandoned_text, 'neither_yes_nor_no') end,
    case when unread(csat, csat_text) then value_fault('csat', csat_text, 'off_scale') end,
    case when unread(csat_at, csat_at_text)
         then value_fault('csat_at', csat_at_text, why_no_instant(csat_at_read))
         when csat_at_doubt is not null then clock_fault('csat_at', csat_at_text, csat_at_doubt) end
  ]) end as faults
from told
