-- What is open when the period ends: every ticket created before that, whenever. A macro.
-- age: seconds, until the period ends or the data do
create or replace temp macro open_tickets() as table
with open_rows as (
  select part, row, kind, who, created_at, reason, resolved_at from packed
  where created_at < given('period_end')
    and (is_open_of(flags)
         or resolved_at > least(given('period_end'), given('as_of')) and given('period_end') < given('data_end'))
    and is_of_reason(part, row)
)
select part, row, created_at, channel, whose(agent, agent_is_bot) as agent,
       elapsed(created_at, least(given('period_end'), given('as_of'))) as age
from unpacked('open_rows')
where excluded is null and abandoned is not true and is_chosen(team, channel, whose(agent, agent_is_bot));
