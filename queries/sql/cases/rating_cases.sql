-- The ratings of a request.
-- score is on 1–5, NULL where somebody was asked and did not answer. Ratings of bots are of_bots(), and
-- the team's only where it is these that are asked for (of_team).
create or replace temp macro ratings_between(side, first, past) as table
with named as (
  select * replace (case when of_bot then of_bots() else coalesce(agent, of_nobody()) end as agent,
                    coalesce(channel, 'unknown') as channel, coalesce(channel_class, 'unknown') as channel_class)
  from settled_ratings
)
select side::case_side as side, part, row, ticket_id, rated_at, score, agent, attribution, channel, channel_class, team,
       not of_bot or coalesce(given('agent') = of_bots(), false) as of_team,
       two_valued, lists_unanswered, comment, survey_file, survey_line
from named
where rated_at >= first and rated_at < past
  and (given('team') is null or team = given('team'))
  and (given('channel') is null or channel = given('channel'))
  and (given('agent') is null or agent = given('agent'))
  and is_of_reason(part, row);
