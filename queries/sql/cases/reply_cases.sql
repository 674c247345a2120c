-- The replies of a request that ended a customer's wait.
-- The agent is who replied; wait_s runs from the first of a run of customer messages.
create or replace temp macro replies_between(side, first, past) as table
select side::case_side as side, part, row, ticket_id, sent_at, wait_us / 1e6 as wait_s,
       coalesce(agent, of_nobody()) as agent, coalesce(channel, 'unknown') as channel,
       coalesce(channel_class, 'unknown') as channel_class, team
from replies
where sent_at >= first and sent_at < past
  and (given('team') is null or team = given('team'))
  and (given('channel') is null or channel = given('channel'))
  and (given('agent') is null or coalesce(agent, of_nobody()) = given('agent'))
  and is_of_reason(part, row);
