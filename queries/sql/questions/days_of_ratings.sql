-- What were the ratings of each day?
-- Columns: day (local); known (ratings), below_3, below_4, below_5 (as shares count them), lost (stars).
select wall_time(rated_at, given('timezone'))::date as day, count(score) as known,
       count(*) filter (where score < 2.5) as below_3, count(*) filter (where score < 3.5) as below_4,
       count(*) filter (where score < 4.5) as below_5, sum(5 - score) as lost
from rating_cases
where side = 'now' and of_team and score is not null
group by day
order by day
