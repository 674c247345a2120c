-- The kinds of tickets of a request, each decision that no time takes part in taken once a kind.
--
-- counts         is a customer's contact; for_people: one that a person had to answer and to solve
-- response_counts, solve_counts  whether its times count: who gave up has none, and what is open is not solved,
--                whatever an old solve time says
-- waits, is_unsolved  nobody answered (solved) it yet; closed_unread: solved without an answer
-- touch          solved with one reply and not reopened; NULL: no case, or not known
-- alone          settled without a person
-- …_2 to …_5     the bounds of its class (class_bounds)
create or replace temp view found_kinds as
select distinct part, kind, who from packed
where created_at >= coalesce(given('before_start'), given('period_start')) and created_at < given('period_end')
   or given('resolution_by') = 'closed' and resolved_at >= coalesce(given('before_start'), given('period_start'))
      and resolved_at < given('period_end');

-- The tickets of the reason that the request is about, if it is about one: reasons are too many to make kinds of.
create or replace temp table of_reason as
select p.part, p.row from packed p
join (
  select part, list_position(reasons, try_cast(given('reason') as case_name)) as reason from names_of_part
) n on n.part = p.part and n.reason = p.reason;

create or replace temp macro is_of_reason(ticket_part, ticket_row) as
  given('reason') is null or (ticket_part, ticket_row) in (from of_reason);

create or replace temp table kinds as
with sorted as (
  select *,
         excluded is null and channel_class <> 'none' as counts,
         excluded is null and channel_class <> 'none' and started_by = 'customer'
           and handled_by is distinct from 'bot' as for_people,
         abandoned is not true as stayed,
         agent_replies is not null or transfers is not null and reopens is not null as replies_known
  from unpacked('found_kinds')
  where is_chosen(team, channel, whose(agent, agent_is_bot))
)
select k.part, k.kind, k.who, k.channel, k.channel_class, k.solve_class, whose(k.agent, k.agent_is_bot) as agent, k.team,
       k.excluded, k.status, k.answered, k.started_by, k.handled_by, k.abandoned, k.reopens, k.response_exported, k.replies_known,
       k.counts, k.for_people,
       k.stayed as response_counts,
       k.stayed and (k.status is null or k.status = 'solved') as solve_counts,
       k.stayed and k.response_exported and k.answered = false and k.status is distinct from 'solved' as waits,
       k.stayed and k.response_exported and k.answered = false and coalesce(k.status = 'solved', false)
         as closed_unread,
       k.stayed and k.resolution_exported and coalesce(k.status in ('open', 'pending'), false) as is_unsolved,
       case when k.for_people and k.status is not null
                 and (given('one_touch_of') = 'all' or k.status = 'solved' and k.replies_known)
            then coalesce(k.status = 'solved' and coalesce(k.reopens, 0) = 0
                          and case when k.agent_replies is not null then k.agent_replies = 1 else k.transfers = 0 end,
                          false) end as touch,
       coalesce(k.handled_by = 'bot' and k.status = 'solved' and coalesce(k.reopens, 0) = 0, false) as alone,
       b.response_2, b.response_3, b.response_4, b.response_5, s.solve_2, s.solve_3, s.solve_4, s.solve_5
from sorted k
left join class_bounds b on b.channel_class = k.channel_class
left join class_bounds s on s.channel_class = k.solve_class;
