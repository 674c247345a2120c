-- How does each agent's CSAT stand, and how sure is that?
-- Ordered by the share drawn towards the team's (methods.md §1); too_few marks who is not ranked.
-- Parameters: period_start, period_end; team, channel, agent; agent_shrinkage, agent_ratings.
-- Columns: name; rated, good, share, low, high (Wilson 95 %), mean, shrunken, too_few.
with answers as (
  select case when of_bot then 'Bots' else coalesce(agent, 'Unattributed') end as name, score
  from ratings
  where rated_at >= $period_start and rated_at < $period_end and score is not null
    and ($team is null or team = $team) and ($channel is null or channel = $channel)
    and ($agent is null or agent = $agent)
),
team as (
  select count(*) filter (where score >= 3.5) / nullif(count(*), 0) as share from answers where name <> 'Bots'
)
select name, count(*) as rated,
       count(*) filter (where score >= 3.5) as good,
       good / rated as share,
       wilson_low(good, rated) as low, wilson_high(good, rated) as high,
       avg(score) as mean,
       shrunk(good, rated, any_value(team.share), $agent_shrinkage) as shrunken,
       rated < $agent_ratings as too_few
from answers cross join team
group by name
order by too_few, shrunken desc, name
