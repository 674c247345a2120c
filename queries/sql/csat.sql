-- How satisfied are customers?
-- Ratings by rating time. A rating counts as 4 from 3.5 on, as 5 from 4.5 on (scales are mapped to
-- 1–5). Ratings of bots are left out, except that by agent they are a row "Bots".
-- Parameters: by (all, class, channel, agent); period_start, period_end; team, channel, agent.
-- Columns: name; n (ratings answered); good (of 4 or 5), share, mean; three_or_more, fives (shares);
--   two_valued (only good and bad can be said); asked, response_rate: of the surveys in exports that
--   also list the unanswered ones.
with scoped as (
  select *, case $by when 'class' then channel_class when 'channel' then channel
                     when 'agent' then case when of_bot then 'Bots' else coalesce(agent, 'Unattributed') end
                     else 'all' end as name
  from ratings
  where rated_at >= $period_start and rated_at < $period_end
    and ($by = 'agent' or not of_bot)
    and ($team is null or team = $team) and ($channel is null or channel = $channel)
    and ($agent is null or agent = $agent)
)
select name, count(score) as n,
       count(*) filter (where score >= 3.5) as good,
       good / nullif(count(score), 0) as share,
       avg(score) as mean,
       count(*) filter (where score >= 2.5) / nullif(count(score), 0) as three_or_more,
       count(*) filter (where score >= 4.5) / nullif(count(score), 0) as fives,
       bool_and(two_valued) as two_valued,
       nullif(count(*) filter (where lists_unanswered), 0) as asked,
       count(score) filter (where lists_unanswered) / nullif(count(*) filter (where lists_unanswered), 0) as response_rate
from scoped
where name is not null
group by name
order by name
