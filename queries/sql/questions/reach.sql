-- How many customers were answered, and solved, within the bound of each level?
-- Each ticket is held against the bounds of its own channel's class. Known at a bound: answered (solved), or still
-- waiting and older than it. Parameters: by, parts. Columns: side, grouping, name, bucket; for response and solve:
--   …_graded, and for each level …_within_N of …_known_N.
select side, grouping, name, bucket,
       count(response_late_from) as response_graded,
       count(*) filter (where response_within_level >= 2) as response_within_2,
       count(*) filter (where response_within_level >= 2 or response_late_from <= 2) as response_known_2,
       count(*) filter (where response_within_level >= 3) as response_within_3,
       count(*) filter (where response_within_level >= 3 or response_late_from <= 3) as response_known_3,
       count(*) filter (where response_within_level >= 4) as response_within_4,
       count(*) filter (where response_within_level >= 4 or response_late_from <= 4) as response_known_4,
       count(*) filter (where response_within_level >= 5) as response_within_5,
       count(*) filter (where response_within_level >= 5 or response_late_from <= 5) as response_known_5,
       count(solve_late_from) as solve_graded,
       count(*) filter (where solve_within_level >= 2) as solve_within_2,
       count(*) filter (where solve_within_level >= 2 or solve_late_from <= 2) as solve_known_2,
       count(*) filter (where solve_within_level >= 3) as solve_within_3,
       count(*) filter (where solve_within_level >= 3 or solve_late_from <= 3) as solve_known_3,
       count(*) filter (where solve_within_level >= 4) as solve_within_4,
       count(*) filter (where solve_within_level >= 4 or solve_late_from <= 4) as solve_known_4,
       count(*) filter (where solve_within_level >= 5) as solve_within_5,
       count(*) filter (where solve_within_level >= 5 or solve_late_from <= 5) as solve_known_5
from reach_by($by, $parts)
group by side, grouping, name, bucket
