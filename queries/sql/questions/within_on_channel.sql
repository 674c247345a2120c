-- How many customers on a channel were answered, and solved, within the bound of each level, now and before?
-- As queries/sql/questions/reach.sql has it. Parameters: channel. Columns: side, level; for response and solve …_graded,
--   …_within of …_known.
select side, level,
       summed(n, response_late_from is not null) as response_graded,
       summed(n, response_within_level >= level) as response_within,
       summed(n, response_within_level >= level or response_late_from <= level) as response_known,
       summed(n, solve_late_from is not null) as solve_graded,
       summed(n, solve_within_level >= level) as solve_within,
       summed(n, solve_within_level >= level or solve_late_from <= level) as solve_known
from ticket_counts cross join (select unnest([2, 3, 4, 5]) as level)
where channel = try_cast($channel as case_name)
group by side, level
