-- Tickets with how old each was when the data end, and whether its customer still waits: only the
-- columns that questions use.
create view aged as
select
       t.ticket_id, t.created_at, t.channel, t.channel_class, t.agent, t.team, t.status,
       t.started_by, t.handled_by, t.abandoned, t.excluded, t.reason, t.agent_replies, t.reopens,
       t.answered, t.waiting_since, t.first_response_at, t.first_response_s, t.first_response_open_s,
       t.first_response_exported, t.resolved_at, t.resolution_s, t.resolution_open_s,
       t.resolution_exported,
       (select data_end from extent) as data_end,
       greatest(elapsed(t.created_at, (select data_end from extent)), 0) as age_s,
       t.answered = false and t.status is distinct from 'solved'
         and t.abandoned is not true and t.first_response_exported as waiting,
       t.status in ('open', 'pending') and t.abandoned is not true and t.resolution_exported
         and t.resolution_s is null and t.resolution_open_s is null as unsolved
from tickets t
