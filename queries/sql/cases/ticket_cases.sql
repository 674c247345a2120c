-- The tickets of a request, each decision of its definition set taken once, as a column; questions count
-- and group these. A column that is NULL says: no case of that figure.
-- A macro: see asked_cases.sql.
--
-- side           now, or before: the period that is compared with
-- contact        counts in the volume
-- response_s     the seconds that count for the first response; response_fate: answered, waiting, closed
--                (without a reply); waiting_s: the age of one that waits
-- answered       whether a person answered, once that is known
-- solve_s        the seconds that count for the resolution; solve_fate: solved, unsolved; unsolved_s: its age
-- one_touch, abandoned, self_served, begun_by_team: yes or no
-- …_calendar_s, …_open_s: by either clock, for the ladder's bounds, with age_s and open_age_s
create macro tickets_between(side, first, past, as_of) as table
with scoped as (
  select *,
         created_at >= first as created_within,
         case when given('resolution_by') = 'closed'
              then coalesce(resolved_at >= first and resolved_at < past, false)
              else created_at >= first end as solve_within,
         response_exported and answered = false and status is distinct from 'solved' and abandoned is not true
           as waits,
         resolution_exported and status in ('open', 'pending') and abandoned is not true
           and solve_us is null and solve_open_us is null as is_unsolved,
         greatest(date_diff('microsecond', created_at, as_of), 0) / 1e6 as age_s,
         open_age_us(created_at, created_clock_us, as_of) / 1e6 as open_age_s
  from clocked
  where (created_at >= first and created_at < past
         or given('resolution_by') = 'closed' and resolved_at >= first and resolved_at < past)
    and (given('team') is null or team = given('team'))
    and (given('channel') is null or channel = given('channel'))
    and (given('agent') is null or coalesce(agent, 'Unattributed'::agent_name) = given('agent'))
),
sorted as (
  select *,
         excluded is null and created_within as contact,
         -- What a customer began, and a person had to answer.
         excluded is null and created_within and started_by = 'customer' and handled_by is distinct from 'bot'
           as to_answer,
         excluded is null and solve_within and started_by = 'customer' as to_solve,
         given('unanswered') = 'at_age' as by_age
  from scoped
),
clocks as (
  select *,
         case when to_answer and (not waits or by_age)
              then coalesce(response_us / 1e6, case when waits then age_s end) end as response_calendar_s,
         case when to_answer and (not waits or by_age)
              then coalesce(response_open_us / 1e6, case when waits then open_age_s end) end as response_open_s,
         case when to_solve and (not is_unsolved or by_age)
              then coalesce(solve_us / 1e6, case when is_unsolved then age_s end) end as solve_calendar_s,
         case when to_solve and (not is_unsolved or by_age)
              then coalesce(solve_open_us / 1e6, case when is_unsolved then open_age_s end) end as solve_open_s
  from sorted
)
select
  side::case_side as side, t.part, t.row, t.created_at, t.resolved_at, t.channel, t.channel_class,
  coalesce(t.agent, 'Unattributed'::agent_name) as agent, t.team, t.reason, t.excluded, t.status, t.started_by, t.handled_by,
  t.agent_replies, t.created_within, t.solve_within, t.contact, t.age_s, t.open_age_s,
  t.response_calendar_s, t.response_open_s, t.solve_calendar_s, t.solve_open_s,
  case given('clock') when 'business' then t.response_open_s else t.response_calendar_s end as response_s,
  case when t.to_answer and t.response_exported
       then case when t.waits then 'waiting'::response_fate
                 when t.answered and coalesce(t.response_us, t.response_open_us) is not null then 'answered'::response_fate
                 when not t.answered then 'closed'::response_fate end end as response_fate,
  case when t.to_answer and t.waits then t.age_s end as waiting_s,
  case when t.to_answer and (t.status = 'solved' or t.abandoned or t.age_s >= 24 * 3600) then t.answered end
    as answered,
  case given('clock') when 'business' then t.solve_open_s else t.solve_calendar_s end as solve_s,
  case when t.to_solve and coalesce(t.solve_us, t.solve_open_us) is not null then 'solved'::solve_fate
       when t.to_solve and t.is_unsolved then 'unsolved'::solve_fate end as solve_fate,
  case when t.to_solve and t.is_unsolved then t.age_s end as unsolved_s,
  case when t.contact and t.started_by = 'customer' and t.status is not null
            and (given('one_touch_of') = 'all' or t.status = 'solved' and t.agent_replies is not null)
       then coalesce(t.status = 'solved' and t.agent_replies = 1 and coalesce(t.reopens, 0) = 0, false) end
    as one_touch,
  case when t.contact and t.started_by = 'customer' and t.channel_class = 'live'
       then coalesce(t.abandoned,
                     case when c.last_person is not null
                          then coalesce(c.human_replies = 0 and c.last_person = 'customer'
                                        and t.handled_by is distinct from 'bot'
                                        and (t.status = 'solved' or c.last_at <= as_of - interval 24 hour), false)
                     end) end as abandoned,
  case when t.contact
       then coalesce(t.handled_by = 'bot' and t.status = 'solved' and coalesce(t.reopens, 0) = 0, false) end
    as self_served,
  case when t.contact and t.channel = 'chat' then t.started_by = 'agent' end as begun_by_team
from clocks t
left join conversations c on c.part = t.part and c.row = t.row;
