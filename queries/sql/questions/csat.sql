-- How satisfied are customers, and how sure is that?
-- Ratings by rating time. A rating counts as 4 from 3.5 on, as 5 from 4.5 on (scales are mapped to 1–5).
-- Parameters: by, parts; agent_shrinkage. Columns: side, grouping, name, bucket; n (ratings answered); good (of 4
--   or 5), share, low, high (Wilson 95 %), mean, deviation; three_or_more, fives (shares); shrunken: the share drawn
--   towards the whole's (methods.md §1); two_valued (only good and bad can be said); asked, response_rate: of the surveys
--   in exports that also list the unanswered ones; scores: how many of each.
with counted as (
  select side, grouping, name, bucket,
         count(score) as n, count(*) filter (where score >= 3.5) as good, avg(score) as mean,
         stddev_samp(score) as deviation,
         count(*) filter (where score >= 2.5) as threes, count(*) filter (where score >= 4.5) as fives,
         bool_and(two_valued) as two_valued,
         count(*) filter (where lists_unanswered) as asked,
         count(score) filter (where lists_unanswered) as answers,
         histogram(score) as scores
  from ratings_by($by, $parts)
  group by side, grouping, name, bucket
),
whole as (
  select side, share_of(count(*) filter (where score >= 3.5), count(score)) as share
  from rating_cases where of_team group by side
)
select side, grouping, name, bucket, n, good, share_of(good, n) as share,
       wilson_low(good, n) as low, wilson_high(good, n) as high, mean, deviation,
       share_of(threes, n) as three_or_more, share_of(fives, n) as fives,
       shrunk(good, n, whole.share, $agent_shrinkage) as shrunken,
       two_valued, nullif(asked, 0) as asked, share_of(answers, asked) as response_rate, scores
from counted left join whole using (side)
