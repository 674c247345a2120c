-- The tickets of a request, each decision of its definition set taken once, as a column; questions count
-- and group these. A column that is NULL says: no case of that figure. A macro: see asked_cases.sql.
--
-- side           now, or before: the period that is compared with
-- contact        counts in the volume; waiting_since: from when its wait runs
-- response_s     the seconds that count for the first response; response_fate: answered, waiting, closed
--                (without a reply); waiting_s: the age of one that waits
-- response_within_level  the highest level within whose bound the first answer came (1: not even within that of 2);
--                  response_late_from: the lowest level whose bound is missed for certain (6: none yet). Where neither
--                  says so, a level is not known: who still waits may be answered in time. NULL: not graded
-- answered       whether a person answered, once that is known
-- response_undated  answered, but no export says when; solve_hidden: solved again since, and perhaps before: what
--                  such a ticket was at the end of the period before cannot be told
-- solve_…        the same for the resolution; unsolved_s: the age of one that is not solved
-- …_calendar_s   in calendar time, whatever the set's clock
-- one_touch, abandoned, self_served, begun_by_team: yes or no
create or replace temp macro tickets_between(side, first, past, as_of) as table
with scoped as (
  select c.row, c.created_at, c.waiting_since, c.resolved_at, c.reason, c.first_response_at is null as undated, k.*,
         c.created_at >= first as created_within,
         case when given('resolution_by') = 'closed'
              then coalesce(c.resolved_at >= first and c.resolved_at < past, false)
              else c.created_at >= first end as solve_within,
         case when k.response_counts and not not_yet(c.first_response_at, as_of) then c.response_us end
           as answered_us,
         case when k.response_counts and not not_yet(c.first_response_at, as_of) then c.response_open_us end
           as answered_open_us,
         case when k.solve_counts and not not_yet(c.resolved_at, as_of) then c.solve_us end as solved_us,
         case when k.solve_counts and not not_yet(c.resolved_at, as_of) then c.solve_open_us end
           as solved_open_us,
         -- What was done later had not been done yet.
         k.response_counts and k.response_exported
           and (not_yet(c.first_response_at, as_of) or k.closed_unread and not_yet(c.resolved_at, as_of))
           as waited_then,
         k.response_counts and not_yet(c.resolved_at, as_of) as unsolved_then,
         greatest(date_diff('microsecond', c.created_at, as_of), 0) as age_us,
         open_age_us(c.created_at, c.created_clock_us, as_of) as open_age_us
  from clocked c join kinds k on k.part = c.part and k.kind = c.kind and k.who = c.who
  where (c.created_at >= first and c.created_at < past
         or given('resolution_by') = 'closed' and c.resolved_at >= first and c.resolved_at < past)
    and (given('reason') is null or c.reason = try_cast(given('reason') as case_name))
),
ended as (
  select * replace (waits or waited_then as waits, is_unsolved or unsolved_then as is_unsolved,
                    closed_unread and not waited_then as closed_unread,
                    case when waited_then then false else answered end as answered,
                    case when unsolved_then then 'open'::ticket_status else status end as status),
         counts and created_within as contact,
         for_people and created_within as to_answer,
         for_people and solve_within as to_solve,
         judged_us(answered_us, answered_open_us) as response_judged_us,
         judged_us(solved_us, solved_open_us) as solve_judged_us,
         judged_us(age_us, open_age_us) as judged_age_us,
         given('unanswered') = 'at_age' as by_age
  from scoped
),
-- What still waits is judged by its age so far.
judged as (
  select *,
         case when to_answer and response_counts and not closed_unread
              then late_from(case when response_judged_us is not null then response_judged_us
                                  when waits then judged_age_us end,
                             case when response_judged_us is not null then answered_us else age_us end,
                             given('late_after_us'), response_2, response_3, response_4, response_5) end
           as response_late_from,
         case when to_solve and response_counts and not closed_unread
              then late_from(case when solve_judged_us is not null then solve_judged_us
                                  when is_unsolved then judged_age_us end,
                             case when solve_judged_us is not null then solved_us else age_us end,
                             given('late_after_us'), solve_2, solve_3, solve_4, solve_5) end
           as solve_late_from
  from ended
)
select
  side::case_side as side, t.part, t.row, t.created_at, t.waiting_since, t.resolved_at, t.channel, t.channel_class, t.solve_class,
  t.agent, t.team, t.reason, t.excluded, t.status, t.started_by, t.handled_by, t.reopens, t.replies_known,
  t.created_within, t.solve_within, t.contact,
  counted_s(given('clock'), t.to_answer, t.answered_us, t.answered_open_us, t.waits and t.by_age, t.age_us, t.open_age_us)
    as response_s,
  case when t.to_answer and t.response_exported
       then case when t.waits then 'waiting'::response_fate
                 when coalesce(t.answered_us, t.answered_open_us) is not null then 'answered'::response_fate
                 when t.closed_unread then 'closed'::response_fate end end as response_fate,
  case when t.to_answer then t.answered_us / 1e6 end as response_calendar_s,
  case when t.to_answer and t.waits then t.age_us / 1e6 end as waiting_s,
  -- Without calendar time nobody is within the bound of level 5, nor late for certain.
  case when t.response_late_from is not null and t.response_judged_us is not null
       then least(t.response_late_from - 1, case when t.answered_us is null then 4 else 5 end)::utinyint end
    as response_within_level,
  t.response_late_from,
  case when t.to_answer and t.answered is not null
            and case when t.channel_class = 'live'
                     then t.answered or t.abandoned or t.status = 'solved' or t.age_us >= 3600000000
                     else t.age_us >= 86400000000 end
       then t.answered end as answered,
  counted_s(given('clock'), t.to_solve, t.solved_us, t.solved_open_us, t.is_unsolved and t.by_age, t.age_us,
            t.open_age_us) as solve_s,
  case when t.to_solve and coalesce(t.solved_us, t.solved_open_us) is not null then 'solved'::solve_fate
       when t.to_solve and t.is_unsolved then 'unsolved'::solve_fate end as solve_fate,
  t.solved_us / 1e6 as solve_calendar_s,
  case when t.to_solve and t.is_unsolved then t.age_us / 1e6 end as unsolved_s,
  case when t.solve_late_from is not null and t.solve_judged_us is not null
       then least(t.solve_late_from - 1, case when t.solved_us is null then 4 else 5 end)::utinyint end
    as solve_within_level,
  t.solve_late_from,
  t.to_answer and t.undated and coalesce(t.answered, false) as response_undated,
  t.to_solve and t.unsolved_then and t.reopens > 0 as solve_hidden,
  case when t.response_late_from is not null then t.response_judged_us end as response_judged_us,
  case when t.solve_late_from is not null then t.solve_judged_us end as solve_judged_us,
  case when t.contact then t.touch end as one_touch,
  case when t.contact and t.started_by = 'customer' and t.channel_class = 'live'
       then coalesce(t.abandoned,
                     case when c.last_person is not null
                          then coalesce(c.human_replies = 0 and c.last_person = 'customer'
                                        and t.handled_by is distinct from 'bot'
                                        and (t.status = 'solved' or c.last_at <= as_of - interval 24 hour), false)
                     end) end as abandoned,
  case when t.contact then t.alone end as self_served,
  case when t.contact and t.channel = 'chat' then t.started_by = 'agent' end as begun_by_team
from judged t
left join conversations c on c.part = t.part and c.row = t.row;
