-- What was open when the period began, what came, what was closed, and what is open when it ends?
-- Open is what queries/sql/cases/open_tickets.sql says; who gave up came and was closed at once. What is closed, and no
-- export says when, was closed when it came. No rows where no export says what is solved.
-- Parameters: origin, the local day that is counted from. Columns: grouping (all, channel, reason, came, gone), name, day
--   (the local one on which they came, went); before, came, gone, open: before + came − gone = open.
with looked as (
  select part, row, kind, who, reason, created_at, created_at >= given('period_start') as came,
         is_open_of(flags)
           or resolved_at > least(given('period_end'), given('as_of')) and given('period_end') < given('data_end') as still,
         greatest(coalesce(resolved_at, created_at), created_at) as ended_at
  from packed
  where created_at < given('period_end')
    and (created_at >= given('period_start') or is_open_of(flags) or resolved_at > given('period_start'))
    and is_of_reason(part, row) and (select bool_or(states_known) from extent)
),
flows as (
  select u.channel, n.reasons[u.reason] as reason, u.came, not u.came as older,
         coalesce(u.still, false) and u.abandoned is not true as open,
         date_diff('day', $origin::date, wall_time(u.created_at, given('timezone'))::date) as came_day,
         date_diff('day', $origin::date, wall_time(u.ended_at, given('timezone'))::date) as gone_day
  from unpacked('looked') u left join names_of_part n on n.part = u.part
  where u.excluded is null and is_chosen(u.team, u.channel, whose(u.agent, u.agent_is_bot))
    and (u.came and u.channel_class <> 'none' or u.abandoned is not true and (u.still or not u.came))
)
select case when grouping(channel) = 0 then 'channel' when grouping(reason) = 0 then 'reason'
            when grouping(came_day) = 0 then 'came' when grouping(gone_day) = 0 then 'gone' else 'all' end as grouping,
       coalesce(channel::varchar, reason::varchar) as name, coalesce(came_day, gone_day) as day,
       count(*) filter (where older) as before, count(*) filter (where came) as came,
       count(*) filter (where not open) as gone, count(*) filter (where open) as open
from flows
group by grouping sets ((), (channel), (reason), (came_day), (gone_day))
