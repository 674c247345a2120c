-- Tickets with what the clocks say: how old each was when the data end, how long the customer waited
-- for the first response, how long until it was solved. Calendar time, and the same as open time
-- where no opening hours are set; only the columns that questions use. {kind} is table where the
-- tickets are few enough to keep in memory, else view. An unanswered or unsolved ticket counts at its age.
create {kind} measured as
with aged as (
  select
         t.ticket_id, t.created_at, t.channel, t.channel_class, t.agent, t.team, t.status,
         t.started_by, t.handled_by, t.abandoned, t.excluded, t.reason, t.agent_replies, t.reopens,
         t.answered, t.waiting_since, t.first_response_at, t.first_response_s, t.first_response_open_s,
         t.first_response_exported, t.resolved_at, t.resolution_s, t.resolution_exported,
         greatest(elapsed(t.created_at, (select data_end from extent)), 0) as age_s,
         t.answered = false and t.status is distinct from 'solved'
           and t.abandoned is not true and t.first_response_exported as waiting,
         t.status in ('open', 'pending') and t.abandoned is not true and t.resolution_exported
           and t.resolution_s is null as unsolved
  from tickets t
)
select *, age_s as open_age_s,
       coalesce(first_response_s, case when waiting then age_s end) as response_s,
       coalesce(first_response_open_s, first_response_s, case when waiting then age_s end) as open_response_s,
       coalesce(resolution_s, case when unsolved then age_s end) as solve_s,
       coalesce(resolution_s, case when unsolved then age_s end) as open_solve_s
from aged
