-- By whose bounds are the tickets of a channel held: of which class is it, and as which are its tickets solved?
-- Parameters: channel. Columns: channel_class, solve_class.
select any_value(channel_class)::varchar as channel_class, any_value(solve_class)::varchar as solve_class
from kinds where channel = try_cast($channel as case_name)
