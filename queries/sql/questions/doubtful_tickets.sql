-- Whose tickets are doubtful, in which ways, and how many of them? One look at the tickets for all doubts.
-- {of_each} is doubtful_of_one.sql for each, above each other.
-- Columns: doubt; name; k (doubtful), n (looked at), value (the median of what is shown), others (the share of the
--   rest among the others' tickets).
with asked_now as (from ticket_cases where side = 'now')
from ({of_each})
order by k desc, name
