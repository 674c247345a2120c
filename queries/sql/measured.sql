-- Tickets with what the clocks say: how old each was when the data end, how long the customer waited
-- for the first response, how long until it was solved. Calendar time, and the same as open time
-- where no opening hours are set. {kind} is table where the
-- tickets are few enough to keep in memory, else view. An unanswered or unsolved ticket counts at its age.
create {kind} measured as
select * exclude (data_end), age_s as open_age_s,
       coalesce(first_response_s, case when waiting then age_s end) as response_s,
       coalesce(first_response_open_s, first_response_s, case when waiting then age_s end) as open_response_s,
       coalesce(resolution_s, case when unsolved then age_s end) as solve_s,
       coalesce(resolution_open_s, resolution_s, case when unsolved then age_s end) as open_solve_s
from aged
