-- Where first answers were lost: each ticket whose fate at the bound of a level is known, and of the late ones what the
-- log shows between its arrival and its deadline.
--
-- Who was there: an agent is at work in an hour in which they replied, as messages show it, or first replies where no
-- message does. A ticket is one of
--   nobody   no agent was at work in any hour from its arrival to its deadline
--   free     somebody was, with fewer replies and solves in that hour than a busy one has
--   busy     everybody who was had as many, or more: the 90th percentile of all agent-hours
--   unknown  it cannot be told: fewer than 30 agent-hours; a busy hour has one reply; nobody knows who replied; or the
--            ticket has no deadline in calendar time
-- Agents are taken as interchangeable between channels; a team has its own.
-- Columns: part, row, arrived (local wall time), channel, reason, agent; lost (NULL: in time); from_messages,
--   agent_hours, busy_from (of the whole).
create or replace temp macro held_tickets(level) as table
with waits as (
  select t.part, t.row, t.created_at, t.waiting_since as since, t.channel, t.reason, t.agent,
         t.response_late_from <= level as is_late,
         t.response_calendar_s is not null or t.waiting_s is not null as has_calendar,
         case level when 2 then b.response_2 when 3 then b.response_3 when 4 then b.response_4
                    else b.response_5 end as bound_us
  from ticket_cases t left join class_bounds b on b.channel_class = t.channel_class
  where t.side = 'now' and (t.response_within_level >= level or t.response_late_from <= level)
),
late_waits as (from waits where is_late),
due as (
  select *, time_bucket(interval 1 hour, since) as first_hour, time_bucket(interval 1 hour, due) as last_hour
  from (
    select *, case when has_calendar
                   then least(case when level = 5 then since + to_microseconds(bound_us)
                                   else judged_us(since + to_microseconds(bound_us), open_due) end,
                              case when level > 2 then since + to_microseconds(given('late_after_us')) end) end as due
    from due_at('late_waits')
  )
),
span as (select min(first_hour) as first_hour, max(last_hour) as last_hour from due),
-- What of the tickets' own times shows somebody at work: few columns of many tickets.
done as (
  select part, kind, who, first_response_at as instant, true as is_reply from packed
  where (kind >> 19) & 1 = 0 and first_response_at >= (select first_hour from span)
    and first_response_at < (select last_hour + interval 1 hour from span)
  union all
  select part, kind, who, resolved_at, false from packed
  where resolved_at >= (select first_hour from span) and resolved_at < (select last_hour + interval 1 hour from span)
),
events as (
  select whose(agent, agent_is_bot)::varchar as agent, instant, is_reply, false as is_message from unpacked('done')
  where excluded is null and handled_by is distinct from 'bot' and not agent_is_bot
    and (given('team') is null or team = try_cast(given('team') as case_name))
  union all
  select coalesce(agent, of_nobody()), sent_at, true, true from messages
  where author = 'agent' and public and sent_at >= (select first_hour from span)
    and sent_at < (select last_hour + interval 1 hour from span)
    and (given('team') is null or team = given('team'))
),
loads as (
  select agent, time_bucket(interval 1 hour, instant) as hour, count(*) as n, bool_or(is_message) as from_messages
  from events group by agent, hour having bool_or(is_reply)
),
busy as (
  select count(*) filter (where agent <> of_nobody()) as agent_hours,
         quantile_disc(case when agent <> of_nobody() then n end, 0.9) as busy_from,
         coalesce(bool_or(from_messages), false) as from_messages
  from loads
),
staffed as (
  select hour, true as present, bool_or(agent <> of_nobody() and n < busy_from) as free,
         bool_or(agent = of_nobody()) as unsure
  from loads cross join busy group by hour
),
-- How many such hours there were before each hour: between two hours there were the difference.
before as (
  select h.hour,
         coalesce(sum(s.present::integer) over earlier, 0) as present,
         coalesce(sum(s.free::integer) over earlier, 0) as free,
         coalesce(sum(s.unsure::integer) over earlier, 0) as unsure
  from (select unnest(generate_series(first_hour, last_hour + interval 1 hour, interval 1 hour)) as hour from span) h
  left join staffed s using (hour)
  window earlier as (order by h.hour rows between unbounded preceding and 1 preceding)
),
classed as (
  select d.part, d.row,
         case when d.due is null or b.agent_hours is null or z.present is null then 'unknown'
              when (select count(*) from loads) = 0 then 'unknown'
              when z.present = a.present then 'nobody'
              when b.agent_hours < 30 or b.busy_from < 2 then 'unknown'
              when z.free > a.free then 'free'
              when z.unsure > a.unsure then 'unknown'
              else 'busy' end as lost
  from due d cross join busy b
  left join before a on a.hour = d.first_hour
  left join before z on z.hour = d.last_hour + interval 1 hour
)
select w.part, w.row, wall_time(w.created_at, given('timezone')) as arrived, w.channel, w.reason, w.agent, c.lost,
       b.from_messages, b.agent_hours, b.busy_from
from waits w cross join busy b left join classed c on c.part = w.part and c.row = w.row;
