-- How many customers were within a bound, by weeks, or other equal parts of the period?
-- {known} is the condition of the tickets whose fate at the bound is known, {good} of those within it.
-- Parameters: weeks, how many; those of {known}. Columns: bucket (0 the first), n, good. A part in which nobody wrote has no row.
select bucket_of(side, created_at, $weeks) as bucket, count(*) as n, count(*) filter (where {good}) as good
from ticket_cases
where side = 'now' and ({known})
group by bucket
