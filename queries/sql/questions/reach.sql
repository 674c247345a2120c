-- How many customers were answered, and solved, within the bound of each level?
-- Each ticket is held against the bounds of its own channel's class. Known at a bound: answered (solved), or still
-- waiting and older than it. Parameters: by, parts. Columns: side, grouping, name, bucket; for response and solve:
--   …_graded, and for each level …_within_N of …_known_N; …_untold: of how many it cannot be told how they
--   stood at the end of the period before.
select side, grouping, name::varchar as name, bucket,
       summed(n, response_late_from is not null) as response_graded,
       summed(n, response_within_level >= 2) as response_within_2,
       summed(n, response_within_level >= 2 or response_late_from <= 2) as response_known_2,
       summed(n, response_within_level >= 3) as response_within_3,
       summed(n, response_within_level >= 3 or response_late_from <= 3) as response_known_3,
       summed(n, response_within_level >= 4) as response_within_4,
       summed(n, response_within_level >= 4 or response_late_from <= 4) as response_known_4,
       summed(n, response_within_level >= 5) as response_within_5,
       summed(n, response_within_level >= 5 or response_late_from <= 5) as response_known_5,
       summed(n, response_undated) as response_untold,
       summed(n, solve_late_from is not null) as solve_graded,
       summed(n, solve_hidden) as solve_untold,
       summed(n, solve_within_level >= 2) as solve_within_2,
       summed(n, solve_within_level >= 2 or solve_late_from <= 2) as solve_known_2,
       summed(n, solve_within_level >= 3) as solve_within_3,
       summed(n, solve_within_level >= 3 or solve_late_from <= 3) as solve_known_3,
       summed(n, solve_within_level >= 4) as solve_within_4,
       summed(n, solve_within_level >= 4 or solve_late_from <= 4) as solve_known_4,
       summed(n, solve_within_level >= 5) as solve_within_5,
       summed(n, solve_within_level >= 5 or solve_late_from <= 5) as solve_known_5
from counted_by($by, $parts)
where response_late_from is not null or solve_late_from is not null
group by side, grouping, name, bucket
