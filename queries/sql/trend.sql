-- How did one measure move through the period?
-- Parameters: measure (first_response_time, resolution_time, answered_share, csat_share,
--   csat_mean); buckets, equal parts of the period; period_start, period_end; team,
--   channel, agent; statistic.
-- Columns: bucket (0 first), value, n; a part without cases is missing.
with cases as (
  select created_at as instant,
         case $measure when 'first_response_time' then response_s
                       when 'resolution_time' then solve_s
                       when 'answered_share' then case when answered then 1.0 when not answered then 0.0 end
         end as value
  from customer_tickets($period_start, $period_end, $team, $channel, $agent)
  where $measure in ('first_response_time', 'resolution_time', 'answered_share')
    and (handled_by is distinct from 'bot' or $measure = 'resolution_time')
  union all
  select rated_at, case $measure when 'csat_mean' then score else (score >= 3.5)::integer end
  from ratings
  where $measure in ('csat_mean', 'csat_share') and not of_bot and score is not null
    and rated_at >= $period_start and rated_at < $period_end
    and ($team is null or team = $team) and ($channel is null or channel = $channel)
    and ($agent is null or agent = $agent)
)
select floor(elapsed($period_start, instant) / elapsed($period_start, $period_end) * $buckets)::integer as bucket,
       case when $measure in ('first_response_time', 'resolution_time') then statistic(value, $statistic)
            else avg(value) end as value,
       count(value) as n
from cases
where value is not null
group by bucket
order by bucket
