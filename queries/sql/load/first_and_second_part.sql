-- The highest first and second numbers of dates such as 3/8/2026: above twelve it can only be a day.
select max(try_cast(part.first as integer)), max(try_cast(part.second as integer))
from (select regexp_extract(words({column}), '^(\d{1,2})[./-](\d{1,2})[./-]', ['first', 'second']) as part from raw)
