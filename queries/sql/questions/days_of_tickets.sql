-- What became of the tickets of each day?
-- Columns: day (local); for response and solve and each level N: …_come (held against the bounds), …_known_N, …_late_N;
--   answered_come, answered_known, answered_late (nobody answered); abandoned_known, abandoned_late.
select wall_time(created_at, given('timezone'))::date as day,
       count(response_late_from) as response_come,
       count(*) filter (where response_within_level >= 2 or response_late_from <= 2) as response_known_2,
       count(*) filter (where response_late_from <= 2) as response_late_2,
       count(*) filter (where response_within_level >= 3 or response_late_from <= 3) as response_known_3,
       count(*) filter (where response_late_from <= 3) as response_late_3,
       count(*) filter (where response_within_level >= 4 or response_late_from <= 4) as response_known_4,
       count(*) filter (where response_late_from <= 4) as response_late_4,
       count(*) filter (where response_within_level >= 5 or response_late_from <= 5) as response_known_5,
       count(*) filter (where response_late_from <= 5) as response_late_5,
       count(solve_late_from) as solve_come,
       count(*) filter (where solve_within_level >= 2 or solve_late_from <= 2) as solve_known_2,
       count(*) filter (where solve_late_from <= 2) as solve_late_2,
       count(*) filter (where solve_within_level >= 3 or solve_late_from <= 3) as solve_known_3,
       count(*) filter (where solve_late_from <= 3) as solve_late_3,
       count(*) filter (where solve_within_level >= 4 or solve_late_from <= 4) as solve_known_4,
       count(*) filter (where solve_late_from <= 4) as solve_late_4,
       count(*) filter (where solve_within_level >= 5 or solve_late_from <= 5) as solve_known_5,
       count(*) filter (where solve_late_from <= 5) as solve_late_5,
       count(*) filter (where answered is not null or response_fate = 'waiting') as answered_come,
       count(answered) as answered_known, count(*) filter (where not answered) as answered_late,
       count(abandoned) as abandoned_known, count(*) filter (where abandoned) as abandoned_late
from ticket_cases
where side = 'now' and created_within
group by day
order by day
