-- How long did half of the customers wait for a first answer, by weeks, or other equal parts of the period?
-- Parameters: weeks, how many. Columns: bucket (0 the first), n, median in seconds. A part in which nobody wrote has no row.
select bucket_of(side, created_at, $weeks) as bucket, count(response_s) as n, percentile(response_s, 0.5) as median
from ticket_cases
where side = 'now' and created_within and response_s is not null
group by bucket
