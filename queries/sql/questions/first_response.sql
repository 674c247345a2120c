-- How long do customers wait for the first response?
-- Parameters: by, parts. Columns: side, grouping, name, bucket; n; value (the definition set's statistic), median,
--   mean, p80, p90 in seconds; answered; unanswered, still waiting (counted at their age where the set says
--   at_age), oldest_unanswered in seconds; closed_unanswered, which no figure here counts.
with waits as (
  select side, grouping, name, bucket,
         count(response_s) as n, percentiles(response_s) as places, avg(response_s) as mean,
         count(response_fate) as known,
         count(*) filter (where response_fate = 'answered') as answered,
         count(*) filter (where response_fate = 'waiting') as unanswered,
         max(waiting_s) as oldest_unanswered,
         count(*) filter (where response_fate = 'closed') as closed_unanswered
  from tickets_by($by, $parts)
  group by side, grouping, name, bucket
)
select side, grouping, name::varchar as name, bucket, n, chosen(places, mean, given('statistic')) as value,
       places[1] as median, mean, places[2] as p80, places[3] as p90,
       case when known > 0 then answered end as answered,
       case when known > 0 then unanswered end as unanswered,
       oldest_unanswered,
       case when known > 0 then closed_unanswered end as closed_unanswered
from waits
