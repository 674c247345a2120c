-- How many unread ratings are numbers above the scale, or below it, and how far do they reach?
-- Reads `reject_rows`. Parameters: header, low, high. Columns: above, below, least, most.
select count(*) filter (where number(value) > $high) as above,
       count(*) filter (where number(value) < $low) as below,
       min(number(value)) as least, max(number(value)) as most
from reject_rows where "column" = $header
