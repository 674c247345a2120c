-- How were an agent's ratings spread, now and before? A rating counts as 4 from 3.5 on, as 5 from 4.5 on.
-- Parameters: agent. Columns: side, stars (1 to 5), n.
select side, greatest(1, least(5, floor(score + 0.5)))::integer as stars, count(*) as n
from rating_cases
where agent = $agent and score is not null
group by side, stars
order by side, stars
