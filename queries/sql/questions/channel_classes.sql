-- By whose bounds are the tickets held: of which class is the channel, and as which are its tickets solved?
-- Of a request on one channel. Columns: channel_class, solve_class.
select any_value(channel_class)::varchar as channel_class, any_value(solve_class)::varchar as solve_class
from ticket_cases where side = 'now'
